import { setTimeout as pause } from 'node:timers/promises';
import { ticksToMs } from '../../base/ticks.js';
import type { Cancel } from '../../lane/cancel.js';
import { INFO_CLASSES } from '../../terminal/info/raw-info.js';
import type { SessionHost } from '../../terminal/types.js';
import { timeText } from './buffer.js';
import { currentTicks } from './layout.js';
import type { ClockSample } from './types.js';

/** Enough to see several steps of a clock that goes on every 15.6 ms. */
const SAMPLES = 32;
const PAUSE_MS = 1;
/** A slow host is looked at less often. */
const MOST_MS = 2_000;

/** The host's own clock, looked at many times: its grain, and how far it is from the clock of this process. */
export async function clockSamples(host: SessionHost, id: number, cancel: Cancel): Promise<readonly ClockSample[]> {
  const samples: ClockSample[] = [];
  const end = performance.now() + MOST_MS;
  while (samples.length === 0 || (samples.length < SAMPLES && performance.now() < end)) {
    const before = Date.now();
    const began = performance.now();
    const bytes = await host.queryRaw(id, INFO_CLASSES.indexOf('WTSSessionInfo'), cancel);
    const tookMs = performance.now() - began;
    const after = Date.now();
    const ticks = currentTicks(bytes) ?? 0n;
    const ms = ticksToMs(ticks);
    samples.push({
      time: timeText(ticks),
      tookMs: Math.round(tookMs * 1_000) / 1_000,
      aheadMs: ms === undefined ? undefined : [ms - after, ms - before],
    });
    await pause(PAUSE_MS);
  }
  return samples;
}
