import type { Winstation } from '../winstation-types.js';

/** A stream that text goes to. */
export interface Output {
  write(text: string): void;
  readonly isTTY: boolean;
  /** How wide the terminal is, now. */
  readonly columns: number | undefined;
  /** How high it is. */
  readonly rows?: number | undefined;
  /** Tells when either has changed, until the answer is called. */
  onResize?(resized: () => void): () => void;
  /** Resolves when the reader has kept up. */
  drained?(): Promise<void>;
}

/** What the program sees of its process. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Has this done when the process ends, however it does, unless the answer is called before. */
  atExit?(restore: () => void): () => void;
}

/** A world in place of Windows. */
export interface World {
  readonly winstation: Winstation;
  /** Has what was recorded happen again; resolves when all of it has been told. */
  play(recording: unknown): Promise<void>;
}

/** What the program reaches beyond its streams. */
export interface Deps {
  /** Windows itself. */
  winstation(): Winstation;
  /** A world made from a scenario, and only ever because of `--mock` or `--play`. In a live one time goes by. */
  createWorld(scenario: unknown, options: { readonly live: boolean }): Promise<World>;
  readFile(path: string): Promise<string>;
  writeFile(path: string, text: string): Promise<void>;
  version(): string;
}
