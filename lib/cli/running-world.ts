import { afterLong } from '../base/long-timer.js';
import type { World as MockWorld } from '../mock/types.js';
import type { World } from './io.js';

/** A clock that shows the time of the scenario, and runs on from there. */
export function runningClock(scenario: unknown) {
  const { now } = (scenario ?? {}) as { readonly now?: unknown };
  const start = typeof now === 'string' ? Date.parse(now) : Number.NaN;
  const shift = Number.isNaN(start) ? 0 : start - Date.now();
  return {
    now: () => Date.now() + shift,
    after: (ms: number, due: () => void) => afterLong({ setTimeout, clearTimeout }, ms, due),
  };
}

/** A world for the program. */
export function programWorld(world: MockWorld): World {
  return {
    winstation: world.module,
    now: () => world.now.getTime(),
    play: recording => world.play(recording),
  };
}
