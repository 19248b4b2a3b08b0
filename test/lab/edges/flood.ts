import type { EventOf, SessionEvent } from 'winstation';
import type { BurstResult } from '../wire/notices.js';
import { edge, sleep, winstation } from './harness.js';

const COUNT = 100_000;
const WTS_SESSION_LOCK = 7;
/** How many notices the addon keeps for a loop that is busy. */
const RING = 16_384;
/** How many messages Windows keeps for a thread. */
const QUEUE = 10_000;
const QUIET_MS = 300;

/**
 * 'insist': as fast as the queue takes them. 'stall': faster, so that Windows refuses most. 'busy': while JavaScript takes
 * none.
 */
const how = process.argv[2];

/** Follows a stream whose events are numbered by their session ids, and finds what is neither told nor told to be missing. */
class Follower {
  heard = 0;
  missed = 0;
  uncounted = 0;
  snapshots = 0;
  readonly wrong: string[] = [];
  #next = 0;
  #allowed: number | undefined = 0;

  lock({ sessionId }: EventOf<'lock'>): void {
    const skipped = sessionId - this.#next;
    const told = this.#allowed === undefined ? skipped >= 0 : skipped === this.#allowed;
    if (!told && this.wrong.length < 5) {
      this.wrong.push(`${sessionId} came instead of ${this.#next}, with ${this.#allowed} told to be missing`);
    }
    this.heard += 1;
    this.#next = sessionId + 1;
    this.#allowed = 0;
  }

  gap({ missed }: EventOf<'gap'>): void {
    if (missed === undefined) this.uncounted += 1;
    else this.missed += missed;
    this.#allowed = missed === undefined || this.#allowed === undefined ? undefined : this.#allowed + missed;
  }

  /** What the last gap told is missing at the end. */
  get tail(): number | undefined {
    return this.#allowed === undefined ? undefined : COUNT - this.#next - this.#allowed;
  }
}

async function quiet(follower: Follower): Promise<void> {
  let before = -1;
  while (before !== follower.heard + follower.missed + follower.uncounted + follower.snapshots) {
    before = follower.heard + follower.missed + follower.uncounted + follower.snapshots;
    await sleep(QUIET_MS);
  }
}

edge({
  async main({ client, check, nothingLeft }) {
    const watch = winstation()
      .localHost()
      .watch({ types: ['lock'], queue: 2 * COUNT });
    const follower = new Follower();
    watch
      .on('lock', event => follower.lock(event))
      .on('gap', event => follower.gap(event))
      .on('snapshot', () => {
        follower.snapshots += 1;
      });
    const read: SessionEvent[] = [];
    const reading = (async () => {
      for await (const event of watch) read.push(event);
    })();
    await watch.ready;
    const burst = { event: WTS_SESSION_LOCK, count: COUNT, insist: how !== 'stall', stall: how === 'stall' };
    const done = client.request('burst', burst) as Promise<BurstResult>;
    if (how === 'busy') {
      const until = performance.now() + 2_500;
      while (performance.now() < until);
    }
    const { posted, refused } = await done;
    await quiet(follower);
    const seen = JSON.stringify({ ...follower, posted, refused });
    for (const text of follower.wrong) check(false, text);
    if (how === 'stall') {
      check(posted === QUEUE && refused === COUNT - QUEUE, `the stand-in's queue is not full: ${seen}`);
      check(follower.heard === QUEUE, `not all in the queue were heard: ${seen}`);
      check(follower.uncounted > 0, `no gap tells what Windows refused: ${seen}`);
    } else {
      check(posted === COUNT && refused === 0, `the stand-in did not post them all: ${seen}`);
      check(follower.heard + follower.missed === COUNT, `heard and missed make no ${COUNT}: ${seen}`);
      check((follower.tail ?? 0) === 0, `the end is neither told nor missed: ${seen}`);
    }
    if (how === 'busy') check(follower.missed >= COUNT - RING - QUEUE, `a busy loop missed too few: ${seen}`);
    if (follower.missed + follower.uncounted > 0) check(follower.snapshots > 0, `no snapshot after a gap: ${seen}`);
    const locks = read.filter(event => event.type === 'lock').length;
    check(locks === follower.heard, `the iterator had ${locks}: ${seen}`);
    await watch.close();
    await reading;
    await nothingLeft(1);
  },
});
