import { sameText } from '../../base/fold.js';
import { Disks } from './disks.js';
import type { Connection, Cut, DiscoveryPortal, Portal, SavedLogin, Session, Target } from './state.js';

/** The adapter that is part of Windows. */
export const OWN_ADAPTER = 'ROOT\\ISCSIPRT\\0000_0';
export const DEFAULT_PORT = 3260;

const FIRST_ADAPTER = 0xfffffa800d000020n;
const FIRST_SESSION = 0x4000013700000000n;
/** Windows takes more than these from no initiator. */
export const MOST_SESSIONS = 256;
const DEFAULT_MOST_CONNECTIONS = 8;
const FIRST_PORT = 49_700;

/** How a session is to be made; all that is left out is as Windows makes it. */
export interface Making {
  readonly instance?: string | undefined;
  readonly informational?: boolean;
  readonly multipath?: boolean;
  readonly maxConnections?: number | undefined;
  readonly headerDigest?: boolean;
  readonly dataDigest?: boolean;
  readonly auth?: number;
}

/** The initiator of this machine, and its network. */
export class Initiator {
  readonly nodeName: string;
  readonly instances: readonly string[];
  readonly disks = new Disks();
  readonly portals: DiscoveryPortal[] = [];
  readonly saved: SavedLogin[] = [];
  readonly sessions: Session[] = [];
  /** By folded name. */
  readonly targets = new Map<string, Target>();
  readonly cuts = new Set<Cut>();
  /** The disks in use, each as often as it is used. */
  readonly used: number[] = [];
  mutualSecret: string | undefined;
  /** All that there ever were. */
  readonly #portals = new Set<string>();
  #starts = 0;
  #sessions = 0;
  #connections = 0;
  #targets = 0;

  constructor(nodeName: string, instances: readonly string[]) {
    this.nodeName = nodeName;
    this.instances = instances;
  }

  nextSessionId(): string {
    this.#sessions += 1;
    return `${this.#adapter}-${(FIRST_SESSION + BigInt(this.#sessions)).toString(16)}`;
  }

  nextConnectionId(): string {
    this.#connections += 1;
    return `${this.#adapter}-${this.#connections.toString(16)}`;
  }

  get #adapter(): string {
    return (FIRST_ADAPTER + BigInt(this.#starts) * 0x1000n).toString(16);
  }

  target(name: string): Target | undefined {
    return this.targets.get(name.toLowerCase());
  }

  addTarget(target: Omit<Target, 'number'>): Target {
    this.#targets += 1;
    const added = { ...target, number: this.target(target.name)?.number ?? this.#targets };
    this.targets.set(target.name.toLowerCase(), added);
    for (const portal of target.portals) this.#portals.add(keyOf(portal));
    return added;
  }

  session(id: string): Session | undefined {
    return this.sessions.find(it => it.id === id);
  }

  /** The names that its portals have named, each once. */
  get known(): readonly string[] {
    const names = new Map<string, string>();
    for (const name of this.portals.flatMap(it => it.targets)) {
      if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
    }
    return [...names.values()];
  }

  /** Asks a portal again. False when it does not answer; then it keeps what it said last. */
  discover(discovery: DiscoveryPortal): boolean {
    const { portal } = discovery;
    const there = [...this.targets.values()].filter(it => it.portals.some(one => samePortal(one, portal)));
    // One whose targets have all gone answers, too.
    const isThere = there.length > 0 ? there.some(it => this.isReached(it, portal)) : this.#answers(portal);
    if (isThere) discovery.targets = there.map(it => it.name);
    return isThere;
  }

  #answers(portal: Portal): boolean {
    return this.#portals.has(keyOf(portal)) && !this.#isCut({ portal });
  }

  isReached({ name }: Target, portal: Portal): boolean {
    return !this.#isCut({ target: name, portal });
  }

  #isCut(path: { readonly target?: string; readonly portal: Portal; readonly session?: string }): boolean {
    return [...this.cuts].some(
      cut =>
        (cut.target === undefined || (path.target !== undefined && sameText(cut.target, path.target))) &&
        (cut.portal === undefined || samePortal(cut.portal, path.portal)) &&
        (cut.session === undefined || cut.session === path.session),
    );
  }

  /** Breaks what is cut now, and mends what is not any more: a connection comes back with another id. */
  followCuts(): void {
    for (const { id: session, target, connections } of this.sessions) {
      for (const connection of connections) {
        const isCut = this.#isCut({ target: target.name, portal: connection.portal, session });
        if (connection.isBroken && !isCut) connection.id = this.nextConnectionId();
        connection.isBroken = isCut;
      }
    }
  }

  logIn(target: Target, portal: Portal, making: Making): Session {
    const session: Session = {
      id: this.nextSessionId(),
      target,
      instance: making.instance ?? this.instances[0] ?? OWN_ADAPTER,
      informational: making.informational ?? false,
      multipath: making.multipath ?? false,
      maxConnections: making.maxConnections ?? DEFAULT_MOST_CONNECTIONS,
      connections: [],
      luns: making.informational ? [] : target.luns.map(it => it.lun),
    };
    this.connect(session, portal, making);
    this.sessions.push(session);
    this.findDisks(session);
    return session;
  }

  /** Gives numbers to the disks that are ready. */
  findDisks(session: Session): void {
    for (const { lun, slow, ready } of session.target.luns) {
      if (session.luns.includes(lun) && (!slow || ready)) this.disks.give(session, lun);
    }
  }

  connect(
    session: Session,
    portal: Portal,
    { headerDigest = false, dataDigest = false, auth = 0 }: Making,
  ): Connection {
    const id = this.nextConnectionId();
    const connection: Connection = {
      id,
      cid: Math.max(0, ...session.connections.map(it => it.cid)) + 1,
      initiatorAddress: '0.0.0.0',
      initiatorPort: FIRST_PORT + (this.#connections % 10_000),
      portal,
      headerDigest,
      dataDigest,
      auth,
      isBroken: false,
    };
    session.connections.push(connection);
    return connection;
  }

  logOut(session: Session): void {
    this.sessions.splice(this.sessions.indexOf(session), 1);
    this.disks.drop(session, this.sessions);
  }

  /** Whether somebody uses a disk that goes with the session. */
  isUsed(session: Session): boolean {
    const others = this.sessions.filter(it => it !== session);
    return session.luns.some(lun => {
      const disk = this.disks.numberOf(session, lun);
      if (disk === undefined || !this.used.includes(disk)) return false;
      return !others.some(it => it.luns.includes(lun) && this.disks.numberOf(it, lun) === disk);
    });
  }

  /** The driver begins again: other ids, and the counters from the beginning. */
  restart(): void {
    this.sessions.length = 0;
    this.used.length = 0;
    this.disks.clear();
    this.#starts += 1;
    this.#sessions = 0;
    this.#connections = 0;
    for (const { luns } of this.targets.values()) for (const lun of luns) lun.ready = false;
    // In another order than before: the numbers of disks are not kept.
    for (const login of [...this.saved].reverse()) {
      const target = this.target(login.target);
      const portal = target?.portals.find(
        it => (login.portal === undefined || samePortal(it, login.portal)) && this.isReached(target, it),
      );
      if (target && portal) this.logIn(target, portal, { ...login, instance: login.initiatorName || undefined });
    }
  }
}

export const samePortal = (one: Portal, other: Portal): boolean => keyOf(one) === keyOf(other);
const keyOf = ({ address, port }: Portal): string => `${address.toLowerCase()} ${port}`;
