import type { SessionDetails } from '../sessions/types.js';
import type { Happening } from './happening.js';
import type { GapReason } from './source.js';

/** As many as the window keeps: a burst that it could hold is not lost here. */
export const MOST_WAITING = 16_384;

export interface Happened {
  readonly kind: 'happened';
  readonly happening: Happening;
  /** A list that is still to come may show it already. */
  readonly overlap: boolean;
  /** What was known of the session when it came; absent while a list stands before it. */
  readonly known?: undefined | { readonly before: SessionDetails | undefined };
}

export interface Gap {
  readonly kind: 'gap';
  readonly reason: GapReason;
  readonly missed: number | undefined;
  readonly time: number;
}

export type Item =
  | Happened
  | Gap
  /** A list is to be taken. */
  | { readonly kind: 'list' }
  /** A list of all sessions: the stream begins with it. */
  | { readonly kind: 'snapshot'; readonly rows: readonly SessionDetails[] }
  /** A list of all sessions for the table alone. */
  | { readonly kind: 'rows'; readonly rows: readonly SessionDetails[] };

/** What a feed has still to go through, in order and bounded. */
export class Queue {
  #items: Item[] = [];
  #at = 0;
  #happened = 0;

  get first(): Item | undefined {
    return this.#items[this.#at];
  }

  get isFull(): boolean {
    return this.#happened >= MOST_WAITING;
  }

  put(item: Item): void {
    if (item.kind === 'happened') this.#happened += 1;
    this.#items.push(item);
  }

  /** Before all others. */
  putFirst(...items: readonly Item[]): void {
    this.#items = [...items, ...this.#items.slice(this.#at)];
    this.#at = 0;
  }

  shift(): void {
    if (this.first?.kind === 'happened') this.#happened -= 1;
    this.#at += 1;
    if (this.#at < 1_024 && this.#at < this.#items.length) return;
    this.#items = this.#items.slice(this.#at);
    this.#at = 0;
  }

  /** All that happened before the next item of another kind. */
  takeHappened(): readonly Happened[] {
    const taken: Happened[] = [];
    for (let first = this.first; first?.kind === 'happened'; first = this.first) {
      taken.push(first);
      this.shift();
    }
    return taken;
  }

  /** Lists that are to be taken are too old already. */
  dropLists(): void {
    this.#keep(item => item.kind !== 'list');
  }

  /** Gives up what has happened, and answers how much it was. */
  dropHappened(): number {
    const dropped = this.#happened;
    this.#keep(item => item.kind !== 'happened');
    this.#happened = 0;
    return dropped;
  }

  /** Takes out the gaps. */
  takeGaps(): readonly Gap[] {
    const gaps = this.#items.slice(this.#at).filter(item => item.kind === 'gap');
    this.#keep(item => item.kind !== 'gap');
    return gaps;
  }

  /** The list that is to be taken next may show all that waits. */
  overlapAll(): void {
    this.#items = this.#items
      .slice(this.#at)
      .map(item => (item.kind === 'happened' ? { ...item, overlap: true, known: undefined } : item));
    this.#at = 0;
  }

  clear(): void {
    this.#items = [];
    this.#at = 0;
    this.#happened = 0;
  }

  #keep(isKept: (item: Item) => boolean): void {
    this.#items = this.#items.slice(this.#at).filter(isKept);
    this.#at = 0;
  }
}
