/**
 * When a world counts as settled.
 *
 * JavaScript does not say whether promise jobs are left: only a macrotask comes behind all of them. A world cannot wait for one.
 * Fake timers take most kinds away; and where a macrotask begins, the platform reports every promise that was rejected and has
 * no handler yet, so that `const listed = host.sessions({ timeout: 5 }); await world.advance(5); await listed` would end a
 * program. So the world knows about its own jobs, and for the code above it gives a number of promise jobs in a row. That
 * number is the one bound here that is chosen and not known: code that goes on for longer without any raw call, answer or
 * event in between is not waited for.
 */

/** The library needs up to about 20 promise jobs between two raw calls; the rest is for the code that uses it. */
const QUIET = 100;
/** For each event: a reader takes them one after the other, each in a few jobs, and the world does not see that. */
const QUIET_PER_EVENT = 10;
/** A program that causes something each time that something happens would go on forever without any time going by. */
const MOST_EXTENSIONS = 5_000_000;

/** What goes on in a world without time going by. */
export class Activity {
  #happened = 0;
  #events = 0;
  #eventsAtRest = 0;
  #jobs = 0;

  /** A raw call, an answer, or a timer that is due. */
  happened(): void {
    this.#happened += 1;
  }

  /** An event is handed to a reader. */
  handedOver(): void {
    this.#happened += 1;
    this.#events += 1;
  }

  /** Does it by a promise job, never from inside the act that asks for it. The world is not settled before. */
  defer(job: () => void): void {
    this.#jobs += 1;
    Promise.resolve().then(() => {
      this.#jobs -= 1;
      this.#happened += 1;
      job();
    });
  }

  /** Resolves when everything that can go on without time or help has gone on. */
  async rest(): Promise<void> {
    let happened = this.#happened;
    let events = this.#eventsAtRest;
    let left = QUIET;
    let extensions = 0;
    while (left > 0 || this.#jobs > 0) {
      left += QUIET_PER_EVENT * (this.#events - events);
      events = this.#events;
      await undefined;
      left -= 1;
      if (this.#happened === happened) continue;
      happened = this.#happened;
      left = Math.max(left, QUIET);
      extensions += 1;
      if (extensions === MOST_EXTENSIONS)
        throw new Error('the world does not come to rest: something goes on without end');
    }
    this.#eventsAtRest = this.#events;
  }
}
