import type { Cancel } from '../../lane/cancel.js';
import type { HostContext } from '../host-context.js';
import type { SessionDetails } from '../sessions/types.js';
import { fetchSessions, glanceAt, type Wanted } from './fetch.js';
import type { AboutType } from './happening.js';
import { continued, isPassing } from './row-merge.js';

/** How a session is looked at: by one call that says whether more is needed, or fully. `'end'`: it has probably ended. */
type Depth = 'glance' | 'full' | 'end';

/** What an event may have changed. After a connect or a logon hardly anything is as it was; else one call mostly says it all. */
const DEPTHS: Readonly<Record<AboutType, Depth>> = {
  create: 'full',
  consoleConnect: 'full',
  consoleDisconnect: 'full',
  remoteConnect: 'full',
  remoteDisconnect: 'full',
  logon: 'full',
  logoff: 'glance',
  terminate: 'end',
  lock: 'glance',
  unlock: 'glance',
  remoteControl: 'glance',
  desktopReady: 'glance',
};

/** It changes nothing that a table shows. */
export function changesNothing(type: AboutType): boolean {
  return type === 'desktopReady';
}

/** The sessions to look at, each as thoroughly as one of its events demands. */
export class Sights {
  readonly #depths = new Map<number, Depth>();

  get size(): number {
    return this.#depths.size;
  }

  /** In the order in which it happened. */
  addFor(type: AboutType, id: number): void {
    // What came before the end of a session has gone with it, and the next one under the id begins with its creation.
    if (type === 'create') this.#depths.set(id, 'full');
    else this.#add(id, DEPTHS[type]);
  }

  addFully(id: number): void {
    this.#add(id, 'full');
  }

  /** Forgets all others. */
  keep(isKept: (id: number) => boolean): void {
    for (const id of [...this.#depths.keys()]) if (!isKept(id)) this.#depths.delete(id);
  }

  addAll(other: Sights): void {
    for (const [id, depth] of other) this.#add(id, depth);
  }

  #add(id: number, depth: Depth): void {
    const known = this.#depths.get(id);
    if (depth === 'end' || (known !== 'end' && known !== 'full')) this.#depths.set(id, depth);
  }

  clear(): void {
    this.#depths.clear();
  }

  [Symbol.iterator](): Iterator<[number, Depth]> {
    return this.#depths.entries();
  }
}

export interface Looked {
  /** `undefined`: the session is gone, or never was. */
  readonly rows: ReadonlyMap<number, SessionDetails | undefined>;
  /** Of these nothing can be said for the moment. */
  readonly unsettled: Sights;
}

/** Looks at sessions by the fewest calls. Local host only: a remote one is listed as a whole. */
export async function look(
  host: HostContext,
  control: Cancel,
  sights: Sights,
  known: (id: number) => SessionDetails | undefined,
  how: Pick<Wanted, 'sidsLater'>,
): Promise<Looked> {
  const rows = new Map<number, SessionDetails | undefined>();
  const unsettled = new Sights();
  const full: number[] = [];
  const glanced: SessionDetails[] = [];
  for (const [id, depth] of sights) {
    const row = known(id);
    if (row && depth !== 'full') glanced.push(row);
    else full.push(id);
  }
  const glances = glanced.length > 0 ? await glanceAt(host, control, glanced) : [];
  for (const [id, glance] of glances) {
    if (glance === 'other') full.push(id);
    else if (glance === 'unsettled') unsettled.addFully(id);
    else rows.set(id, glance === 'ended' ? undefined : glance);
  }
  if (full.length === 0) return { rows, unsettled };
  const fetched = await fetchSessions(host, control, { ids: full, ...how });
  const found = new Map(fetched.rows.map(row => [row.id, row]));
  for (const id of full) {
    const row = found.get(id);
    if (fetched.unsettled.includes(id)) unsettled.addFully(id);
    else rows.set(id, row && continued(known(id), row));
    if (row && isPassing(row)) unsettled.addFully(id);
  }
  return { rows, unsettled };
}
