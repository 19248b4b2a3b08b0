import type { CodeTable } from './code-names.js';

/** Codes of COM, for all domains whose calls answer with an HRESULT. */
export const COM_CODES = {
  E_NOTIMPL: 0x80004001,
  E_NOINTERFACE: 0x80004002,
  E_FAIL: 0x80004005,
  E_UNEXPECTED: 0x8000ffff,
  REGDB_E_CLASSNOTREG: 0x80040154,
  MK_E_SYNTAX: 0x800401e4,
  MK_E_CANTOPENFILE: 0x800401ea,
  CO_E_WRONG_SERVER_IDENTITY: 0x80004015,
  CO_E_CREATEPROCESS_FAILURE: 0x80004018,
  CO_E_RUNAS_CREATEPROCESS_FAILURE: 0x80004019,
  CO_E_RUNAS_LOGON_FAILURE: 0x8000401a,
  // Windows spells it so.
  CO_E_LAUNCH_PERMSSION_DENIED: 0x8000401b,
  CO_E_APPNOTFOUND: 0x800401f5,
  CO_E_SERVER_EXEC_FAILURE: 0x80080005,
  CO_E_SERVER_STOPPING: 0x80080008,
  RPC_E_CHANGED_MODE: 0x80010106,
  RPC_E_TOO_LATE: 0x80010119,
} as const satisfies CodeTable;

/** A code of Win32 that was wrapped as an HRESULT, as itself. Any other code stays. */
export const unwrapped = (code: number): number => (code >>> 16 === 0x8007 ? code & 0xffff : code);
