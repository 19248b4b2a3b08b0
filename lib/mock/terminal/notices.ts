import type { Clock } from '../../base/clock.js';
import { SYSTEM_EVENTS } from '../../terminal/watch/notice-codes.js';
import type { Activity } from '../world/activity.js';
import { HAPPENINGS, type Happening } from './happenings.js';
import { NoticeFaults } from './notice-faults.js';
import type { WindowSubscriber } from './raw-calls.js';

/** A window, known by a call made on it or by a subscriber. */
interface Window {
  subscriber: WindowSubscriber | undefined;
  /** Windows wants one call to unregister for each that registered. */
  registrations: number;
  asksForService: boolean;
  /** The state of the service that was last reported to the window. */
  knownState: number | undefined;
}

/** A WTSWaitSystemEvent under way. */
interface Wait {
  readonly handle: unknown;
  readonly mask: number;
  end(how: WaitEnd): void;
}

/** The flags that came, or the code that the call fails with. */
export type WaitEnd = { readonly value: number } | number;

interface Item {
  readonly flags: number;
  readonly delay: number;
  readonly swaps: boolean;
  report(): void;
}

/** Something that happened, as Windows reports it. */
interface Posted {
  /** `undefined` for a notice that Windows does not document. */
  readonly what: Happening | undefined;
  readonly event: number;
  readonly sessionId: number;
  readonly flags: number;
}

/**
 * How a host reports what happens there: to windows, and to calls that wait for its system events. It reports by a promise job,
 * never from inside the act, and to those windows that were registered when it happened.
 */
export class Notices {
  readonly faults = new NoticeFaults();
  readonly #clock: Clock;
  readonly #activity: Activity;
  readonly #windows = new Map<unknown, Window>();
  readonly #waits = new Set<Wait>();
  #outbox: Item[] = [];

  constructor(clock: Clock, activity: Activity) {
    this.#clock = clock;
    this.#activity = activity;
  }

  /** How many windows there are, how many of them are registered, and how many calls wait. */
  get open(): { readonly windows: number; readonly registered: number; readonly waits: number } {
    return { windows: this.#windows.size, registered: this.#registered().length, waits: this.#waits.size };
  }

  subscribe(window: unknown, subscriber: WindowSubscriber): () => void {
    this.#window(window).subscriber = subscriber;
    return () => {
      this.#window(window).subscriber = undefined;
      this.#windows.delete(window);
    };
  }

  register(window: unknown): void {
    this.#window(window).registrations += 1;
  }

  /** False when it was not registered. */
  unregister(window: unknown): boolean {
    const known = this.#windows.get(window);
    if (!known || known.registrations === 0) return false;
    known.registrations -= 1;
    return true;
  }

  isRegistered(window: unknown): boolean {
    return (this.#windows.get(window)?.registrations ?? 0) > 0;
  }

  unregisterAll(): void {
    for (const window of this.#windows.values()) window.registrations = 0;
  }

  askForService(window: unknown, state: number): void {
    const asking = this.#window(window);
    asking.asksForService = true;
    if (asking.knownState !== state) this.#reportService(asking, state);
  }

  wait(handle: unknown, mask: number): Promise<WaitEnd> {
    return new Promise(resolve => {
      const wait: Wait = {
        handle,
        mask,
        end: how => {
          this.#waits.delete(wait);
          resolve(how);
        },
      };
      this.#waits.add(wait);
    });
  }

  flush(handle: unknown): void {
    for (const wait of [...this.#waits]) if (wait.handle === handle) wait.end({ value: SYSTEM_EVENTS.WTS_EVENT_NONE });
  }

  breakWaits(code: number): void {
    for (const wait of [...this.#waits]) wait.end(code);
  }

  happened(what: Happening, sessionId: number): void {
    const { notice, flags } = HAPPENINGS[what];
    this.#post({ what, event: notice, sessionId, flags });
  }

  /** A notice of any number, and nothing but the notice. */
  notice(event: number, sessionId: number): void {
    const known = (Object.keys(HAPPENINGS) as Happening[]).find(what => HAPPENINGS[what].notice === event);
    this.#post({ what: known, event, sessionId, flags: 0 });
  }

  overflow(count: number | undefined): void {
    this.#send(this.#registered(), subscriber => subscriber.lost(count));
  }

  service(state: number): void {
    for (const window of this.#windows.values()) if (window.asksForService) this.#reportService(window, state);
  }

  ready(): void {
    this.#send([...this.#windows.values()], subscriber => subscriber.ready());
  }

  #window(key: unknown): Window {
    let window = this.#windows.get(key);
    if (!window) {
      window = { subscriber: undefined, registrations: 0, asksForService: false, knownState: undefined };
      this.#windows.set(key, window);
    }
    return window;
  }

  #registered(): Window[] {
    return [...this.#windows.values()].filter(it => it.registrations > 0);
  }

  #reportService(window: Window, state: number): void {
    window.asksForService = false;
    window.knownState = state;
    this.#send([window], subscriber => subscriber.service(state));
  }

  #post({ what, event, sessionId, flags }: Posted): void {
    const windows = this.#registered();
    const { copies, delay, swaps } = this.faults.fateOf(what);
    const report = () => {
      for (const { subscriber } of windows) {
        if (!subscriber) continue;
        this.#activity.handedOver();
        subscriber.notice(event, sessionId);
      }
    };
    for (let i = 0; i < copies; i++) this.#put({ flags, delay, swaps, report });
  }

  #send(windows: readonly Window[], how: (subscriber: WindowSubscriber) => void): void {
    const report = () => {
      for (const { subscriber } of windows) if (subscriber) how(subscriber);
    };
    this.#put({ flags: 0, delay: 0, swaps: false, report });
  }

  #put(item: Item): void {
    this.#outbox.push(item);
    if (this.#outbox.length === 1) this.#activity.defer(() => this.#empty());
  }

  #empty(): void {
    const items = swapped(this.#outbox);
    this.#outbox = [];
    for (const item of items) {
      if (item.delay > 0) {
        this.#clock.after(item.delay, () => {
          item.report();
          this.#wake(item.flags);
        });
      } else item.report();
    }
    // A call that waits gets all that happened at once in one answer.
    this.#wake(items.reduce((all, { delay, flags }) => (delay > 0 ? all : all | flags), 0));
  }

  #wake(flags: number): void {
    for (const wait of [...this.#waits]) if (wait.mask & flags) wait.end({ value: flags & wait.mask });
  }
}

/** Neighbours are exchanged, where both may be. */
function swapped(items: readonly Item[]): readonly Item[] {
  const all = [...items];
  for (let i = 0; i + 1 < all.length; i++) {
    const [first, second] = [all[i]!, all[i + 1]!];
    if (!first.swaps || !second.swaps) continue;
    all[i] = second;
    all[i + 1] = first;
    i += 1;
  }
  return all;
}
