import type { SessionDetails } from '../sessions/types.js';
import type { ObservedEvent } from './observed-event.js';
import type { GapReason } from './source.js';

/** As many as the window keeps: a burst that fits there is not lost here. */
export const MOST_WAITING = 16_384;

export interface QueuedEvent {
  readonly kind: 'event';
  readonly observed: ObservedEvent;
  /** A list that has not come yet may already show it. */
  readonly overlap: boolean;
  /** What was known of the session when the event came; missing with `overlap`, and where the event needs no session. */
  readonly prior?: undefined | { readonly row: SessionDetails | undefined };
}

export interface Gap {
  readonly kind: 'gap';
  readonly reason: GapReason;
  readonly missed: number | undefined;
  readonly time: number;
}

export type Item =
  | QueuedEvent
  | Gap
  /** Take a list. */
  | { readonly kind: 'list' }
  /** A list of all sessions that begins the stream. */
  | { readonly kind: 'snapshot'; readonly rows: readonly SessionDetails[] }
  /** A list of all sessions for the table alone. */
  | { readonly kind: 'rows'; readonly rows: readonly SessionDetails[] };

/** What a feed has not processed yet, in order and with a bound. */
export class Queue {
  #items: Item[] = [];
  #at = 0;
  #events = 0;

  get first(): Item | undefined {
    return this.#items[this.#at];
  }

  get isFull(): boolean {
    return this.#events >= MOST_WAITING;
  }

  put(item: Item): void {
    if (item.kind === 'event') this.#events += 1;
    this.#items.push(item);
  }

  /** Before all others. */
  putFirst(...items: readonly Item[]): void {
    this.#items = [...items, ...this.#items.slice(this.#at)];
    this.#at = 0;
  }

  shift(): void {
    if (this.first?.kind === 'event') this.#events -= 1;
    this.#at += 1;
    if (this.#at < 1_024 && this.#at < this.#items.length) return;
    this.#items = this.#items.slice(this.#at);
    this.#at = 0;
  }

  /** Removes and returns the events before the next item of another kind. */
  takeEvents(): readonly QueuedEvent[] {
    const taken: QueuedEvent[] = [];
    for (let first = this.first; first?.kind === 'event'; first = this.first) {
      taken.push(first);
      this.shift();
    }
    return taken;
  }

  /** Removes the lists that are due: something has happened since, so they would be too old. */
  dropLists(): void {
    this.#keep(item => item.kind !== 'list');
  }

  /** Removes all events and returns how many there were. */
  dropEvents(): number {
    const dropped = this.#events;
    this.#keep(item => item.kind !== 'event');
    this.#events = 0;
    return dropped;
  }

  /** Replaces the gaps by one, which also counts `dropped` events. */
  mergeGaps(dropped: number, time: number): void {
    const gaps = this.#items.slice(this.#at).filter(item => item.kind === 'gap');
    this.#keep(item => item.kind !== 'gap');
    const reason = gaps.find(it => it.reason !== 'slow')?.reason ?? 'slow';
    const isCounted = gaps.every(it => it.missed !== undefined);
    const missed = isCounted ? gaps.reduce((sum, it) => sum + (it.missed ?? 0), dropped) : undefined;
    this.put({ kind: 'gap', reason, missed, time });
  }

  /** Marks all events: the next list may already show them. */
  overlapAll(): void {
    this.#items = this.#items
      .slice(this.#at)
      .map(item => (item.kind === 'event' ? { ...item, overlap: true, prior: undefined } : item));
    this.#at = 0;
  }

  clear(): void {
    this.#items = [];
    this.#at = 0;
    this.#events = 0;
  }

  #keep(isKept: (item: Item) => boolean): void {
    this.#items = this.#items.slice(this.#at).filter(isKept);
    this.#at = 0;
  }
}
