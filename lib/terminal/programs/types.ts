import type { Withheld } from '../../errors/withheld.js';
import type { Luid } from '../../identity/luid.js';
import type { SessionRef } from '../../identity/session.js';
import type { AbortSignalLike, Cancel } from '../../lane/cancel.js';
import type { Process } from '../processes/types.js';
import type { TokenClassName } from './raw-token.js';

/** What `run()` and `spawn()` have in common. */
export interface ProgramOptions {
  /** The folder in which it starts, an absolute path. Default: the user's profile folder. */
  readonly cwd?: string | undefined;
  /**
   * Merged into the user's own environment, which Windows makes for each program: names without regard to case; `undefined`
   * takes a variable away. The environment of this process is not handed on.
   */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /**
   * With the elevated half of the user's token. Administrators have two where UAC is on. `'required'` fails where there is none;
   * `'ifPossible'` goes on without, and the result says which it was. Default: the token that the user works with.
   */
  readonly elevated?: 'required' | 'ifPossible' | undefined;
  /** How its window is shown. `'hidden'` also gives a console program no window. Default of `run()`: no console window; of `spawn()`: as the program wants it. */
  readonly window?: 'normal' | 'hidden' | 'minimized' | 'maximized' | undefined;
  /**
   * The arguments are put together with spaces, as they stand, for programs with rules of their own (`msiexec`). Only so may a
   * `.cmd` or `.bat` be started: `cmd.exe` takes its arguments apart in a way that no quoting makes safe.
   */
  readonly verbatimArguments?: boolean | undefined;
  /** Ends the program and all that it has started. Before the program runs, the call rejects as any other. */
  readonly signal?: AbortSignalLike | undefined;
  /** Milliseconds. `spawn()`: for the start alone, by default 30 seconds. `run()`: for all, by default one hour. `Infinity` is no limit. */
  readonly timeout?: number | undefined;
}

/** How a program is started that goes on by itself. */
export interface SpawnOptions extends ProgramOptions {
  /**
   * `'own'`: it outlives this process, and disposing lets go of it. `'caller'`: it ends with this process, and with disposing.
   * Default: `'own'`.
   */
  readonly lifetime?: 'own' | 'caller' | undefined;
  /** `'stream'`: what it writes can be read from `stdout` and `stderr`. Default: `'ignore'`, and these are empty. */
  readonly output?: 'ignore' | 'stream' | undefined;
}

/** How a program is run to its end. */
export interface RunOptions extends ProgramOptions {
  /** Written to its standard input, which is then closed. A string is written as UTF-8. Default: nothing, so it is empty. */
  readonly input?: string | Uint8Array | undefined;
  /** How many bytes are kept of each stream. The rest is read and dropped. Default: 1 MiB. */
  readonly maxOutput?: number | undefined;
}

/** What a program has written to one stream. */
export interface Output {
  /** As it was written. */
  readonly bytes: Uint8Array;
  /** By the code page of the console (`OEMCP`), or by the byte order mark of UTF-8 or UTF-16 where there is one. */
  readonly text: string;
  /** It was more than `maxOutput`. */
  readonly truncated: boolean;
}

/** How a program ended. */
export interface ProgramEnd {
  /** An unsigned number of 32 bits: 0xC0000005 is an access violation, 0x40010004 the end of the session. */
  readonly exitCode: number;
  /** Who ended it: `terminate()`, the `timeout` of `run()`, or the `signal`. `undefined`: it ended by itself, or others ended it. */
  readonly stoppedBy: 'terminate' | 'timeout' | 'abort' | undefined;
}

/** Which program runs, and as whom. */
export interface StartedProgram {
  /** The process id. */
  readonly pid: number;
  /** The session that it runs in. */
  readonly sessionId: number;
  /** `'CORP\\anna'`; `undefined` where the name of the SID could not be found. */
  readonly account: string | undefined;
  /** Has it the elevated half of the user's token? */
  readonly elevated: boolean;
}

/** What `run()` returns. */
export interface ProgramResult extends StartedProgram, ProgramEnd {
  /** What it wrote to its standard output. */
  readonly stdout: Output;
  /** What it wrote to its standard error. */
  readonly stderr: Output;
}

/** What `terminate()` of a program takes. */
export interface TerminateProgramOptions extends Cancel {
  /** Default: 1. */
  readonly exitCode?: number | undefined;
  /** Also all that it has started. Default: true. */
  readonly tree?: boolean | undefined;
  /** Wait until it has ended. Default: true. */
  readonly wait?: boolean | undefined;
}

