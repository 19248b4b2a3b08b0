import type { SessionDetails } from '../sessions/types.js';
import type { AboutType } from './happening.js';

/** Any program of the desktop may post notices with ids that are none. */
const BOUND = 16_384;

/**
 * Where somebody is logged on, by the order of the events alone: a session that is looked at because of one event may show
 * already what the next one will tell.
 */
export class Logons {
  readonly #sessions = new Map<number, boolean>();

  /** `undefined` where no event and no list has told it. */
  at(id: number): boolean | undefined {
    return this.#sessions.get(id);
  }

  fill(rows: readonly SessionDetails[]): void {
    this.#sessions.clear();
    for (const { id, kind } of rows) this.#sessions.set(id, kind === 'user');
  }

  tell(type: AboutType, id: number): void {
    if (type === 'logon' || type === 'logoff') this.#set(id, type === 'logon');
    else if (type === 'create' || type === 'terminate') this.#sessions.delete(id);
  }

  #set(id: number, isLoggedOn: boolean): void {
    this.#sessions.delete(id);
    this.#sessions.set(id, isLoggedOn);
    for (const oldest of this.#sessions.keys()) {
      if (this.#sessions.size <= BOUND) break;
      this.#sessions.delete(oldest);
    }
  }
}
