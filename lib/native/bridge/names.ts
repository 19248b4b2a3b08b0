import type { PackReader } from './pack.js';
import { unfit } from './unfit.js';

/**
 * The numbers of the addon, by their names: which question of a thread is meant, which kind of notice has come. The addon gives
 * the names of each kind in the order of the numbers, so that no number is written twice.
 */
export class Names {
  readonly #kinds = new Map<string, ReadonlyMap<string, number>>();

  constructor(pack: PackReader) {
    for (let kinds = pack.count(2); kinds > 0; kinds -= 1) {
      const kind = pack.text();
      const numbers = new Map<string, number>();
      for (let left = pack.count(1); left > 0; left -= 1) numbers.set(pack.text(), numbers.size);
      this.#kinds.set(kind, numbers);
    }
  }

  /** The names of a kind, in the order of their numbers. */
  namesOf(kind: string): readonly string[] {
    const numbers = this.#kinds.get(kind);
    if (!numbers) throw unfit(`it lacks the names of ${kind}`);
    return [...numbers.keys()];
  }

  /** All of these, or an error that says which ones the addon lacks. */
  numbersOf<N extends string>(kind: string, names: readonly N[]): Readonly<Record<N, number>> {
    const numbers = this.#kinds.get(kind);
    const missing = names.filter(name => !numbers?.has(name));
    if (missing.length > 0) throw unfit(`among the names of ${kind}, it lacks ${missing.join(', ')}`);
    return Object.fromEntries(names.map(name => [name, numbers!.get(name)])) as Record<N, number>;
  }
}
