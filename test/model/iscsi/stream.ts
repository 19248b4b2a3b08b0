import type { IscsiSession } from '../../../lib/iscsi/sessions/types.js';
import type { IscsiEvent, IscsiWatch } from '../../../lib/iscsi/watch/types.js';
import { fits, isSo, printRow } from './rows.js';
import type { FilterName } from './steps.js';
import type { Truth } from './truth.js';

/** A watch, and the table that its events make. */
export class Stream {
  readonly watch: IscsiWatch;
  readonly where: FilterName;
  readonly table = new Map<string, IscsiSession>();
  isClosed = false;
  ended: { readonly error?: unknown } | undefined;
  readonly #truth: Truth;
  readonly #since: number;
  readonly #fail: (why: string) => void;
  #begun = false;

  constructor(watch: IscsiWatch, where: FilterName, truth: Truth, fail: (why: string) => void) {
    this.watch = watch;
    this.where = where;
    this.#truth = truth;
    this.#since = truth.look();
    this.#fail = why => fail(`the watch of '${where}' ${why}`);
    this.#read().then(
      () => {
        this.ended = {};
      },
      (error: unknown) => {
        this.ended = { error };
      },
    );
  }

  async #read(): Promise<void> {
    for await (const event of this.watch) this.#take(event);
  }

  #take(event: IscsiEvent): void {
    if (event.type === 'gap') return;
    if (event.type === 'snapshot') {
      this.#begun = true;
      this.table.clear();
      for (const row of event.sessions) this.#put(row, 'shows');
      return;
    }
    const { type, session, before } = event;
    if (!this.#begun) this.#fail(`reports ${type} before its first list`);
    const known = this.table.get(session.id);
    const isIn = known !== undefined;
    // One that did not fit before is not in the table of a watch with a filter.
    const mayBeIn = this.where === 'all' ? type !== 'login' : isIn;
    if (isIn !== mayBeIn) this.#fail(`reports ${type} of ${printRow(session)}, which ${isIn ? 'is' : 'is not'} there`);
    if ((before === undefined) !== (type === 'login'))
      this.#fail(`reports ${type} of ${session.id} with a wrong before`);
    if (known && before && printRow(known) !== printRow(before)) {
      this.#fail(`reports ${type} of ${session.id}, before: ${printRow(before)}; told was ${printRow(known)}`);
    }
    if (type === 'logout') this.table.delete(session.id);
    else this.#put(session, `reports ${type} of`);
    if (type === 'connected' && !session.connected) this.#fail(`reports ${printRow(session)} as connected`);
    if (type === 'disconnected' && session.connected) this.#fail(`reports ${printRow(session)} as disconnected`);
  }

  #put(row: IscsiSession, what: string): void {
    const during = this.#truth.between(this.#since, this.#truth.look());
    if (!during.some(version => isSo(row, version))) this.#fail(`${what} ${printRow(row)}, which was never so`);
    this.table.set(row.id, row);
  }

  /** When nothing hinders any more, the table is what is true. */
  check(): void {
    const { sessions } = this.#truth.now;
    const expected = [...sessions.values()].filter(it => fits(this.where, it)).map(it => `${it.id} ${it.connections}`);
    // One that does not fit any more was told by the event with which it ceased to fit.
    const shown = [...this.table.values()]
      .filter(row => this.where !== 'up' || row.connected)
      .map(row => `${row.id} ${row.connections.map(it => it.id)}`);
    if (shown.sort().join('; ') !== expected.sort().join('; ')) {
      this.#fail(`shows ${shown.join('; ') || 'nothing'}, and true is ${expected.join('; ') || 'nothing'}`);
    }
  }
}
