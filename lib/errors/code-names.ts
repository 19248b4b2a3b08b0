import { type CodeName, WIN32_CODES } from './codes.js';

/** Codes by their names in Windows. */
export type CodeTable = Readonly<Record<string, number>>;

/** The names of codes: those of all Windows, and those that domains bring. */
export class CodeNames {
  readonly #numbers = new Map<string, number>();
  readonly #names = new Map<number, string>();

  constructor(...tables: readonly CodeTable[]) {
    this.add(WIN32_CODES);
    for (const table of tables) this.add(table);
  }

  add(table: CodeTable): void {
    for (const [name, code] of Object.entries(table)) {
      this.#numbers.set(name, code);
      this.#names.set(code, name);
    }
  }

  get names(): Iterable<string> {
    return this.#numbers.keys();
  }

  /** The name of a code; an unlisted one is `WIN32_<n>`, or `0xE0001234` where the high bit says that it is not a code of Win32. */
  nameOf(code: number): CodeName {
    const unlisted = code < 0x80000000 ? `WIN32_${code}` : `0x${code.toString(16).toUpperCase()}`;
    return (this.#names.get(code) ?? unlisted) as CodeName;
  }

  /** The code of a name, that of an unlisted one included; `undefined` for a name that is not one. */
  numberOf(name: string): number | undefined {
    const unlisted = /^(?:WIN32_(\d{1,10})|(0x[89A-F][\dA-F]{7}))$/.exec(name);
    return unlisted ? Number(unlisted[1] ?? unlisted[2]) : this.#numbers.get(name);
  }
}
