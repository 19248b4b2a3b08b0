import type { AboutType } from './observed-event.js';

/** `quick`: one call, which says whether more is needed. `full`: all calls. `end`: as `quick`, for a session that has probably ended. */
type Depth = 'quick' | 'full' | 'end';

/** What an event may have changed. A connect or a logon changes nearly everything; for the others one call is mostly enough. */
const DEPTHS: Readonly<Record<AboutType, Depth>> = {
  create: 'full',
  consoleConnect: 'full',
  consoleDisconnect: 'full',
  remoteConnect: 'full',
  remoteDisconnect: 'full',
  logon: 'full',
  logoff: 'quick',
  terminate: 'end',
  lock: 'quick',
  unlock: 'quick',
  remoteControl: 'quick',
  desktopReady: 'quick',
};

/** Whether nothing that a table shows changes with this event. */
export function changesNothing(type: AboutType): boolean {
  return type === 'desktopReady';
}

/** The sessions to ask about again, each as fully as one of its events requires. */
export class RefreshPlan {
  readonly #depths = new Map<number, Depth>();

  get size(): number {
    return this.#depths.size;
  }

  /** Must be called in the order of the events. */
  addFor(type: AboutType, id: number): void {
    // A new session begins under the id: what came before the end of the last one does not matter any more.
    if (type === 'create') this.#depths.set(id, 'full');
    else this.#add(id, DEPTHS[type]);
  }

  addFully(id: number): void {
    this.#add(id, 'full');
  }

  /** Removes all others. */
  keep(isKept: (id: number) => boolean): void {
    for (const id of [...this.#depths.keys()]) if (!isKept(id)) this.#depths.delete(id);
  }

  addAll(other: RefreshPlan): void {
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
