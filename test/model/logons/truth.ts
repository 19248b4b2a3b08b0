import { luid } from '../../../lib/identity/luid.js';
import type { SimulatedWorld } from '../../../lib/mock/create-world.js';
import type { SignedOn } from '../../../lib/mock/terminal/signed-on.js';
import type { SessionState } from '../../../lib/mock/terminal/state.js';

/** A logon as it is. */
export interface Logon {
  readonly user: string;
  readonly sessionId: number;
  /** Of a user in a session: which logon to it, by the object that the world keeps. */
  readonly session: SessionState | undefined;
}

/** What was so at one moment. */
export interface Moment {
  readonly logons: ReadonlyMap<string, Logon>;
  readonly sessions: ReadonlyMap<number, SessionState>;
  readonly screen: string;
}

/** What was so at any moment of a call. */
export interface Span {
  /** By LUID, all that ever were. */
  readonly ever: ReadonlyMap<string, Logon>;
  /** Those that were there all the time. */
  readonly always: ReadonlySet<string>;
  /** Whether a logon to a session was there all the time. */
  stayed(session: SessionState): boolean;
  /** What was on the screen of the calling process. */
  readonly screens: ReadonlySet<string>;
}

/** Remembers what is so, whenever something may have changed. */
export class Truth {
  readonly #world: SimulatedWorld;
  readonly #added: ReadonlyMap<string, Logon>;
  readonly #moments: Moment[] = [];

  /** `added`: the logons that no session brings. */
  constructor(world: SimulatedWorld, added: ReadonlyMap<string, Logon>) {
    this.#world = world;
    this.#added = added;
    this.look();
  }

  /** The number of the present moment. */
  look(): number {
    const { terminal } = this.#world;
    const sessions = new Map(terminal.local.state.sessions);
    const ofSession = (it: SignedOn) =>
      [luid.fromParts(it), { user: it.user, sessionId: it.sessionId, session: sessions.get(it.sessionId) }] as const;
    const { sessionId, isLocked } = terminal.here();
    this.#moments.push({
      logons: new Map<string, Logon>([...OWN, ...terminal.signedOn().map(ofSession), ...this.#added]),
      sessions,
      screen: sessionId === 0 || isLocked ? 'none' : 'Default',
    });
    return this.#moments.length - 1;
  }

  since(first: number): Span {
    this.look();
    const moments = this.#moments.slice(first);
    const ever = new Map(moments.flatMap(it => [...it.logons]));
    return {
      ever,
      always: new Set([...ever.keys()].filter(id => moments.every(it => it.logons.has(id)))),
      stayed: session => moments.every(it => it.sessions.get(session.id) === session && session.user !== null),
      screens: new Set(moments.map(it => it.screen)),
    };
  }
}

/** Of services, on every machine. */
const OWN = ['0x0:0x3e7', '0x0:0x3e4', '0x0:0x3e5'].map(
  id => [id, { user: '', sessionId: 0, session: undefined }] as const,
);
