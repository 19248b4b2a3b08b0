import type { Answer, Failure } from '../base/answer.js';
import type { ArgsOf, CallName, ValueOf } from '../base/call.js';
import type { Clock } from '../base/clock.js';
import type { LaneThread } from '../lane/contract.js';
import type { PlainCalls } from './calls.js';
import type { ChannelContract } from './channels/contract.js';
import type { RawUserValue } from './config/raw-user-config.js';
import type { InfoClassName, RawInfoMap } from './info/raw-info.js';
import type { ProgramsContract, TokenAnswers, TokenQuestion } from './programs/contract.js';
import type { TerminalEventsContract } from './watch/contract.js';

/**
 * The contract of the terminal domain: one method per question, answered with the facts of every raw call made for it.
 * A backend makes the same raw calls in the same order as any other and decides nothing: which code lets it take the
 * older call, which sessions are looked at closer and which classes are asked for, all arrive as data.
 */
export interface TerminalContract extends TerminalEventsContract, ChannelContract, ProgramsContract {
  /** `WTSGetActiveConsoleSessionId`, as Windows gives it: 0xFFFFFFFF means none. */
  activeConsoleSessionId(): number;
  /** `ProcessIdToSessionId`; without a pid, of the calling process. */
  sessionIdOf(pid: number | undefined): Answer<number>;
  /** Whether the id is that of the calling process. */
  isCaller(pid: number): boolean;
  /** The signs by which a remote session differs from one at the machine. */
  remoteSigns(): RemoteSigns;
  /** The listing, made on the calling thread. Local host only; never held by a fault of a world. */
  sessionsSync<T>(question: SessionsQuestion<T>): SessionsFacts<T>;
  /**
   * A thread for a host; `undefined` is this machine. For a name, the first question opens the server by
   * `WTSOpenServerExW` (or `WTSOpenServerW` when a fallback is due), and a failure to open is that question's failure.
   */
  openThread(host: string | undefined, fallbackOn: readonly number[]): TerminalThread;
}

/** What the domain needs of a backend. */
export interface TerminalBackend {
  readonly kind: 'native' | 'mock';
  readonly clock: Clock;
  /** This machine's name. */
  localName(): string;
  readonly terminal: TerminalContract;
}

/** A lane's thread and the questions it answers, one at a time. A promise rejects only when the thread was written off. */
export interface TerminalThread extends LaneThread {
  /** `WTSEnumerateSessionsExW` level 1, or by fallback `WTSEnumerateSessionsW`. */
  sessions<T>(question: Omit<SessionsQuestion<T>, 'fallbackOn'>): Promise<SessionsFacts<T>>;
  /** `WTSQuerySessionInformationW` for every id and step, ids outermost. */
  details(question: DetailsQuestion): Promise<readonly DetailFacts[]>;
  /** `WTSQuerySessionInformationW`, the buffer as it came. */
  queryRaw(question: { readonly sessionId: number; readonly infoClass: number }): Promise<Answer<Uint8Array>>;
  /** `WTSEnumerateProcessesExW` at each level in turn, then `WTSEnumerateProcessesW`, going on only by fallback. */
  processes<T>(question: ProcessesQuestion<T>): Promise<ProcessesFacts<T>>;
  /** A plain call, by its name: its arguments and its value are those of its description. */
  call<N extends CallName<PlainCalls>>(name: N, args: ArgsOf<PlainCalls[N]>): Promise<Answer<ValueOf<PlainCalls[N]>>>;
  /** `LookupAccountSidW` on the thread's host for each SID, in order. */
  accountsOf(question: AccountsQuestion): Promise<readonly Answer<Account>[]>;
  /** `LookupAccountNameW` on the thread's host for each account (`DOMAIN\user`), in order. */
  sidsOf(question: SidsQuestion): Promise<readonly Answer<string>[]>;
  /** `WTSQueryUserConfigW` of one class. */
  userConfig(question: UserConfigQuestion): Promise<Answer<RawUserValue>>;
  /** `WTSSetUserConfigW` of one class. */
  setUserConfig(question: SetUserConfigQuestion): Promise<Answer<undefined>>;
  /** `WTSEnumerateListenersW`, again while there are more names than room. */
  listeners(): Promise<Answer<readonly string[]>>;
  /** `WTSGetListenerSecurityW`: a self-relative descriptor, maybe with bytes behind it that belong to nothing. */
  listenerSecurity(question: ListenerSecurityQuestion): Promise<Answer<Uint8Array>>;
  /** `WTSSetListenerSecurityW`. */
  setListenerSecurity(
    question: ListenerSecurityQuestion & { readonly descriptor: Uint8Array },
  ): Promise<Answer<undefined>>;
  /** The caller's elevation and the state of the service `TermService`, both of this machine. */
  system(): Promise<SystemFacts>;
  /** `NetWkstaGetInfo` level 100 of the thread's host: the version of its Windows. */
  version(): Promise<Answer<WindowsVersion>>;
  /** Opens a token, asks it for each class, and closes it. Of this machine. */
  token(question: TokenQuestion): Promise<TokenAnswers>;
}

