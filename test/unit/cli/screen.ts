import type { Output } from '../../../lib/cli/io.js';

const COMMAND = new RegExp(`${String.fromCharCode(0x1b)}\\[(\\??)(\\d*)([A-Za-z])`, 'y');

/** A terminal that knows the escape sequences of the live view, and throws for all others. */
export class Screen implements Output {
  readonly isTTY = true;
  columns: number;
  rows: number;
  cursorShown = true;
  paints = 0;
  readonly #lines: string[] = [''];
  #row = 0;
  #column = 0;
  readonly #listeners = new Set<() => void>();

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
  }

  /** The visible lines, and those that were scrolled away above them. */
  get lines(): readonly string[] {
    return this.#lines.map(line => line.trimEnd());
  }

  write(text: string): void {
    this.paints += 1;
    for (let i = 0; i < text.length; ) {
      COMMAND.lastIndex = i;
      const found = COMMAND.exec(text);
      if (found) {
        this.#obey(found[1] === '?', found[2] === '' ? undefined : Number(found[2]), found[3] ?? '');
        i += found[0].length;
      } else {
        const char = String.fromCodePoint(text.codePointAt(i) ?? 0);
        this.#put(char);
        i += char.length;
      }
    }
  }

  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    for (const listener of this.#listeners) listener();
  }

  onResize(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get isListenedTo(): boolean {
    return this.#listeners.size > 0;
  }

  #put(char: string): void {
    if (char === '\r') this.#column = 0;
    else if (char === '\n') {
      this.#row += 1;
      this.#column = 0;
      if (this.#lines.length === this.#row) this.#lines.push('');
    } else {
      if (char < ' ') throw new Error(`the terminal was sent ${JSON.stringify(char)}`);
      if (this.#column >= this.columns) throw new Error(`a line is wider than ${this.columns} columns`);
      const line = [...(this.#lines[this.#row] ?? '').padEnd(this.#column)];
      line[this.#column] = char;
      this.#lines[this.#row] = line.join('');
      this.#column += 1;
    }
  }

  #obey(isPrivate: boolean, n: number | undefined, command: string): void {
    if (isPrivate && n === 25) this.cursorShown = command === 'h';
    else if (command === 'A') {
      if ((n ?? 1) > this.rows - 1) throw new Error(`up ${n} lines, beyond the top of the terminal`);
      this.#row = Math.max(0, this.#row - (n ?? 1));
    } else if (command === 'K') this.#lines[this.#row] = (this.#lines[this.#row] ?? '').slice(0, this.#column);
    else if (command === 'J') {
      this.#lines.length = this.#row + 1;
      this.#lines[this.#row] = (this.#lines[this.#row] ?? '').slice(0, this.#column);
    } else if (command !== 'm') throw new Error(`the terminal does not know ${command}`);
  }
}
