import type { Clock } from '../../base/clock.js';
import { ticksBetween } from '../../base/ticks.js';

/** How many listings of a host are remembered. */
const BOUND = 4_096;
/** A row whose listing is not remembered was listed by somebody who may have waited for it: longer than this is rare. */
const UNSEEN_MS = 1_000;
/** No two clocks differ by more than one part of so many. */
const MOST_DRIFT = 1_000;
/** From here on a clock has not been adjusted but set. */
const SET_MS = 1_000;

/**
 * When the listings of a host were begun. A row holds only the time of the clock at which its listing had come back, and
 * clocks are set; the row itself stays plain data.
 */
export class Moments {
  readonly #clock: Clock;
  readonly #isLocal: boolean;
  /** The last listings, in a ring: the very `takenAt` that the rows of each share, and when it was begun. */
  readonly #takenAt: Date[] = [];
  readonly #begun: number[] = [];
  #next = 0;
  /** The clock's time less that of the clock which nobody sets. */
  #offset: number;
  #seen: { readonly hostTime: bigint; readonly at: number } | undefined;
  /** What was shown by clocks that have been set since, at the latest. */
  #unsafeUntil = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, isLocal: boolean) {
    this.#clock = clock;
    this.#isLocal = isLocal;
    this.#offset = clock.now() - clock.monotonic();
  }

  /** A listing that was begun at that time of the clock which nobody sets. It costs next to nothing: every list does it. */
  remember(takenAt: Date, begun: number): void {
    const at = this.#next;
    this.#takenAt[at] = takenAt;
    this.#begun[at] = begun;
    this.#next = at + 1 === BOUND ? 0 : at + 1;
  }

  /**
   * How much time has gone by since a listing, at the most, in milliseconds; `undefined` where that cannot be said. The
   * times of this machine's sessions are those of its clock: where that was set forward, they have grown older with it.
   */
  since(takenAt: Date): number | undefined {
    this.#compareClocks();
    // One that came through JSON is a text.
    const time = new Date(takenAt).getTime();
    const byClock = this.#clock.now() - time;
    const begun = this.#begunOf(takenAt, time);
    if (begun === undefined) return time <= this.#unsafeUntil || !(byClock >= 0) ? undefined : byClock + UNSEEN_MS;
    const passed = this.#clock.monotonic() - begun;
    return this.#isLocal ? Math.max(passed, byClock) : passed;
  }

  /**
   * What the host's own clock shows in an answer that has just come. False when it was set forward since the last such
   * answer: then what is younger may seem older than it is.
   */
  runsOn(hostTime: bigint): boolean {
    const seen = this.#seen;
    const now = this.#clock.monotonic();
    this.#seen = { hostTime, at: now };
    if (!seen) return true;
    const passed = now - seen.at;
    return ticksBetween(seen.hostTime, hostTime) <= passed + passed / MOST_DRIFT + SET_MS;
  }

  /** By the very Date of a listing; by its value for rows that were cloned, and then of several listings the first. */
  #begunOf(takenAt: Date, time: number): number | undefined {
    const at = this.#takenAt.lastIndexOf(takenAt);
    if (at >= 0) return this.#begun[at];
    const alike = this.#begun.filter((_, i) => this.#takenAt[i]?.getTime() === time);
    return alike.length > 0 ? Math.min(...alike) : undefined;
  }

  #compareClocks(): void {
    const now = this.#clock.now();
    const offset = now - this.#clock.monotonic();
    if (Math.abs(offset - this.#offset) >= SET_MS) {
      const showed = now - (offset - this.#offset);
      this.#unsafeUntil = Math.max(this.#unsafeUntil, now, showed);
    }
    this.#offset = offset;
  }
}
