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

  /** The name of a code; an unlisted one is `WIN32_<n>`. */
  nameOf(code: number): CodeName {
    return (this.#names.get(code) ?? `WIN32_${code}`) as CodeName;
  }

  /** The code of a name, `WIN32_<n>` included; `undefined` for a name that is none. */
  numberOf(name: string): number | undefined {
    const unlisted = /^WIN32_(\d{1,10})$/.exec(name);
    return unlisted ? Number(unlisted[1]) : this.#numbers.get(name);
  }
}