/** A program in a session, as `spawn()` returns it. */
export interface RunningProgram extends StartedProgram, AsyncDisposable {
  /** What it writes, chunk by chunk. While nobody reads, the program waits when the pipe is full. Reading can be done once. */
  readonly stdout: AsyncIterable<Uint8Array>;
  /** The same for its standard error. */
  readonly stderr: AsyncIterable<Uint8Array>;
  /**
   * Resolves when the process has ended, also while programs that it has started hold its output open. Never rejects. It does
   * not keep this process alive unless `ref()` was called.
   */
  readonly ended: Promise<ProgramEnd>;
  /**
   * Ends it with all that it has started. One that has ended already is no failure.
   * @throws {@link WindowsError}; {@link AbortError}, {@link TimeoutError}.
   */
  terminate(options?: TerminateProgramOptions): Promise<void>;
  /** It keeps this process alive until it has ended. */
  ref(): this;
  /** It does so no longer. */
  unref(): this;
  /** With `lifetime: 'own'` lets go of the program, with `'caller'` ends it. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Whose token `token()` looks at. */
export type TokenOf =
  | {
      /** The token of the user who is in this session. */
      readonly session: SessionRef;
    }
  | {
      /** The token of this process: its id, or a row of `processes()`, which must be of the very process that has the id now. */
      readonly process: Process | number;
    };

/** The mandatory integrity level of a token, in words. */
export type IntegrityLevel = 'untrusted' | 'low' | 'medium' | 'mediumPlus' | 'high' | 'system' | 'unknown';

/** One group of a token. */
export interface TokenGroup {
  /** Its SID. */
  readonly sid: string;
  /** Does it give rights? */
  readonly enabled: boolean;
  /** It only takes rights away, as the administrators' group does in the token that an administrator works with under UAC. */
  readonly denyOnly: boolean;
  /** Is it the SID of the logon itself? */
  readonly isLogon: boolean;
}

/** One privilege of a token. */
export interface TokenPrivilege {
  /** Such as `'SeDebugPrivilege'`; one without a known name is `'luid 0x0:0x63'`. */
  readonly name: string;
  /** Is it in force now? */
  readonly enabled: boolean;
}

/** What a token says. What Windows refused is `undefined`, and `withheld` names it. */
export interface TokenFacts {
  /** The SID of the user. */
  readonly sid: string;
  /** `'CORP\\anna'`; `undefined` where the name of the SID could not be found. */
  readonly account: string | undefined;
  /** The session that a program with this token runs in. */
  readonly sessionId: number | undefined;
  /** Has it all rights of its user? */
  readonly elevated: boolean | undefined;
  /** `'default'`: there is one token for all, elevated or not. `'full'` and `'limited'`: the two halves of an administrator's under UAC. */
  readonly elevationType: 'default' | 'full' | 'limited' | undefined;
  /** Has it another half? */
  readonly linked: boolean | undefined;
  /** What it may write to. */
  readonly integrity: IntegrityLevel | undefined;
  /** The logon that it belongs to. */
  readonly luid: Luid | undefined;
  /** The logon that made that one; `'0x0:0x3e7'` for a logon at the screen. */
  readonly originLuid: Luid | undefined;
  /** Its groups. */
  readonly groups: readonly TokenGroup[] | undefined;
  /** Its privileges. */
  readonly privileges: readonly TokenPrivilege[] | undefined;
  /** What Windows refused. */
  readonly withheld: readonly Withheld<TokenClassName>[];
}

/** Programs in sessions, and tokens: on this machine alone. */
export interface ProgramActs {
  /**
   * Runs a program in a session, as its user, to its end. `timeout` and `signal` end it with all that it has started; the result
   * then has what came until then, and `stoppedBy`. Before the program runs, they reject as everywhere. What it has started and
   * left behind when it ends by itself goes on. Needs LocalSystem, such as a Windows service has.
   *
   * Windows: [CreateProcessAsUser](https://learn.microsoft.com/windows/win32/api/processthreadsapi/nf-processthreadsapi-createprocessasuserw).
   * @throws {@link WindowsError} with reason `'no-user'`, `'not-found'` (`subject` says whether a session or a program),
   * `'access-denied'` or `'busy'`; `'changed'` when a `Session` was given and its id now belongs to another logon.
   * @example
   * const { exitCode, stdout } = await host.run(session, 'C:\\Windows\\System32\\whoami.exe', ['/all'], { timeout: 30_000 });
   */
  run(ref: SessionRef, file: string, args?: readonly string[], options?: RunOptions): Promise<ProgramResult>;
  /**
   * Starts a program in a session, as its user, and hands it over. `signal` ends the program, `timeout` bounds the start. At most 64
   * programs of `run()` and `spawn()` are under way at the same time. Needs LocalSystem, such as a Windows service has.
   *
   * Windows: [CreateProcessAsUser](https://learn.microsoft.com/windows/win32/api/processthreadsapi/nf-processthreadsapi-createprocessasuserw).
   * @throws {@link WindowsError} as for `run()`.
   * @example
   * await host.spawn(session, 'C:\\Tools\\tray.exe', ['--greet', session.user ?? ''], { window: 'hidden' });
   */
  spawn(ref: SessionRef, file: string, args?: readonly string[], options?: SpawnOptions): Promise<RunningProgram>;
  /**
   * Facts about the token of a session's user, or of a process. No handle leaves the library. A session's needs LocalSystem;
   * a process of another user needs an administrator.
   *
   * Windows: [WTSQueryUserToken](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsqueryusertoken),
   * [GetTokenInformation](https://learn.microsoft.com/windows/win32/api/securitybaseapi/nf-securitybaseapi-gettokeninformation).
   * @throws {@link WindowsError} with reason `'no-user'`, `'not-found'` or `'access-denied'`; `'changed'` when a row was given and its
   * id now belongs to another logon or process.
   * @example
   * const { elevated, integrity } = await localHost().token({ process: process.pid });
   */
  token(of: TokenOf, options?: Cancel): Promise<TokenFacts>;
}
