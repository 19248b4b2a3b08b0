import { checkOptions } from '../../errors/arguments.js';
import { type Luid, luid } from '../../identity/luid.js';
import type { LogonControl, WorldLogonSession } from './control-types.js';
import type { LogonBook } from './logon-book.js';
import { TYPE_NUMBERS } from './state.js';

const KEYS = ['luid', 'type', 'user', 'domain', 'sid', 'session'];

export class LogonController implements LogonControl {
  readonly #book: () => LogonBook;

  /** `book`: throws on a host that is not this machine. */
  constructor(book: () => LogonBook) {
    this.#book = book;
  }

  logonSession(options: WorldLogonSession): Luid {
    checkOptions('logonSession', options, KEYS);
    const { luid: id, type, user, domain, sid, session = 0 } = options;
    if (typeof user !== 'string' || user === '')
      throw new TypeError("a logon has a user: { type: 'network', user: 'anna' }");
    if (!Object.hasOwn(TYPE_NUMBERS, type)) {
      throw new TypeError(`type must be one of ${Object.keys(TYPE_NUMBERS).join(', ')}, not ${String(type)}`);
    }
    return this.#book().add({ luid: id, type, user, domain, sid, sessionId: session });
  }

  endLogonSession(id: Luid): void {
    if (!this.#book().remove(luid.toParts(luid.parse(id))))
      throw new RangeError(`there is no logon ${id} that was added`);
  }
}
