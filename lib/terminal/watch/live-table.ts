import type { HostContext } from '../host-context.js';
import type { CompiledFilter } from '../sessions/filter.js';
import type { SessionDetails } from '../sessions/types.js';
import { LateSids, type Sids, withSid } from './late-sids.js';
import { withKnownSid } from './row-merge.js';
import { Table } from './table.js';

/** A table that gets its SIDs later, and reports when it has changed. */
export class LiveTable {
  readonly #table: Table;
  readonly #changed: () => void;
  readonly #sids: LateSids;
  /** Whether the shown rows have changed since the last report. */
  #isTouched = false;
  #ended = false;

  constructor(host: HostContext, filter: CompiledFilter, changed: () => void) {
    this.#table = new Table(filter);
    this.#changed = changed;
    this.#sids = new LateSids(host, sids => this.#enterSids(sids));
  }

  /** The rows that are shown. */
  get rows(): ReadonlyMap<number, SessionDetails> {
    return this.#table.rows;
  }

  known(id: number): SessionDetails | undefined {
    return this.#table.known(id);
  }

  isShown(session: SessionDetails): boolean {
    return this.#table.isShown(session);
  }

  /** The row with its SID, where that is known. */
  completed(row: SessionDetails): SessionDetails {
    return withKnownSid(this.#table.known(row.id), row);
  }

  /** `undefined`: the session has ended. Nothing is reported until `settle()`. */
  set(id: number, row: SessionDetails | undefined): void {
    this.#isTouched = this.#table.set(id, row) || this.#isTouched;
  }

  fill(rows: readonly SessionDetails[]): void {
    this.#isTouched = this.#table.fill(rows) || this.#isTouched;
  }

  /** Makes `settle()` report a change: a first list is one, even if it is empty. */
  touch(): void {
    this.#isTouched = true;
  }

  /** Reports a change, if there was one, and looks up the SIDs that these rows lack. */
  settle(rows: Iterable<SessionDetails | undefined>): void {
    if (this.#ended) return;
    this.#sids.complete(rows);
    if (!this.#isTouched) return;
    this.#isTouched = false;
    this.#changed();
  }

  end(): void {
    this.#ended = true;
    this.#sids.end();
  }

  #enterSids(sids: Sids): void {
    for (const row of this.#table.all()) {
      const sid = row.account === undefined || row.sid !== undefined ? undefined : sids.get(row.account);
      if (sid) this.set(row.id, withSid(row, sid));
    }
    this.settle([]);
  }
}
