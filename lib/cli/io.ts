import type { Winstation } from '../terminal/types.js';

/** A stream that text goes to. */
export interface Output {
  write(text: string): void;
  readonly isTTY: boolean;
  /** How wide the terminal is. */
  readonly columns: number | undefined;
}

/** What the program sees of its process. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** What the program reaches beyond its streams. */
export interface Deps {
  /** Windows itself. */
  winstation(): Winstation;
  /** A world made from a scenario, and only ever because of `--mock`. */
  createWorld(scenario: unknown): Promise<Winstation>;
  readFile(path: string): Promise<string>;
  writeFile(path: string, text: string): Promise<void>;
  version(): string;
}
