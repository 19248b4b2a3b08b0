import { EVENTS } from '../../trace.js';
import type { HostContext } from '../host-context.js';
import type { SessionDetails } from '../types.js';
import type { Happening } from './happening.js';
import { LocalSource } from './local-source.js';
import { RemoteSource } from './remote-source.js';
import type { GapReason, Source, SourceListener } from './source.js';

/** One source for all watches of a host: one window, or one waiting thread, however many there are. */
export class Hub implements SourceListener {
  readonly #name: string;
  readonly #make: () => Source;
  readonly #listeners = new Set<SourceListener>();
  #source: Source | undefined;

  constructor(name: string, make: () => Source) {
    this.#name = name;
    this.#make = make;
  }

  /** The source is opened with the first listener and closed with the last. */
  listen(listener: SourceListener): () => void {
    this.#listeners.add(listener);
    if (!this.#source) {
      this.#source = this.#make();
      this.#source.open(this);
    } else if (this.#source.state.armed) {
      listener.armed(this.#source.state.snapshot);
    }
    return () => {
      if (!this.#listeners.delete(listener) || this.#listeners.size > 0) return;
      this.#source?.close();
      this.#source = undefined;
    };
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

  gap(reason: GapReason, missed: number | undefined, time: number): void {
    if (EVENTS.hasSubscribers) EVENTS.publish({ type: 'gap', host: this.#name, reason, missed, time });
    for (const listener of [...this.#listeners]) listener.gap(reason, missed, time);
  }

  failed(error: Error): void {
    for (const listener of [...this.#listeners]) listener.failed(error);
  }
}

const hubs = new WeakMap<object, Map<number, Hub>>();

/** The hub of a host. Watches that poll a remote host share one with those that poll as often. */
export function hubOf(host: HostContext, pollMs: number | undefined): Hub {
  const ofHost = hubs.get(host.lane) ?? new Map<number, Hub>();
  hubs.set(host.lane, ofHost);
  const key = host.remote === undefined ? 0 : (pollMs ?? 0);
  const hub =
    ofHost.get(key) ??
    new Hub(host.name, () => (host.remote === undefined ? new LocalSource(host) : new RemoteSource(host, pollMs)));
  ofHost.set(key, hub);
  return hub;
}

/** The host is closed: its watches end with this error. */
export function failHubs(host: HostContext, error: () => Error): void {
  for (const hub of hubs.get(host.lane)?.values() ?? []) hub.failed(error());
}
