import type { Reason } from 'winstation';

/** A code as a domain writes it down: number, name in Windows, and the reason that it must become. */
export type KnownCode = readonly [code: number, name: string, reason: Reason];

/**
 * The codes that the campaigns of several domains try. They are written down here a second time, so that a mistake in the library's
 * own table is found.
 *
 * They come from the documents of each function; the last errors that programs have reported for it; and the codes that any call over
 * RPC may return.
 */
export const WINDOWS_CODES = [
  [0, 'ERROR_UNREPORTED', 'other'],
  [2, 'ERROR_FILE_NOT_FOUND', 'not-found'],
  [5, 'ERROR_ACCESS_DENIED', 'access-denied'],
  [6, 'ERROR_INVALID_HANDLE', 'other'],
  [8, 'ERROR_NOT_ENOUGH_MEMORY', 'other'],
  [14, 'ERROR_OUTOFMEMORY', 'other'],
  [50, 'ERROR_NOT_SUPPORTED', 'not-supported'],
  [53, 'ERROR_BAD_NETPATH', 'unreachable'],
  [87, 'ERROR_INVALID_PARAMETER', 'other'],
  [120, 'ERROR_CALL_NOT_IMPLEMENTED', 'not-supported'],
  [122, 'ERROR_INSUFFICIENT_BUFFER', 'other'],
  [126, 'ERROR_MOD_NOT_FOUND', 'not-supported'],
  [127, 'ERROR_PROC_NOT_FOUND', 'not-supported'],
  [998, 'ERROR_NOACCESS', 'other'],
  [1008, 'ERROR_NO_TOKEN', 'no-user'],
  [1062, 'ERROR_SERVICE_NOT_ACTIVE', 'unreachable'],
  [1115, 'ERROR_SHUTDOWN_IN_PROGRESS', 'unreachable'],
  [1168, 'ERROR_NOT_FOUND', 'not-found'],
  [1314, 'ERROR_PRIVILEGE_NOT_HELD', 'access-denied'],
  [1326, 'ERROR_LOGON_FAILURE', 'access-denied'],
  [1450, 'ERROR_NO_SYSTEM_RESOURCES', 'other'],
  [1702, 'RPC_S_INVALID_BINDING', 'unreachable'],
  [1715, 'RPC_S_NOT_LISTENING', 'unreachable'],
  [1722, 'RPC_S_SERVER_UNAVAILABLE', 'unreachable'],
  [1723, 'RPC_S_SERVER_TOO_BUSY', 'busy'],
  [1726, 'RPC_S_CALL_FAILED', 'unreachable'],
  [1727, 'RPC_S_CALL_FAILED_DNE', 'unreachable'],
  [1728, 'RPC_S_PROTOCOL_ERROR', 'other'],
  [1733, 'RPC_S_INVALID_TAG', 'other'],
  [1745, 'RPC_S_PROCNUM_OUT_OF_RANGE', 'not-supported'],
  [1753, 'EPT_S_NOT_REGISTERED', 'unreachable'],
  [1783, 'RPC_X_BAD_STUB_DATA', 'other'],
  [1784, 'ERROR_INVALID_USER_BUFFER', 'other'],
  [1818, 'RPC_S_CALL_CANCELLED', 'other'],
  [1825, 'RPC_S_SEC_PKG_ERROR', 'access-denied'],
  [31337, 'WIN32_31337', 'other'], // An unknown code.
] as const satisfies readonly KnownCode[];

export type WindowsCode = (typeof WINDOWS_CODES)[number][0];

/** The export or its DLL is missing, or says that it is not implemented (0: a stub). */
export const MISSING: readonly WindowsCode[] = [0, 50, 120, 126, 127];
export const UNKNOWN: WindowsCode = 31337;
/** Any function of Windows may fail with these, because of its arguments, its rights or the state of the system. */
export const GENERAL: readonly WindowsCode[] = [2, 5, 6, 8, 14, 87, 122, 998, 1008, 1115, 1314, 1450, UNKNOWN];
/** For calls that another process answers, on this machine or over the network. */
export const RPC: readonly WindowsCode[] = [
  ...([53, 1062, 1326, 1702, 1715, 1722, 1723, 1726, 1727, 1728] as const),
  ...([1733, 1745, 1753, 1783, 1784, 1818, 1825] as const),
];

/** What a campaign must know of the codes of a domain. */
export interface Codes<N extends string, C extends number> {
  nameOf(code: number): string;
  reasonOf(code: number): Reason;
  /** Whether it is a raw call of this domain that may fail. */
  has(name: string): name is N;
  /** The codes to try a raw call with. */
  codesOf(name: N): readonly C[];
  /** One of each class. */
  classesOf(name: N): readonly C[];
}

interface Told<N extends string, C extends number> {
  readonly known: readonly KnownCode[];
  /** One code of each class. */
  readonly classes: readonly C[];
  /** The codes of each raw call, or the reason why it has none. */
  readonly of: Readonly<Record<N, readonly C[] | string>>;
}

export function makeCodes<N extends string, C extends number>({ known, classes, of }: Told<N, C>): Codes<N, C> {
  const about = new Map(known.map(([code, name, reason]) => [code, { name, reason }]));
  const codesOf = (name: N): readonly C[] => {
    const codes = of[name];
    return typeof codes === 'string' ? [] : codes;
  };
  return {
    nameOf: code => about.get(code)!.name,
    reasonOf: code => about.get(code)!.reason,
    has: (name): name is N => Object.hasOwn(of, name) && typeof of[name as N] !== 'string',
    codesOf,
    classesOf: name => codesOf(name).filter(code => classes.includes(code)),
  };
}
