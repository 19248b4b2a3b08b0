import { afterLong } from '../base/long-timer.js';
import type { World as MockWorld } from '../mock/types.js';
import type { World } from './io.js';
import { installPrograms } from './world-programs.js';

/** A clock that shows the time of the scenario. It stands until the world is made, and runs on from there. */
export function runningClock(scenario: unknown) {
  const { now } = (scenario ?? {}) as { readonly now?: unknown };
  const given = typeof now === 'string' ? Date.parse(now) : Number.NaN;
  const start = Number.isNaN(given) ? Date.now() : given;
  let began: number | undefined;
  return {
    now: () => start + (began === undefined ? 0 : Date.now() - began),
    after: (ms: number, due: () => void) => afterLong({ setTimeout, clearTimeout }, ms, due),
    run() {
      began = Date.now();
    },
  };
}

/** A world for the program. */
export function programWorld(world: MockWorld): World {
  installPrograms(world);
  return {
    winstation: world.module,
    iscsi: async () => world.modules['winstation/iscsi'].iscsi(),
    vss: async () => world.modules['winstation/vss'],
    logon: async () => world.modules['winstation/logon'],
    desktop: async () => world.modules['winstation/desktop'],
    moniker: async () => world.modules['winstation/moniker'],
    now: () => world.now.getTime(),
    play: recording => world.play(recording),
  };
}
