import type { Answer } from '../../base/answer.js';
import type { RawTokenMap, TokenClassName } from './raw-token.js';

/** Whose token is asked about: that of the user of a session, or that of a process. */
export interface TokenQuestion {
  readonly of: 'session' | 'process';
  readonly id: number;
  readonly classes: readonly TokenClassName[];
}

export interface TokenAnswers {
  /** `WTSQueryUserToken`, or `OpenProcess` and `OpenProcessToken`. Where they fail no class is asked for. */
  readonly opened: Answer<undefined>;
  /** `GetTokenInformation` for each class, in order. Of a linked token it is only looked whether there is one. */
  readonly answers: TokenClassAnswers;
}

export type TokenClassAnswers = { readonly [C in TokenClassName]?: Answer<RawTokenMap[C]> };

/** Whose token a program is started with. */
export interface PrepareQuestion {
  readonly sessionId: number;
  /** Whether the elevated half is taken. `'required'` ends with the failure where there is none. */
  readonly elevated: 'no' | 'ifPossible' | 'required';
}

/** What is known before a program is made. The token stays open until then. */
export interface Prepared {
  /** The SID of the user. */
  readonly user: string;
  readonly sessionId: number;
  readonly elevated: boolean;
  /** The user's own environment: `NAME=value`. */
  readonly environment: readonly string[];
}

export interface CreateQuestion {
  readonly file: string;
  readonly commandLine: string;
  /** `NAME=value`, in the order in which Windows wants them. */
  readonly environment: readonly string[];
  /** `undefined`: that of this process. */
  readonly directory: string | undefined;
  readonly creationFlags: number;
  /** `STARTUPINFO.dwFlags` and `wShowWindow`. */
  readonly startupFlags: number;
  readonly showWindow: number;
  /** With pipes for its three standard streams. */
  readonly pipes: boolean;
  /** Its job ends it when the last handle is closed. */
  readonly endsWithJob: boolean;
}

export type OutputName = 'stdout' | 'stderr';

/**
 * One program: two questions make it, and from then on it runs. `close` is always called in the end. A promise rejects only when
 * it is closed.
 */
export interface ProgramDoor {
  /**
   * `WTSQueryUserToken`; `GetTokenInformation` for its elevation, where wanted for its other half and the elevation of that, for the
   * user and the session; `CreateEnvironmentBlock`. The first failure ends it.
   */
  prepare(question: PrepareQuestion): Promise<Answer<Prepared>>;
  /**
   * `CreateNamedPipeW` for each stream, `CreateJobObjectW`, `SetInformationJobObject` where it ends with the job,
   * `CreateProcessAsUserW` and `AssignProcessToJobObject`. The process does not run yet. Its id.
   */
  create(question: CreateQuestion): Promise<Answer<number>>;
  /** `ResumeThread`. */
  resume(): Promise<Answer<undefined>>;
  /** The next bytes, `undefined` at the end: when nobody has the pipe any more, or the process has ended. */
  read(stream: OutputName): Promise<Uint8Array | undefined>;
  /** Nothing closes its standard input. `false`: nobody reads it any more. */
  write(bytes: Uint8Array): Promise<boolean>;
  /** The exit code, when the process has ended. What it has started and left behind goes on then. */
  ended(): Promise<number>;
  /** `TerminateJobObject`, or `TerminateProcess` for it alone. */
  terminate(exitCode: number, tree: boolean): Promise<Answer<undefined>>;
  /** By the code page of consoles. */
  text(bytes: Uint8Array): Promise<string>;
  /** Nobody reads any more. */
  closeOutput(): void;
  /** Nobody waits for the question under way: it makes no further raw call. */
  stop(): void;
  /** A process that does not run yet is ended; one that ends with its job, too. */
  close(): void;
}

export interface ProgramsContract {
  /** A program of this machine. */
  openProgram(): ProgramDoor;
}
