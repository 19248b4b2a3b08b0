import { EVENTS } from '../../base/trace.js';
import type { SessionDetails } from '../sessions/types.js';
import type { Happening } from './happening.js';
import type { GapReason, Source, SourceListener } from './source.js';

/** What a listener of a hub can do. */
export interface Listening {
  /** It was answered that there is no session manager. */
  withoutManager(): void;
  stop(): void;
}

/** One source for all watches of a host: one window, or one waiting thread, however many there are. */
export class Hub implements SourceListener {
  readonly #name: string;
  readonly #make: () => Source;
  /** Those who have come, and those who hear what is reported. */
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

  /** The source is opened with the first listener and closed with the last. None hears of anything before this returns. */
  listen(listener: SourceListener): Listening {
    this.#present.add(listener);
    if (!this.#source) this.#open(listener);
    else Promise.resolve().then(() => this.#join(listener));
    return {
      withoutManager: () => this.#source?.withoutManager(),
      stop: () => this.#leave(listener),
    };
  }

  fail(error: () => Error): void {
    for (const listener of [...this.#present]) listener.failed(error());
  }

  armed(snapshot?: readonly SessionDetails[]): void {
    for (const listener of [...this.#listeners]) listener.armed(snapshot);
  }

  happened(happening: Happening): void {
    if (EVENTS.hasSubscribers) {
      const { type, sessionId, time } = happening;
      EVENTS.publish({ type, host: this.#name, sessionId, time });
    }
    for (const listener of [...this.#listeners]) listener.happened(happening);
  }

  listed(rows: readonly SessionDetails[]): void {
    for (const listener of [...this.#listeners]) listener.listed(rows);
  }

  gap(reason: GapReason, missed: number | undefined, time: number): void {
    if (EVENTS.hasSubscribers) EVENTS.publish({ type: 'gap', host: this.#name, reason, missed, time });
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

/** The hubs of a host, by what their sources have in common. */
export class Hubs {
  readonly #name: string;
  readonly #hubs = new Map<number, Hub>();

  constructor(host: string) {
    this.#name = host;
  }

  /** `make` makes the source of the first listener with this key. */
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
