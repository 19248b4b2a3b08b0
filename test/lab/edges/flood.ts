import { Worker, workerData } from 'node:worker_threads';
import type { EventOf, SessionEvent } from 'winstation';
import { ControlClient } from '../wire/control.js';
import { type Burst, type BurstResult, QUEUE_ROOM } from '../wire/notices.js';
import { edge, sleep, winstation } from './harness.js';

const WTS_SESSION_LOCK = 7;
/** How many notices the addon keeps for a loop that is busy. */
const RING = 16_384;
const PATIENCE_MS = 50_000;
const QUIET_MS = 500;

/**
 * 'fast': as fast as the window takes them. 'brim': the queue is full all the time, and what is refused is posted again.
 * 'stall': faster than the queue takes them, so that Windows refuses most. 'busy': while JavaScript takes none.
 */
const how = process.argv[2] as 'fast' | 'brim' | 'stall' | 'busy';
/** More of the second and the last would show no more. */
const COUNT = { fast: 100_000, brim: 30_000, stall: 100_000, busy: 30_000 }[how];
const BURSTS: Readonly<Record<typeof how, Omit<Burst, 'event' | 'count'>>> = {
  fast: { insist: true, room: QUEUE_ROOM / 2 },
  brim: { insist: true },
  stall: { stall: true },
  busy: { insist: true, room: QUEUE_ROOM / 2 },
};

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

  /** How many at the end were neither heard nor told to be missing; `undefined` where nobody knows. */
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

/** A worker has the notices posted, and this thread takes none until that is done. */
function whileBusy(burst: Burst): BurstResult {
  const done = new Int32Array(new SharedArrayBuffer(12));
  new Worker(__filename, { workerData: { burst, done } }).unref();
  Atomics.wait(done, 0, 0, PATIENCE_MS);
  return { posted: done[1] ?? 0, refused: done[2] ?? 0 };
}

edge({
  async worker() {
    const { burst, done } = workerData as { burst: Burst; done: Int32Array };
    const { posted, refused } = (await ControlClient.ofThisProcess().request('burst', burst)) as BurstResult;
    done.set([1, posted, refused]);
    Atomics.notify(done, 0);
  },
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
    const burst = { event: WTS_SESSION_LOCK, count: COUNT, ...BURSTS[how] };
    const { posted, refused } =
      how === 'busy' ? whileBusy(burst) : ((await client.request('burst', burst)) as BurstResult);
    await quiet(follower);
    const { heard, missed, uncounted, snapshots, tail } = follower;
    const seen = JSON.stringify({ heard, missed, uncounted, snapshots, tail, posted, refused });
    for (const text of follower.wrong) check(false, text);
    check((tail ?? 0) === 0, `the end is neither heard nor told to be missing: ${seen}`);
    check(posted + refused === COUNT && (how === 'stall' || refused === 0), `the stand-in has not posted all: ${seen}`);
    if (how === 'stall') check(posted === QUEUE_ROOM && heard === posted, `heard is not what was posted: ${seen}`);
    if (how === 'fast' || how === 'busy')
      check(heard + missed === COUNT && uncounted === 0, `some are not told: ${seen}`);
    // The loop may have begun to take some just before.
    if (how === 'busy') check(missed > 0 && heard <= 2 * RING, `a busy loop heard too many: ${seen}`);
    // Windows refused some, and that they were posted again nobody knows.
    if (how === 'brim' || how === 'stall') check(uncounted > 0, `no gap tells what Windows refused: ${seen}`);
    if (missed + uncounted > 0) check(snapshots > 0, `no snapshot after a gap: ${seen}`);
    const locks = read.filter(event => event.type === 'lock').length;
    check(locks === heard, `the iterator had ${locks}: ${seen}`);
    await watch.close();
    await reading;
    await nothingLeft(1);
  },
});
