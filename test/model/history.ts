import type { Happening } from '../../lib/mock/terminal/happenings.js';
import type { SimulatedHost } from '../../lib/mock/terminal/host.js';
import type { SessionState } from '../../lib/mock/terminal/state.js';

/** A session as it was at one moment, with the number of the logon that it belonged to. */
export type SessionThen = Readonly<SessionState> & { readonly logon: number };

/** The state of a host between two changes. */
export interface Version {
  readonly sessions: ReadonlyMap<number, SessionThen>;
  readonly consoleId: number | null;
  readonly currentId: number | undefined;
}

/** A notice to the windows of the machine: of an event, or made up by a program. */
export interface Posted {
  /** Missing when the number in wParam is not documented. */
  readonly what: Happening | undefined;
  readonly id: number;
  readonly isMadeUp: boolean;
}

/**
 * All states of one host, in order. Each logon gets its own number by the object that the world keeps for it. So it does not
 * depend on the times and names that are under test.
 */
export class History {
  readonly versions: Version[] = [];
  readonly posted: Posted[] = [];
  /** Every id that a session ever had. */
  readonly ids = new Set<number>();
  readonly #host: SimulatedHost;
  readonly #currentId: () => number | undefined;
  readonly #logons = new Map<number, { readonly state: SessionState; readonly key: string; readonly number: number }>();
  #logonsSoFar = 0;

  constructor(
    host: SimulatedHost,
    currentId: () => number | undefined,
    nameOf: (notice: number) => Happening | undefined,
  ) {
    this.#host = host;
    this.#currentId = currentId;
    const { notices } = host;
    const happened = notices.happened.bind(notices);
    notices.happened = (what, id) => {
      this.posted.push({ what, id, isMadeUp: false });
      happened(what, id);
    };
    const notice = notices.notice.bind(notices);
    notices.notice = (event, id) => {
      this.posted.push({ what: nameOf(event), id, isMadeUp: true });
      notice(event, id);
    };
    this.look();
  }

  /** The number of the version now. */
  look(): number {
    const { sessions, consoleSessionId: consoleId } = this.#host.state;
    const now = new Map<number, SessionThen>();
    for (const [id, state] of sessions) {
      this.ids.add(id);
      now.set(id, { ...state, logon: this.#logonOf(state) });
    }
    const version = { sessions: now, consoleId, currentId: this.#currentId() };
    const last = this.versions.at(-1);
    if (!last || !isSame(last, version)) this.versions.push(version);
    return this.versions.length - 1;
  }

  get now(): Version {
    return this.versions[this.look()]!;
  }

  between(first: number, last: number): readonly Version[] {
    return this.versions.slice(first, last + 1);
  }

  #logonOf(state: SessionState): number {
    const key = `${state.logonTime}/${state.user ?? ''}`;
    const known = this.#logons.get(state.id);
    if (known && known.state === state && known.key === key) return known.number;
    this.#logonsSoFar += 1;
    this.#logons.set(state.id, { state, key, number: this.#logonsSoFar });
    return this.#logonsSoFar;
  }
}

function isSame(a: Version, b: Version): boolean {
  if (a.consoleId !== b.consoleId || a.currentId !== b.currentId || a.sessions.size !== b.sessions.size) return false;
  for (const [id, then] of a.sessions) {
    const now = b.sessions.get(id);
    if (!now || !isSameSession(then, now)) return false;
  }
  return true;
}

function isSameSession(a: SessionThen, b: SessionThen): boolean {
  return (Object.keys(a) as (keyof SessionThen)[]).every(key => a[key] === b[key]);
}
