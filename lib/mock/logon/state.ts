/** A logon session as Windows keeps it. Times are FILETIME ticks, 0n for none. */
export interface LogonState {
  readonly low: number;
  readonly high: number;
  readonly type: number;
  readonly user: string;
  readonly domain: string;
  readonly sid: string | undefined;
  readonly sessionId: number;
  readonly package: string;
  readonly server: string;
  readonly dnsDomain: string;
  readonly upn: string;
  readonly logonTime: bigint;
  readonly passwordLastSet: bigint;
  readonly lastSucceeded: bigint;
  readonly lastFailed: bigint;
  readonly failures: number;
  readonly flags: number;
}

/** The numbers of the types, by their words in a scenario. */
export const TYPE_NUMBERS = {
  system: 0,
  interactive: 2,
  network: 3,
  batch: 4,
  service: 5,
  proxy: 6,
  unlock: 7,
  networkCleartext: 8,
  newCredentials: 9,
  remoteInteractive: 10,
  cachedInteractive: 11,
  cachedRemoteInteractive: 12,
  cachedUnlock: 13,
} as const;

export type LogonWord = keyof typeof TYPE_NUMBERS;

export const isSameLuid = (one: Luids, other: Luids): boolean => one.low === other.low && one.high === other.high;
type Luids = Pick<LogonState, 'low' | 'high'>;

/** What those of one user have in common where nothing else is known. */
export const PLAIN = {
  package: 'Negotiate',
  server: '',
  dnsDomain: '',
  upn: '',
  passwordLastSet: 0n,
  lastSucceeded: 0n,
  lastFailed: 0n,
  failures: 0,
  flags: 0,
} as const;
