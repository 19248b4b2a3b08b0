import type { SessionRef } from '../../identity/session.js';
import type { AbortSignalLike, Cancel } from '../../lane/cancel.js';
import type { Process } from '../processes/types.js';

/** What `run()` and `spawn()` have in common. */
export interface ProgramOptions {
  /** The folder in which it starts, an absolute path. Default: the user's profile folder. */
  readonly cwd?: string | undefined;
  /**
   * Merged into the user's own environment, which Windows makes anew for each program: names without regard to case; `undefined`
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
export type TokenOf = { readonly session: SessionRef } | { readonly process: Process | number };
