import type { CompiledFilter } from '../sessions/filter.js';
import type { SessionDetails } from '../sessions/types.js';
import { withKnownSid } from './row-merge.js';

/** All sessions of a host that a watch knows, and those of them that match its filter. */
export class Table {
  readonly #filter: CompiledFilter;
  readonly #known = new Map<number, SessionDetails>();
  readonly #shown = new Map<number, SessionDetails>();

  constructor(filter: CompiledFilter) {
    this.#filter = filter;
  }

  /** The sessions that match the filter. */
  get rows(): ReadonlyMap<number, SessionDetails> {
    return this.#shown;
  }

  /** Whether it matches or not. */
  known(id: number): SessionDetails | undefined {
    return this.#known.get(id);
  }

  all(): readonly SessionDetails[] {
    return [...this.#known.values()];
  }

  isShown(session: SessionDetails): boolean {
    return matchesNow(this.#filter, session);
  }

  /** Enters the row; `undefined` when the session has ended. Returns whether the shown rows have changed. */
  set(id: number, row: SessionDetails | undefined): boolean {
    if (row) this.#known.set(id, row);
    else this.#known.delete(id);
    const was = this.#shown.get(id);
    const is = row && this.isShown(row) ? row : undefined;
    if (is) this.#shown.set(id, is);
    else this.#shown.delete(id);
    return was && is ? isDifferent(was, is) : was !== is;
  }

  /** Enters a list of all sessions, in its order. */
  fill(rows: readonly SessionDetails[]): boolean {
    const whole = rows.map(row => withKnownSid(this.#known.get(row.id), row));
    const before = new Map(this.#shown);
    this.#known.clear();
    this.#shown.clear();
    for (const row of whole) this.set(row.id, row);
    if (before.size !== this.#shown.size) return true;
    return [...this.#shown].some(([id, row]) => {
      const was = before.get(id);
      return !was || isDifferent(was, row);
    });
  }
}

/** Whether a session matches the filter, its client included. */
export function matchesNow({ matches, matchesClient }: CompiledFilter, session: SessionDetails): boolean {
  return matches(session) && (matchesClient === undefined || matchesClient(session.client?.name));
}

/** Values that differ each time Windows is asked, even if nothing happens. */
const RUNNING: ReadonlySet<string> = new Set<keyof SessionDetails>([
  'takenAt',
  'currentTime',
  'lastInputTime',
  'idleMs',
  'counters',
]);

function isDifferent(was: SessionDetails, is: SessionDetails): boolean {
  return (Object.keys(is) as (keyof SessionDetails)[]).some(key => {
    if (RUNNING.has(key) || was[key] === is[key]) return false;
    // Dates, the client and what was withheld are plain data.
    return JSON.stringify(was[key]) !== JSON.stringify(is[key]);
  });
}
