import { COM_CODES } from '../errors/hresult.js';
import type { Reason } from '../errors/reasons.js';

export const NO_SESSION = 7022;

/** What Windows says of a session that is not there or that nobody is logged on to was not seen: any of these. */
export const REASONS: ReadonlyMap<number, Reason> = new Map<number, Reason>([
  [COM_CODES.REGDB_E_CLASSNOTREG, 'not-found'],
  [COM_CODES.CO_E_RUNAS_LOGON_FAILURE, 'not-found'],
  [COM_CODES.CO_E_APPNOTFOUND, 'not-found'],
  [COM_CODES.CO_E_LAUNCH_PERMSSION_DENIED, 'access-denied'],
  [COM_CODES.CO_E_SERVER_STOPPING, 'busy'],
  [COM_CODES.MK_E_CANTOPENFILE, 'not-supported'],
  [COM_CODES.E_NOTIMPL, 'not-supported'],
  [NO_SESSION, 'not-found'],
]);
