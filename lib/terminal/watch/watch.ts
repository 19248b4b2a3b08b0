import { Cursor } from '../../base/cursor.js';
import { KeepAlive } from '../../base/keep-alive.js';
import { wrongType } from '../../errors/arguments.js';
import { AbortError, TimeoutError } from '../../errors/stop.js';
import { onAbort } from '../../lane/on-abort.js';
import type { HostContext } from '../host-context.js';
import { type CompiledFilter, compileFilter } from '../sessions/filter.js';
import type { SessionDetails } from '../sessions/types.js';
import { Feed, type FeedListener } from './feed.js';
import type { Listening } from './hub.js';
import { listen } from './listen.js';
import { Listeners } from './listeners.js';
import { armingTimeout, checkListenable, checkWatchOptions, checkWord, DEFAULT_QUEUE } from './options.js';
import type { EventType, SessionEvent, SessionWatch, WatchOptions } from './types.js';

const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');

/** A session becomes idle without an event, and any event may be a sign of use. */
const NO_IDLE = 'of watch() and once(): time passes without an event; use whenIdle()';

export function watch<T extends EventType>(host: HostContext, options: WatchOptions<T> = {}): SessionWatch<T> {
  checkWatchOptions(host, options);
  // What it reports follows from its options.
  return new Watch(
    host,
    options,
    compileFilter(options.where, host, NO_IDLE),
  ) as SessionWatch<EventType> as SessionWatch<T>;
}

/** A feed of a host and its readers: cursors and listeners. */
class Watch implements SessionWatch, FeedListener {
  readonly ready: Promise<void>;
  readonly #host: HostContext;
  readonly #options: WatchOptions;
  readonly #queue: number;
  readonly #feed: Feed;
  readonly #cursors = new Set<Cursor<SessionEvent>>();
  /** Cursors that begin when the table shows everything that has been reported. */
  readonly #joining = new Set<Cursor<SessionEvent>>();
  readonly #listeners = new Listeners();
  readonly #keepAlive: KeepAlive;
  #listening: Listening | undefined;
  /** Ends the wait for the signal, and for the time that arming may take. */
  readonly #stopWaiting: (() => void)[];
  #settleReady: { resolve(): void; reject(error: Error): void } | undefined;
  #ended: { readonly error: Error | undefined } | undefined;

  constructor(host: HostContext, options: WatchOptions, filter: CompiledFilter) {
    this.#host = host;
    this.#options = options;
    this.#queue = options.queue ?? DEFAULT_QUEUE;
    this.#feed = new Feed(host, options, filter, this);
    this.ready = new Promise((resolve, reject) => {
      this.#settleReady = { resolve, reject };
    });
    // A caller that does not wait for it gets the error elsewhere.
    this.ready.catch(() => {});
    this.#keepAlive = new KeepAlive(host.backend.clock);
    const { signal } = options;
    const aborted = () => this.#end(new AbortError(signal?.reason, undefined, { host: host.name }));
    this.#stopWaiting = [this.#boundArming()];
    if (signal && !signal.aborted) this.#stopWaiting.push(onAbort(signal, aborted));
    if (signal?.aborted) aborted();
    else this.#listen();
  }

  get sessions(): ReadonlyMap<number, SessionDetails> {
    return this.#feed.rows;
  }

  on(type: string, listener: (it: never) => void): this {
    checkListenable(this.#host, type, this.#options);
    checkListener(listener);
    this.#listeners.on(type, listener);
    return this;
  }

  off(type: string, listener: (it: never) => void): this {
    checkWord('type', type);
    checkListener(listener);
    this.#listeners.off(type, listener);
    return this;
  }

  ref(): this {
    this.#keepAlive.ref();
    return this;
  }

  unref(): this {
    this.#keepAlive.unref();
    return this;
  }

  async close(): Promise<void> {
    this.#end(undefined);
  }

  async [asyncDispose](): Promise<void> {
    await this.close();
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<SessionEvent, undefined> {
    const feed = this.#feed;
    const cursor: Cursor<SessionEvent> = new Cursor(
      this.#queue,
      {
        ready: () => feed.lag,
        weight,
        events: missed => [feed.gapEvent('slow', missed, this.#host.backend.clock.now()), feed.snapshotEvent()],
      },
      () => {
        this.#cursors.delete(cursor);
        this.#joining.delete(cursor);
        // The last iterator has left by `break`. Listeners of `on` may still need the watch.
        if (this.#cursors.size + this.#joining.size === 0 && !this.#listeners.needWatch) this.#end(undefined);
      },
    );
    if (this.#ended) cursor.finish(this.#ended.error);
    else if (feed.lag) this.#joining.add(cursor);
    else this.#join(cursor);
    return cursor;
  }

  #join(cursor: Cursor<SessionEvent>): void {
    this.#joining.delete(cursor);
    this.#cursors.add(cursor);
    if (this.#feed.isLive && this.#feed.wants('snapshot')) cursor.push(this.#feed.snapshotEvent());
  }

  #listen(): void {
    try {
      this.#listening = listen(this.#host, this.#options.poll, this.#feed);
    } catch (error) {
      // The watch could not begin, so the call of `watch()` fails.
      this.#end(undefined);
      throw error;
    }
  }

  #boundArming(): () => void {
    const ms = armingTimeout(this.#host, this.#options);
    if (ms === undefined) return () => {};
    return this.#host.backend.clock.after(ms, () => {
      if (this.#settleReady) this.#end(new TimeoutError(ms, undefined, { host: this.#host.name }));
    });
  }

  // What the feed reports.

  event(event: SessionEvent): void {
    for (const cursor of [...this.#cursors]) cursor.push(event);
    this.#listeners.call(event.type, event);
  }

  changed(): void {
    if (!this.#ended) this.#listeners.call('change', this.#feed.rows);
  }

  noSessionManager(): void {
    this.#listening?.noSessionManager();
  }

  isReady(): void {
    this.#settleReady?.resolve();
    this.#settleReady = undefined;
  }

  caughtUp(): void {
    for (const cursor of this.#joining) this.#join(cursor);
  }

  failed(error: Error): void {
    this.#end(error);
  }

  #end(error: Error | undefined): void {
    if (this.#ended) return;
    this.#ended = { error };
    this.#listening?.stop();
    for (const stop of this.#stopWaiting) stop();
    this.#keepAlive.end();
    this.#feed.end();
    const readers = [...this.#cursors, ...this.#joining];
    for (const cursor of readers) cursor.finish(error);
    this.#cursors.clear();
    this.#joining.clear();
    this.#settleReady?.reject(error ?? new AbortError('closed', undefined, { host: this.#host.name }));
    this.#settleReady = undefined;
    if (!error || error.name === 'AbortError') return;
    if (!this.#listeners.call('error', error) && readers.length === 0) Promise.reject(error);
  }
}

/** None with a snapshot; with a gap, those that it reported as missed. */
function weight(event: SessionEvent): number {
  if (event.type === 'snapshot') return 0;
  return event.type === 'gap' ? (event.missed ?? Number.NaN) : 1;
}

function checkListener(listener: unknown): void {
  if (typeof listener !== 'function') throw wrongType('listener', 'a function', listener);
}
