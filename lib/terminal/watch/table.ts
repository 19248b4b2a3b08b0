import type { CompiledFilter } from '../filter.js';
import type { SessionDetails } from '../types.js';

/** The sessions of a watch, by id. */
export class Table {
  readonly #rows = new Map<number, SessionDetails>();

  get rows(): ReadonlyMap<number, SessionDetails> {
    return this.#rows;
  }

  get(id: number): SessionDetails | undefined {
    return this.#rows.get(id);
  }

  set(id: number, row: SessionDetails | undefined): void {
    if (row) this.#rows.set(id, row);
    else this.#rows.delete(id);
  }

  fill(rows: readonly SessionDetails[]): void {
    this.#rows.clear();
    for (const row of rows) this.#rows.set(row.id, row);
  }
}

/** Whether a session fits, its client included. */
export function matchesNow({ matches, matchesClient }: CompiledFilter, session: SessionDetails): boolean {
  return matches(session) && (matchesClient === undefined || matchesClient(session.client?.name));
}
