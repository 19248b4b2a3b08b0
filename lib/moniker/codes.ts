import type { Reason } from '../errors/reasons.js';

/** Codes of COM. */
export const COM_CODES = {
  REGDB_E_CLASSNOTREG: 0x80040154,
  MK_E_SYNTAX: 0x800401e4,
  MK_E_CANTOPENFILE: 0x800401ea,
  CO_E_RUNAS_LOGON_FAILURE: 0x8000401a,
  CO_E_SERVER_EXEC_FAILURE: 0x80080005,
} as const;

export const NO_SESSION = 7022;

/** What Windows says of a session that is not there or that nobody is logged on to was not seen: any of these. */
export const REASONS: ReadonlyMap<number, Reason> = new Map<number, Reason>([
  [COM_CODES.REGDB_E_CLASSNOTREG, 'not-found'],
  [COM_CODES.CO_E_RUNAS_LOGON_FAILURE, 'not-found'],
  [COM_CODES.MK_E_CANTOPENFILE, 'not-supported'],
  [NO_SESSION, 'not-found'],
]);
