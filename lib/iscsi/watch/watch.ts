import { Cursor } from '../../base/cursor.js';
import { KeepAlive } from '../../base/keep-alive.js';
import { checkDuration, checkOptions, outOfRange, wrongType } from '../../errors/arguments.js';
import { AbortError } from '../../errors/stop.js';
import { checkCancel } from '../../lane/cancel.js';
import { onAbort } from '../../lane/on-abort.js';
import { controlOf, type IscsiContext, type SharedIscsi } from '../context.js';
import { type CompiledFilter, compileFilter } from '../sessions/filter.js';
import { listSessions } from '../sessions/gather.js';
import type { IscsiSession } from '../sessions/types.js';
import { changesBetween } from './diff.js';
import { type Polled, Poller } from './poller.js';
import type { IscsiEvent, IscsiWatch, IscsiWatchOptions } from './types.js';

const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');

/** How many events wait for a reader. */
const MOST_EVENTS = 1_000;

const pollers = new WeakMap<SharedIscsi['reads'], Poller>();

function pollerOf(context: IscsiContext): Poller {
  const known = pollers.get(context.reads) ?? new Poller(context);
  pollers.set(context.reads, known);
  return known;
}

export function watch(context: IscsiContext, options: IscsiWatchOptions): IscsiWatch {
  if (typeof options !== 'object' || options === null) throw wrongType('options', 'an object', options);
  checkOptions('options', options, ['poll', 'where', 'signal', 'timeout']);
  if (options.poll === undefined) throw wrongType('options.poll', 'a number of milliseconds', undefined);
  checkDuration('options.poll', options.poll);
  if (options.poll < 1) throw outOfRange('options.poll', 'at least 1 millisecond', options.poll);
  checkOptions('options.where', options.where, ['id', 'target', 'connected']);
  checkCancel(options);
  return new Watch(context, options, compileFilter(options.where));
}

class Watch implements IscsiWatch {
  readonly ready: Promise<void>;
  readonly #context: IscsiContext;
  readonly #filter: CompiledFilter;
  readonly #readers = new Set<Cursor<IscsiEvent>>();
  readonly #leaveSignal: () => void;
  readonly #keepAlive: KeepAlive;
  #leavePoller: (() => void) | undefined;
  /** The last list; `undefined` before the first one. */
  #sessions: readonly IscsiSession[] | undefined;
  #time: Date;
  #ended: { readonly error: Error | undefined } | undefined;

  constructor(context: IscsiContext, options: IscsiWatchOptions, filter: CompiledFilter) {
    this.#context = context;
    this.#filter = filter;
    this.#time = new Date(context.backend.clock.now());
    const { signal } = options;
    this.#leaveSignal =
      signal && !signal.aborted ? onAbort(signal, () => this.#end(new AbortError(signal.reason))) : () => {};
    this.#keepAlive = new KeepAlive(context.backend.clock);
    this.ready = this.#begin(options);
    // A caller that does not wait for it gets the error elsewhere.
    this.ready.catch(() => {});
  }

  async #begin(options: IscsiWatchOptions): Promise<void> {
    const { signal, timeout } = controlOf(this.#context, options);
    try {
      const sessions = await this.#context.waits.during({ signal, timeout }, wait =>
        this.#context.reads.run(wait, ask => listSessions(this.#context, ask)),
      );
      if (this.#ended) throw this.#ended.error ?? new AbortError('closed');
      this.#keep(sessions);
      for (const reader of this.#readers) reader.push(this.#snapshot());
      const polling = { poll: options.poll, take: (polled: Polled) => this.#take(polled) };
      this.#leavePoller = pollerOf(this.#context).add(polling);
    } catch (error) {
      this.#end(error as Error);
      throw error;
    }
  }

  #take(polled: Polled): void {
    if (this.#ended) return;
    if ('error' in polled) {
      this.#tell({ time: new Date(this.#context.backend.clock.now()), type: 'gap', error: polled.error });
      return;
    }
    const before = this.#sessions ?? [];
    this.#keep(polled.sessions);
    for (const event of changesBetween(before, polled.sessions, this.#time)) {
      const fits = this.#filter.matches(event.session) || (event.before && this.#filter.matches(event.before));
      if (fits) this.#tell(Object.freeze(event));
    }
  }

  #keep(sessions: readonly IscsiSession[]): void {
    this.#sessions = sessions;
    this.#time = sessions[0]?.takenAt ?? new Date(this.#context.backend.clock.now());
    for (const session of sessions) Object.freeze(session);
  }

  #snapshot(): IscsiEvent {
    const sessions = (this.#sessions ?? []).filter(it => this.#filter.matches(it));
    return Object.freeze({ time: this.#time, type: 'snapshot', sessions: Object.freeze(sessions) });
  }

  /** For a reader that was too slow. */
  #lateGap(): IscsiEvent {
    const error = new Error('this reader was too slow, and events were dropped');
    return Object.freeze({ time: this.#time, type: 'gap', error });
  }

  #tell(event: IscsiEvent): void {
    for (const reader of [...this.#readers]) reader.push(event);
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<IscsiEvent, undefined> {
    const reader: Cursor<IscsiEvent> = new Cursor(
      MOST_EVENTS,
      { weight: () => 1, events: () => [this.#lateGap(), this.#snapshot()] },
      () => {
        this.#readers.delete(reader);
        if (this.#readers.size === 0) this.#end(undefined);
      },
    );
    if (this.#ended) reader.finish(this.#ended.error);
    else {
      this.#readers.add(reader);
      if (this.#sessions) reader.push(this.#snapshot());
    }
    return reader;
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

  #end(error: Error | undefined): void {
    if (this.#ended) return;
    this.#ended = { error };
    this.#leavePoller?.();
    this.#leaveSignal();
    this.#keepAlive.end();
    for (const reader of this.#readers) reader.finish(error);
    this.#readers.clear();
  }
}
