import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { localHost } from 'winstation';
import { eventsAddon } from '../peers/events.js';
import { ownFolder, sleepsOf, threadsOf } from '../peers/wakes.js';
import { median, quantile } from './interleave.js';
import { type Found, runJob } from './job.js';

const WARM_UP = 200;
const POSTS = 2_000;
const EVERY_MS = 2;
const BURST = 100_000;
const IDLE_MS = 3_000;
const PATIENCE_MS = 20_000;

const addon = eventsAddon();

/** Hears of locks until it is closed. */
interface Heard {
  lock(sessionId: number): void;
  gap(missed: number | undefined): void;
}
type Open = (heard: Heard) => Promise<() => Promise<unknown> | unknown>;

const PEERS: Readonly<Record<'winstation' | 'plain', { readonly window: string; readonly open: Open }>> = {
  winstation: {
    window: 'winstation.notices',
    async open(heard) {
      const watch = localHost().watch({ types: ['lock', 'unlock'] });
      watch.on('lock', event => heard.lock(event.sessionId)).on('gap', event => heard.gap(event.missed));
      await watch.ready;
      return () => watch.close();
    },
  },
  plain: {
    window: 'bench.plain',
    async open(heard) {
      const isOpen = addon.plainWatch(event => {
        if (event.type === 'lock') heard.lock(event.sessionId);
      });
      if (!isOpen) throw new Error('the plain peer could not register its window');
      return () => addon.plainClose();
    },
  },
};
const NAMES = ['winstation', 'plain'] as const;
type Name = (typeof NAMES)[number];

async function until(holds: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`in vain: ${what}`);
    await sleep(20);
  }
}

/** From the post of a notice to its handler, in nanoseconds. Both listen, and the notices go to each in turn. */
async function latencies(): Promise<Record<Name, number[]>> {
  const seen: Record<Name, number[]> = { winstation: [], plain: [] };
  const close = [];
  for (const name of NAMES) {
    const lock = (sessionId: number) => {
      seen[name].push((addon.now() - addon.postedAt(sessionId)) * 1_000);
    };
    close.push(await PEERS[name].open({ lock, gap: () => {} }));
  }
  const all = WARM_UP + POSTS;
  const windows = NAMES.map(name => PEERS[name].window);
  if (!addon.postOneByOne(windows, NAMES.length * all, EVERY_MS)) throw new Error('a window is not found');
  await until(() => NAMES.every(name => seen[name].length === all), `all of ${all} notices each`);
  await until(() => !addon.isPosting(), 'the end of the posts');
  for (const it of close) await it();
  return { winstation: seen.winstation.slice(WARM_UP), plain: seen.plain.slice(WARM_UP) };
}

/** How many notices come to their handler in a second while there are always more. */
async function perSecond(name: Name): Promise<{ readonly rate: number; readonly missed: number }> {
  let count = 0;
  let missed = 0;
  let last = 0;
  const lock = () => {
    count += 1;
    addon.took();
    if (count + missed >= BURST) last = addon.now();
  };
  const gap = (lost: number | undefined) => {
    missed += lost ?? 0;
    if (count + missed >= BURST) last = addon.now();
  };
  const close = await PEERS[name].open({ lock, gap });
  if (!addon.postBurst(PEERS[name].window, BURST)) throw new Error('its window is not found');
  await until(() => last > 0, `${BURST} notices for ${name}, of which ${count} came`);
  await until(() => !addon.isPosting(), 'the end of the posts');
  const rate = count / ((last - addon.postedAt(0)) / 1e6);
  await close();
  return { rate, missed };
}

/** How often the threads that a watch needs wake while nothing happens, and whether a wake would be seen. */
async function idleWakes(): Promise<number> {
  const folder = ownFolder();
  const before = new Set(threadsOf(folder));
  let heard = 0;
  const lock = () => {
    heard += 1;
  };
  const close = await PEERS.winstation.open({ lock, gap: () => {} });
  await sleep(500);
  const ours = threadsOf(folder).filter(thread => !before.has(thread));
  if (ours.length === 0) throw new Error('the watch has no thread of its own');
  const start = sleepsOf(folder, ours);
  await sleep(IDLE_MS);
  const wakes = sleepsOf(folder, ours) - start;
  if (!addon.postOneByOne([PEERS.winstation.window], 1, 1)) throw new Error('its window is not found');
  await until(() => heard === 1, 'one notice');
  await sleep(50);
  if (sleepsOf(folder, ours) - start <= wakes) throw new Error('that a notice wakes a thread is not seen');
  await close();
  return wakes;
}

/** Wine has the service and doesn't start it by itself; a watch rightly hears nothing while it is stopped. */
const startService = () => spawnSync('net', ['start', 'TermService'], { stdio: 'ignore' });

runJob(async (job): Promise<Found> => {
  startService();
  // First of all, while no thread is there from before.
  const wakes = await idleWakes();
  const { winstation, plain } = await latencies();
  const rates: Record<Name, number[]> = { winstation: [], plain: [] };
  let missed = 0;
  for (let round = 0; round < job.rounds; round += 1) {
    for (const name of round % 2 === 0 ? NAMES : [...NAMES].reverse()) {
      const found = await perSecond(name);
      rates[name].push(found.rate);
      missed = Math.max(missed, found.missed);
    }
  }
  const at = (part: number) => ({ ours: quantile(winstation, part), theirs: quantile(plain, part) });
  const [p50, p99] = [at(0.5), at(0.99)];
  return {
    ratios: {
      'eventLatencyP50/plain': p50.ours / p50.theirs,
      'eventLatencyP99/plain': p99.ours / p99.theirs,
      'eventsPerSecond/plain': median(rates.winstation.map((rate, i) => rate / rates.plain[i]!)),
    },
    values: {
      'eventLatencyP50.winstation': p50.ours,
      'eventLatencyP50.plain': p50.theirs,
      'eventLatencyP99.winstation': p99.ours,
      'eventLatencyP99.plain': p99.theirs,
      'eventsPerSecond.winstation': median(rates.winstation),
      'eventsPerSecond.plain': median(rates.plain),
      eventsMissed: missed,
      idleWakes: wakes,
    },
  };
});
