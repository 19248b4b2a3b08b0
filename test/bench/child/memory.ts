import { localHost } from 'winstation';
import { peersAddon } from '../peers/addon.js';
import { median } from './interleave.js';
import { type Found, runJob } from './job.js';

const { gc } = globalThis as { gc?: () => void };

/** What JavaScript and its buffers hold when all that can go is gone. */
function held(): number {
  for (let i = 0; i < 4; i += 1) gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** A number that never changed would be no number. */
function seesGrowth(): boolean {
  const addon = peersAddon();
  const before = addon.privateBytes();
  const more = Buffer.alloc(64 * 1024 * 1024, 1);
  return addon.privateBytes() - before >= more.length;
}

/**
 * By how many private bytes the process grows between the first fifth of the calls and the last one: in all, and at the
 * rate of the median tenth. V8 takes memory for its young generation and its threads in steps of many MiB, whoever makes the objects;
 * what the calls themselves leave behind shows in every tenth.
 */
async function growth(calls: number, call: () => unknown): Promise<{ whole: number; steady: number }> {
  const addon = peersAddon();
  const seen: number[] = [];
  for (let made = 1; made <= calls; made += 1) {
    await call();
    if (made < calls / 5 || made % (calls / 10) !== 0) continue;
    held();
    seen.push(addon.privateBytes());
  }
  const steps = seen.slice(1).map((bytes, i) => bytes - seen[i]!);
  return { whole: seen.at(-1)! - seen[0]!, steady: median(steps) * steps.length };
}

const allOfThem = () => localHost().processes({ details: true });
const oneOfMany = async () => {
  const rows = await allOfThem();
  return rows[rows.length >> 1];
};

/** What one row of a long list keeps alive. */
async function keptRow(): Promise<number> {
  // The first lists are let go whole: what the code itself needs is there then.
  for (let i = 0; i < 3; i += 1) await oneOfMany();
  const before = held();
  const kept = [await oneOfMany()];
  const bytes = held() - before;
  if (kept[0] === undefined) throw new Error('there is no row to keep');
  const all = await allOfThem();
  if (held() - before < all.length * 50) throw new Error('that all rows are kept is not seen');
  return bytes;
}

runJob(async (job): Promise<Found> => {
  if (!gc) throw new Error('node runs without --expose-gc');
  const host = localHost();
  if (job.subject.startsWith('processes')) return { ratios: {}, values: { keptRow: await keptRow() } };
  const calls = job.calls ?? 0;
  // The slower ones first: 20,000 sync calls are over before V8 has compiled all that it will, and that takes memory of its own.
  const growthOfAsync = await growth(calls, () => host.sessions());
  const growthOfSync = await growth(calls, () => host.sessionsSync());
  if (!seesGrowth()) throw new Error('64 MiB more are not seen in the private bytes');
  return {
    ratios: {},
    values: {
      'growth.sync': growthOfSync.steady,
      'growth.async': growthOfAsync.steady,
      'growth.sync.whole': growthOfSync.whole,
      'growth.async.whole': growthOfAsync.whole,
    },
  };
});
