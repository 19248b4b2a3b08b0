import { localHost } from 'winstation';
import { koffiPeer } from '../peers/koffi.js';
import { median } from './interleave.js';
import { type Found, type Job, runJob } from './job.js';

/** How long the loop was away between two turns of its own, in milliseconds, while `work` was under way. */
async function gaps(work: () => Promise<unknown>): Promise<number[]> {
  const seen: number[] = [];
  let working = true;
  let last = performance.now();
  const ended = new Promise<void>(resolve => {
    const turn = () => {
      const now = performance.now();
      seen.push(now - last);
      last = now;
      if (working) setImmediate(turn);
      else resolve();
    };
    setImmediate(turn);
  });
  await work();
  working = false;
  await ended;
  return seen;
}

async function blocked(job: Job, name: string, work: () => Promise<unknown>): Promise<Record<string, number>> {
  const all: number[] = [];
  const longest: number[] = [];
  // The first ones meet code that is not compiled yet; users meet it too, so they count.
  for (let i = 0; i < job.rounds; i += 1) {
    const seen = await gaps(work);
    longest.push(Math.max(...seen));
    all.push(...seen);
  }
  all.sort((a, b) => a - b);
  return {
    [`${job.subject}.${name}.max`]: Math.max(...longest),
    [`${job.subject}.${name}.typical`]: median(longest),
    [`${job.subject}.${name}.p99`]: all[Math.floor(all.length * 0.99)]!,
  };
}

runJob(async (job): Promise<Found> => {
  const host = localHost();
  const koffi = koffiPeer();
  const values: Record<string, number> = {};
  if (job.subject.startsWith('processes')) {
    Object.assign(values, await blocked(job, 'winstation', () => host.processes()));
    Object.assign(values, await blocked(job, 'details', () => host.processes({ details: true })));
    Object.assign(values, await blocked(job, 'koffi', () => koffi.processes()));
  } else {
    Object.assign(values, await blocked(job, 'winstation', () => host.sessions()));
    Object.assign(values, await blocked(job, 'koffi', () => koffi.sessions()));
  }
  return { ratios: {}, values };
});
