import { expect } from 'vitest';
import type { SessionEvent, SessionHost, SessionWatch, WatchOptions } from 'winstation';
import type { WorldDriver } from '../../driver.js';

/** A little more than a pause of the library after a failure. */
export const PAUSE_MS = 300;

/** A watch, all its events, and its end. */
export class Watched {
  readonly watch: SessionWatch;
  readonly events: SessionEvent[] = [];
  ready = false;
  /** The error of the stream. */
  ended: { readonly error?: unknown } | undefined;

  constructor(host: SessionHost, options: WatchOptions) {
    this.watch = host.watch(options);
    this.watch.ready.then(
      () => {
        this.ready = true;
      },
      () => {},
    );
    this.#read().then(
      () => {
        this.ended = {};
      },
      (error: unknown) => {
        this.ended = { error };
      },
    );
  }

  get isSettled(): boolean {
    return this.ready || this.ended !== undefined;
  }

  count(type: SessionEvent['type']): number {
    return this.events.filter(event => event.type === type).length;
  }

  /** Whether the lock was reported, by an event or by a snapshot. */
  showsLock(id: number): boolean {
    return this.events.some(event => {
      if (event.type !== 'snapshot') return event.type === 'lock' && event.sessionId === id;
      return event.sessions.some(it => it.id === id && it.lock === 'locked');
    });
  }

  async #read(): Promise<void> {
    for await (const event of this.watch) this.events.push(event);
  }
}

/** Waits until it is true; first without letting time pass. */
export async function until(
  driver: WorldDriver,
  isSo: () => boolean | Promise<boolean>,
  sofar: () => unknown = () => 'it never came',
): Promise<void> {
  for (let i = 0; !(await isSo()); i++) {
    if (i === 200) expect.fail(JSON.stringify(sofar()));
    await driver.pass(i < 40 ? 0 : 50);
  }
}
