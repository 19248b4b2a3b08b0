import type { Answer } from '../contract.js';
import type { Account } from '../terminal/contract.js';
import type { RawInfo } from '../terminal/raw-info.js';

/**
 * The raw calls that a world answers, under the names of the exports, with the arguments that a caller chooses: no handles
 * (the host is named apart), no reserved words, no out-pointers. `world.calls` records them in this form, and so do the
 * stand-ins of the lab over the wire, so that the calls of both doors compare equal.
 */
export interface RawCalls {
  WTSGetActiveConsoleSessionId: RawCall<[], number>;
  ProcessIdToSessionId: RawCall<[pid: number], number>;
  /** Only SM_REMOTESESSION (0x1000). */
  GetSystemMetrics: RawCall<[index: number], number>;
  /** Only `HKLM\SYSTEM\CurrentControlSet\Control\Terminal Server`, value `GlassSessionId`. */
  RegGetValueW: RawCall<[value: string], number>;
  WTSOpenServerExW: RawCall<[name: string], undefined>;
  WTSOpenServerW: RawCall<[name: string], undefined>;
  WTSCloseServer: RawCall<[], undefined>;
  WTSEnumerateSessionsExW: RawCall<[level: number], readonly RawSession[]>;
  WTSEnumerateSessionsW: RawCall<[], readonly RawSession[]>;
  WTSQuerySessionInformationW: RawCall<[sessionId: number, infoClass: number], RawInfo>;
  WTSEnumerateProcessesExW: RawCall<[level: number, sessionId: number], readonly RawProcess[]>;
  WTSEnumerateProcessesW: RawCall<[], readonly RawProcess[]>;
  WTSSendMessageW: RawCall<
    [sessionId: number, title: string, text: string, style: number, timeoutSeconds: number, wait: boolean],
    number
  >;
  WTSLogoffSession: RawCall<[sessionId: number, wait: boolean], undefined>;
  LookupAccountSidW: RawCall<[sid: string], Account>;
  LookupAccountNameW: RawCall<[account: string], string>;
  /** `GetTokenInformation(TokenElevation)` of the caller. */
  GetTokenInformation: RawCall<[], boolean>;
  /** `QueryServiceStatus` of `TermService`; its current state. */
  QueryServiceStatus: RawCall<[service: string], number>;
}

export type RawCallName = keyof RawCalls;
interface RawCall<A extends readonly unknown[], V> {
  args: A;
  value: V;
}

/** What `WTS_SESSION_INFO_1W` holds; `WTSEnumerateSessionsW` gives the first three. A NULL pointer is `undefined`. */
export interface RawSession {
  readonly sessionId: number;
  readonly state: number;
  readonly sessionName: string | undefined;
  readonly userName: string | undefined;
  readonly domainName: string | undefined;
  readonly hostName: string | undefined;
  readonly farmName: string | undefined;
}

/** What `WTS_PROCESS_INFO_EXW` holds; level 0 and `WTSEnumerateProcessesW` give the first four. Times are ticks. */
export interface RawProcess {
  readonly sessionId: number;
  readonly pid: number;
  readonly name: string | undefined;
  readonly sid: string | undefined;
  readonly threads: number;
  readonly handles: number;
  readonly pagefileUsage: number;
  readonly peakPagefileUsage: number;
  readonly workingSetSize: number;
  readonly peakWorkingSetSize: number;
  readonly userTime: bigint;
  readonly kernelTime: bigint;
}

/**
 * How a buffer is spoiled on purpose. 'null': success with a NULL buffer (and, for a list, a count of 1). 'short': a
 * structure one byte short. 'unterminated': a text without its NUL, its byte count right.
 */
export type BufferShape = 'null' | 'short' | 'unterminated';

export type RawAnswer<N extends RawCallName = RawCallName> = Answer<RawCalls[N]['value']> & {
  readonly shape?: BufferShape;
};

/** The way into a world for whoever makes raw calls: the mock backend in-process, the stand-ins over the wire. */
export interface RawDoor {
  /**
   * Records the call and answers it; a held or delayed one answers later. `host` is `undefined` for this machine.
   * `held: false` marks a call that is never held or delayed, because it blocks a JavaScript thread.
   */
  ask<N extends RawCallName>(
    host: string | undefined,
    name: N,
    args: RawCalls[N]['args'],
    options?: { readonly held?: boolean },
  ): RawAnswer<N> | Promise<RawAnswer<N>>;
}
