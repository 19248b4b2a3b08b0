import { localHost } from 'winstation';
import { peersAddon } from '../peers/addon.js';
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

const FIRST = 0.2;

/** By how many private bytes the process grows between the first fifth of the calls and the last one. */
async function growth(calls: number, call: () => unknown): Promise<number> {
  const addon = peersAddon();
  const bytes = (): number => {
    held();
    return addon.privateBytes();
  };
  let before = 0;
  for (let i = 0; i < calls; i += 1) {
    if (i === Math.floor(calls * FIRST)) before = bytes();
    await call();
  }
  return bytes() - before;
}

const oneOfMany = async () => {
  const rows = await localHost().processes({ details: true });
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
  return bytes;
}

runJob(async (job): Promise<Found> => {
  if (!gc) throw new Error('node runs without --expose-gc');
  const host = localHost();
  if (job.subject.startsWith('processes')) return { ratios: {}, values: { keptRow: await keptRow() } };
  if (!seesGrowth()) throw new Error('64 MiB more are not seen in the private bytes');
  const calls = job.calls ?? 0;
  return {
    ratios: {},
    values: {
      'growth.sync': await growth(calls, () => host.sessionsSync()),
      'growth.async': await growth(calls, () => host.sessions()),
    },
  };
});
