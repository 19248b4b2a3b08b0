import type { SessionDetails } from '../sessions/types.js';
import type { Happening } from './happening.js';

/**
 * What was known of a session before something happened to it: what the table said when it came, since a look that is
 * answered later may show already who has the id next. After the end of a session nothing is known of the next one under its
 * id, until that has been looked at.
 */
export class Befores {
  readonly #known: (id: number) => SessionDetails | undefined;
  /** With what each of these ids began anew. */
  readonly #anew = new Map<number, Happening>();

  constructor(known: (id: number) => SessionDetails | undefined) {
    this.#known = known;
  }

  /** Called as it comes, in order. */
  of(happening: Happening): SessionDetails | undefined {
    const { type, sessionId: id } = happening;
    const before = type === 'create' || this.#anew.has(id) ? undefined : this.#known(id);
    if (type === 'create' || type === 'terminate') this.#anew.set(id, happening);
    return before;
  }

  /** It has been looked at since this happened. */
  lookedAt(happening: Happening): void {
    if (this.#anew.get(happening.sessionId) === happening) this.#anew.delete(happening.sessionId);
  }

  clear(): void {
    this.#anew.clear();
  }
}
