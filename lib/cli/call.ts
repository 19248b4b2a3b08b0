import type { Winstation } from '../winstation-types.js';
import type { Deps, Io, Output } from './io.js';
import { toJson, toJsonLine } from './json.js';
import type { OptionName } from './options.js';
import { type Paint, painter } from './paint.js';
import type { Problem } from './problem.js';
import { type Column, type Row, renderTable } from './table.js';
import { escapeControls } from './text.js';
import type { Values } from './values.js';

/** One command of the program. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What stands after the options, such as `SESSION`. */
  readonly operand?: string;
  readonly about: readonly string[];
  readonly options: readonly OptionName[];
  /** What an option means here, where it is not the same everywhere. */
  readonly meanings?: Partial<Record<OptionName, string>>;
  /** Arguments, and what they do. */
  readonly examples: readonly (readonly [args: string, does: string])[];
  /** It goes on until it is told to stop; Ctrl-C is how, and no failure. */
  readonly lasting?: true;
  /** Answers the exit code. */
  run(call: Call): Promise<0 | 1>;
}

/** Where a command finds sessions. */
export interface Stage {
  readonly winstation: Winstation;
  readonly play: Call['play'];
}

/** One run of a command. */
export class Call {
  readonly values: Values;
  readonly operands: readonly string[];
  readonly winstation: Winstation;
  readonly deps: Deps;
  readonly signal: AbortSignal;
  readonly paint: Paint;
  /** With `--play`: has the recording happen, once somebody watches. */
  readonly play: (() => Promise<void>) | undefined;
  readonly #io: Io;
  readonly #told = new Set<string>();

  constructor(io: Io, deps: Deps, stage: Stage, values: Values, operands: readonly string[]) {
    this.values = values;
    this.operands = operands;
    this.winstation = stage.winstation;
    this.play = stage.play;
    this.deps = deps;
    this.signal = io.signal;
    this.paint = painter(io.stdout, io.env);
    this.#io = io;
  }

  get wantsJson(): boolean {
    return this.values.flag('json');
  }

  /** Text of our own making, whose foreign parts are escaped already. */
  print(text: string): void {
    this.#io.stdout.write(text);
  }

  /** Where results go. */
  get output(): Output {
    return this.#io.stdout;
  }

  /** The terminal obeys nothing, so that nothing can be painted over. */
  get isDumb(): boolean {
    return this.#io.env.TERM === 'dumb';
  }

  /** Has this done when the process ends, however it does, unless the answer is called before. */
  atExit(restore: () => void): () => void {
    return this.#io.atExit?.(restore) ?? (() => {});
  }

  printTable(columns: readonly Column[], rows: readonly Row[]): void {
    const { isTTY, columns: width } = this.#io.stdout;
    this.print(renderTable(columns, rows, { paint: this.paint, columns: isTTY ? width : undefined }));
  }

  printJson(rows: readonly unknown[]): void {
    this.print(toJson(rows));
  }

  printJsonLine(value: unknown): void {
    this.print(toJsonLine(value));
  }

  /** Whether the file could be written; if not, why is told. */
  async writeFile(file: string, text: string): Promise<boolean> {
    try {
      await this.deps.writeFile(file, text);
      return true;
    } catch (error) {
      this.say(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  /** A line for the reader that is no result. */
  say(line: string): void {
    this.#io.stderr.write(`winstation: ${escapeControls(line)}\n`);
  }

  /** What failed, once: without the addon every host fails for the same reason. */
  tell(problem: Problem): void {
    for (const line of problem.lines) {
      if (!this.#told.has(line)) this.say(line);
      this.#told.add(line);
    }
  }
}
