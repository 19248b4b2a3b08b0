// Deno puts this in the place of 'winstation', by its import map.
import { createWorld } from 'winstation/mock';

const here = { world: createWorld() };

export function nextWorld() {
  here.world = createWorld(undefined, { as: 'system' });
  return here.world;
}

export const localHost = options => here.world.module.localHost(options);
export const { WindowsError } = here.world.module;
