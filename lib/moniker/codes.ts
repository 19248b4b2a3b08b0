import type { Reason } from '../errors/reasons.js';

/** Codes of COM. Those of VSS that are among them have the same names there. */
export const COM_CODES = {
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
} as const;

export const NO_SESSION = 7022;

/** What Windows says of a session that is not there or that nobody is logged on to was not seen: any of these. */
export const REASONS: ReadonlyMap<number, Reason> = new Map<number, Reason>([
  [COM_CODES.REGDB_E_CLASSNOTREG, 'not-found'],
  [COM_CODES.CO_E_RUNAS_LOGON_FAILURE, 'not-found'],
  [COM_CODES.CO_E_APPNOTFOUND, 'not-found'],
  [COM_CODES.CO_E_LAUNCH_PERMSSION_DENIED, 'access-denied'],
  [COM_CODES.CO_E_SERVER_STOPPING, 'busy'],
  [COM_CODES.MK_E_CANTOPENFILE, 'not-supported'],
  [NO_SESSION, 'not-found'],
]);
