import type { SessionDetails } from '../sessions/types.js';
import type { AboutType } from './observed-event.js';

/** Any program of the desktop may post notices with ids that no session has. */
const BOUND = 16_384;

/**
 * In which sessions a user is logged on, by the order of the events alone. A refreshed row is no proof: it may already show
 * what the next event will report.
 */
export class Logons {
  readonly #sessions = new Map<number, boolean>();

  /** `undefined` where no event and no list has said so. */
  at(id: number): boolean | undefined {
    return this.#sessions.get(id);
  }

  fill(rows: readonly SessionDetails[]): void {
    this.#sessions.clear();
    for (const { id, kind } of rows) this.#sessions.set(id, kind === 'user');
  }

  follow(type: AboutType, id: number): void {
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
