import type { Winstation } from '../winstation-types.js';
import type { Domains } from './domains.js';
import type { About } from './report/types.js';

/** A stream that results go to. */
export interface Output {
  /** Text, or bytes as they are. */
  write(text: string | Uint8Array): void;
  readonly isTTY: boolean;
  /** The width of the terminal now. */
  readonly columns: number | undefined;
  /** Its height. */
  readonly rows?: number | undefined;
  /** Calls `resized` when either has changed, until the returned function is called. */
  onResize?(resized: () => void): () => void;
  /** Resolves when the stream can take more text. */
  drained?(): Promise<void>;
}

/** The keyboard, or what is in its place. */
export interface Input {
  /** Can somebody be asked? */
  readonly isTerminal: boolean;
  /** Shows the question and resolves with the line that is given; `undefined` at the end of the input. `hidden`: it is not shown. */
  ask(question: string, options?: { readonly hidden?: boolean }): Promise<string | undefined>;
  /** All that comes, to its end. */
  bytes(): Promise<Uint8Array>;
}

/** The process of the program, as far as the program needs it. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: Input;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Calls `restore` when the process ends, in whatever way, unless the returned function is called before. */
  atExit?(restore: () => void): () => void;
  /**
   * Calls `pressed` with each key that is pressed on the terminal, until the returned function is called. Ctrl-C and Ctrl-Z keep their
   * meaning. Missing where there is no keyboard.
   */
  readonly onKey?: ((pressed: (key: string) => void) => () => void) | undefined;
}

/** A world in place of Windows. */
export interface World extends Domains {
  readonly winstation: Winstation;
  /** The time there, in milliseconds since 1970. */
  now(): number;
  /** Plays a recording; resolves when all of it has been reported. */
  play(recording: unknown): Promise<void>;
}

/** What the program needs besides its streams. */
export interface Deps extends Domains {
  /** Windows itself. */
  winstation(): Winstation;
  /** A world made from a scenario. Only called for `--mock` and `--play`. With `live`, its time runs on from that of the scenario. */
  createWorld(scenario: unknown, options: { readonly live: boolean }): Promise<World>;
  readFile(path: string): Promise<string>;
  readBytes(path: string): Promise<Uint8Array>;
  /** A file that the program brings along. */
  readExample(path: string): Promise<string>;
  /** Rejects when the file could not be written. Nothing of it is changed. */
  checkFile(path: string): Promise<void>;
  /** Replaces the file as a whole, or leaves it as it was. */
  writeFile(path: string, text: string): Promise<void>;
  /** Starts a program that outlives this one. */
  start(file: string, args: readonly string[]): Promise<void>;
  version(): string;
  /** The program and what it runs on. */
  about(): Promise<About>;
}
