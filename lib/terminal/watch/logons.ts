import type { SessionDetails } from '../types.js';
import type { AboutType } from './happening.js';

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
    if (type === 'logon') this.#sessions.set(id, true);
    else if (type === 'logoff') this.#sessions.set(id, false);
    else if (type === 'create' || type === 'terminate') this.#sessions.delete(id);
  }
}
