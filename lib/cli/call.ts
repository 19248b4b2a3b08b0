import type { Iscsi } from '../iscsi/types.js';
import type { VssModule } from '../vss/types.js';
import type { Winstation } from '../winstation-types.js';
import type { Domains } from './domains.js';
import type { Deps, Input, Io, Output } from './io.js';
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
  /** The word after the command, such as `SESSION`. */
  readonly operand?: string;
  /** For completion: what may follow the command. */
  readonly operands?: readonly string[];
  readonly about: readonly string[];
  readonly options: readonly OptionName[];
  /** The help of options that mean something special here. */
  readonly meanings?: Partial<Record<OptionName, string>>;
  readonly examples: readonly (readonly [args: string, does: string])[];
  /** It runs until it is stopped. Ctrl-C is the normal way to stop it, and not a failure. */
  readonly lasting?: true;
  /** Its options stand before its operands: what comes after the first of these is not looked at. */
  readonly optionsFirst?: true;
  /** It changes something. */
  readonly acts?: true;
  /** Returns the exit code. */
  run(call: Call): Promise<number>;
}

/** What a command asks: Windows, or a world. */
export interface Target extends Domains {
  readonly winstation: Winstation;
  readonly play: Call['play'];
  /** The time there, in milliseconds since 1970. */
  now(): number;
}

/** One run of a command. */
export class Call {
  readonly values: Values;
  readonly operands: readonly string[];
  readonly deps: Deps;
  readonly signal: AbortSignal;
  readonly paint: Paint;
  /** With `--play`: plays the recording. Must be called when the watches are ready. */
  readonly play: (() => Promise<void>) | undefined;
  readonly #io: Io;
  readonly #target: Target;
  readonly #reported = new Set<string>();

  constructor(io: Io, deps: Deps, target: Target, values: Values, operands: readonly string[]) {
    this.values = values;
    this.operands = operands;
    this.#target = target;
    this.play = target.play;
    this.deps = deps;
    this.signal = io.signal;
    this.paint = painter(io.stdout, io.env);
    this.#io = io;
  }

  /** What to ask. Not before the command line has been checked: that a world answers is only said then. */
  get winstation(): Winstation {
    return this.#target.winstation;
  }

  /** As `winstation`. */
  get domains(): Domains {
    return this.#target;
  }

  async iscsi(): Promise<Iscsi> {
    return await this.domains.iscsi();
  }

  async vss(): Promise<VssModule> {
    return await this.domains.vss();
  }

  /** The time where the answers come from, in milliseconds since 1970. */
  now(): number {
    return this.#target.now();
  }

  get wantsJson(): boolean {
    return this.values.flag('json');
  }

  /** Writes text, or bytes as they are, to standard output. Names from other machines must already be escaped. */
  print(text: string | Uint8Array, to: 'stdout' | 'stderr' = 'stdout'): void {
    if (text.length > 0) this.#io[to].write(text);
  }

  isTerminal(stream: 'stdout' | 'stderr'): boolean {
    return this.#io[stream].isTTY;
  }

  /** Standard output. */
  get output(): Output {
    return this.#io.stdout;
  }

  /** The terminal knows no escape sequences, so nothing can be painted over. */
  get isDumb(): boolean {
    return this.#io.env.TERM === 'dumb';
  }

  /** Calls `restore` when the process ends, in whatever way, unless the returned function is called before. */
  atExit(restore: () => void): () => void {
    return this.#io.atExit?.(restore) ?? (() => {});
  }

  /** Calls `pressed` with each key, where there is a keyboard, until the returned function is called. */
  onKey(pressed: (key: string) => void): () => void {
    return this.#io.onKey?.(pressed) ?? (() => {});
  }

  /** Who can be asked. */
  get input(): Input {
    return this.#io.stdin;
  }

  printTable(columns: readonly Column[], rows: readonly Row[], to: 'stdout' | 'stderr' = 'stdout'): void {
    const stream = this.#io[to];
    const paint = to === 'stdout' ? this.paint : painter(stream, this.#io.env);
    const { text, leftOut } = renderTable(columns, rows, { paint, columns: stream.isTTY ? stream.columns : undefined });
    stream.write(text);
    if (leftOut.length > 0) this.note(`the terminal is too narrow for ${leftOut.join(', ')}`);
  }

  printJson(rows: readonly unknown[]): void {
    this.print(toJson(rows));
  }

  printJsonLine(value: unknown): void {
    this.print(toJsonLine(value));
  }

  /** As `say`, but for what `--quiet` leaves out. */
  note(line: string): void {
    if (!this.values.flag('quiet')) this.say(line);
  }

  /** Writes a line that is not a result, to standard error. */
  say(line: string): void {
    this.#io.stderr.write(`winstation: ${escapeControls(line)}\n`);
  }

  /** Reports a failure, but each line only once: without the addon all hosts fail for the same reason. */
  report(problem: Problem): void {
    for (const line of problem.lines) {
      if (!this.#reported.has(line)) this.say(line);
      this.#reported.add(line);
    }
  }
}
