import { EVENTS } from '../../base/trace.js';
import type { SessionDetails } from '../sessions/types.js';
import type { ObservedEvent } from './observed-event.js';
import type { GapReason, Source, SourceListener } from './source.js';
import type { EventMessage } from './types.js';

/** What a listener of a hub can do. */
export interface Listening {
  /** Windows answered a question of the listener that there is no session manager. */
  noSessionManager(): void;
  stop(): void;
}

/** One source for all watches of a host: one window or one waiting thread, however many watches there are. */
export class Hub implements SourceListener {
  readonly #name: string;
  readonly #make: () => Source;
  /** All that have not left, and those of them that already get what the source reports. */
  readonly #present = new Set<SourceListener>();
  readonly #listeners = new Set<SourceListener>();
  #source: Source | undefined;

  constructor(name: string, make: () => Source) {
    this.#name = name;
    this.#make = make;
  }

  get isIdle(): boolean {
    return this.#present.size === 0;
  }

  /** The first listener opens the source, and the last one to leave closes it. Nothing is reported before this returns. */
  listen(listener: SourceListener): Listening {
    this.#present.add(listener);
    if (!this.#source) this.#open(listener);
    else Promise.resolve().then(() => this.#join(listener));
    return {
      noSessionManager: () => this.#source?.noSessionManager(),
      stop: () => this.#leave(listener),
    };
  }

  fail(error: () => Error): void {
    for (const listener of [...this.#present]) listener.failed(error());
  }

  armed(snapshot?: readonly SessionDetails[]): void {
    for (const listener of [...this.#listeners]) listener.armed(snapshot);
  }

  happened(observed: ObservedEvent): void {
    if (EVENTS.hasSubscribers) {
      const { type, sessionId, time } = observed;
      EVENTS.publish({ type, host: this.#name, sessionId, time } satisfies EventMessage);
    }
    for (const listener of [...this.#listeners]) listener.happened(observed);
  }

  listed(rows: readonly SessionDetails[]): void {
    for (const listener of [...this.#listeners]) listener.listed(rows);
  }

  gap(reason: GapReason, missed: number | undefined, time: number): void {
    if (EVENTS.hasSubscribers) {
      EVENTS.publish({ type: 'gap', host: this.#name, reason, missed, time } satisfies EventMessage);
    }
    for (const listener of [...this.#listeners]) listener.gap(reason, missed, time);
  }

  failed(error: Error): void {
    for (const listener of [...this.#present]) listener.failed(error);
  }

  #open(first: SourceListener): void {
    this.#source = this.#make();
    this.#listeners.add(first);
    try {
      this.#source.open(this);
    } catch (error) {
      this.#leave(first);
      throw error;
    }
  }

  #join(listener: SourceListener): void {
    if (!this.#present.has(listener) || !this.#source) return;
    this.#listeners.add(listener);
    const { armed, snapshot } = this.#source.state;
    if (armed) listener.armed(snapshot);
  }

  #leave(listener: SourceListener): void {
    this.#listeners.delete(listener);
    if (!this.#present.delete(listener) || this.#present.size > 0) return;
    this.#source?.close();
    this.#source = undefined;
  }
}

/** The hubs of a host. Watches that can share a source have the same key. */
export class Hubs {
  readonly #name: string;
  readonly #hubs = new Map<number, Hub>();

  constructor(host: string) {
    this.#name = host;
  }

  /** Calls `make` for the first listener with this key. */
  listen(key: number, make: () => Source, listener: SourceListener): Listening {
    for (const [other, hub] of this.#hubs) if (hub.isIdle) this.#hubs.delete(other);
    const hub = this.#hubs.get(key) ?? new Hub(this.#name, make);
    this.#hubs.set(key, hub);
    return hub.listen(listener);
  }

  /** The host is closed: its watches end with this error. */
  fail(error: () => Error): void {
    for (const hub of [...this.#hubs.values()]) hub.fail(error);
  }
}