/** One class about an account, on the server of that name; `undefined` is the thread's host. */
export interface UserConfigQuestion {
  readonly user: string;
  readonly server: string | undefined;
  readonly configClass: number;
}

export interface SetUserConfigQuestion extends UserConfigQuestion {
  readonly value: string | number;
}

/** Which parts of a listener's security, as `SECURITY_INFORMATION`. */
export interface ListenerSecurityQuestion {
  readonly listener: string;
  readonly information: number;
}

/** `GetSystemMetrics(SM_REMOTESESSION)`, the `GlassSessionId` of the registry, and the caller's own session. */
export interface RemoteSigns {
  readonly remoteMetric: number;
  readonly glassSessionId: Answer<number>;
  readonly currentSessionId: Answer<number>;
}

/**
 * Makes a row from what `WTS_SESSION_INFO_1W` holds. A NULL string is `undefined`, an empty one is `''`.
 * After a fallback to `WTS_SESSION_INFOW` only id, state and session name are known.
 */
export type SessionRow<T> = (
  sessionId: number,
  state: number,
  sessionName: string | undefined,
  userName: string | undefined,
  domainName: string | undefined,
  hostName: string | undefined,
  farmName: string | undefined,
) => T;

export interface SessionsQuestion<T> {
  /** Gives the factory of the rows, once the listing has come and the time of it is known. */
  readonly rowsAt: RowsAt<T>;
  readonly fallbackOn: readonly number[];
}

/** `takenAt`: the backend's clock right after the listing, in milliseconds since 1970. */
export type RowsAt<T> = (takenAt: number) => SessionRow<T>;

export interface SessionsFacts<T> {
  /** The call that answered; absent when none did, and then `failures` is not empty. */
  readonly via?: 'WTSEnumerateSessionsExW' | 'WTSEnumerateSessionsW';
  /** Every call that failed, in order. */
  readonly failures: readonly Failure[];
  readonly rows: readonly T[];
}

/** One class to ask for. */
export interface DetailStep {
  readonly infoClass: InfoClassName;
  /** Asked for when this one fails with a code of the thread's `fallbackOn`. */
  readonly instead?: InfoClassName;
  /** Some Windows do not know it: after a failure with a code of `unknownOn` no further session is asked about it. */
  readonly mayBeUnknown?: true;
}

export interface DetailsQuestion {
  readonly ids: readonly number[];
  /** When they cannot be asked at all, the last one has the failure. */
  readonly steps: readonly DetailStep[];
  /** A step that fails with one of these says something of the whole session: only the last step is still asked. */
  readonly skipOn: readonly number[];
  readonly unknownOn: readonly number[];
}

/** What was asked about one session and what came back, in the order of the calls. */
export interface DetailFacts {
  readonly sessionId: number;
  readonly answers: InfoAnswers;
}

/** By class, in the order of the calls. */
export type InfoAnswers = { readonly [C in InfoClassName]?: Answer<RawInfoMap[C]> };

/** Makes a row from `WTS_PROCESS_INFO_EXW`. What the level does not hold is `undefined`; times are in ticks of 100 ns. */
export type ProcessRow<T> = (
  sessionId: number,
  pid: number,
  name: string | undefined,
  sid: string | undefined,
  threads: number | undefined,
  handles: number | undefined,
  pagefileUsage: number | undefined,
  peakPagefileUsage: number | undefined,
  workingSetSize: number | undefined,
  peakWorkingSetSize: number | undefined,
  userTime: number | undefined,
  kernelTime: number | undefined,
) => T;

export interface ProcessesQuestion<T> {
  /** The levels to try, best first; a subset of [1, 0]. */
  readonly levels: readonly (0 | 1)[];
  /** A session's id, or 0xFFFFFFFE for every session. `WTSEnumerateProcessesW` knows no such filter and lists all. */
  readonly sessionId: number;
  /** Gives the factory of the rows, once the list has come and the time of it is known. */
  readonly rowsAt: ProcessRowsAt<T>;
}

/** `takenAt`: the backend's clock right after the list, in milliseconds since 1970. */
export type ProcessRowsAt<T> = (takenAt: number) => ProcessRow<T>;

export interface ProcessesFacts<T> {
  readonly via?: 'WTSEnumerateProcessesExW' | 'WTSEnumerateProcessesW';
  readonly failures: readonly Failure[];
  readonly rows: readonly T[];
}

export interface AccountsQuestion {
  readonly sids: readonly string[];
  /** The codes after which no further one is looked up: the answers end there. */
  readonly stopOn: readonly number[];
}

export interface SidsQuestion {
  readonly accounts: readonly string[];
  /** As with `AccountsQuestion`. */
  readonly stopOn: readonly number[];
}

export interface Account {
  readonly name: string;
  readonly domain: string;
  /** `SID_NAME_USE`. */
  readonly use: number;
}

/** Such as 6 and 1 for Windows 7 and Server 2008 R2. */
export interface WindowsVersion {
  readonly major: number;
  readonly minor: number;
}

export interface SystemFacts {
  /** `TokenElevation` of the calling process. */
  readonly elevated: Answer<boolean>;
  /** `dwCurrentState` of the service `TermService`; 4 is running. */
  readonly termService: Answer<number>;
}
