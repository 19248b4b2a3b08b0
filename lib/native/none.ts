import type { BackendContract } from '../backend-contract.js';
import { NoAddonError } from '../errors/no-addon.js';

/** Takes the place of `index.ts` where bundlers build for a browser. */
export function nativeBackend(): BackendContract {
  throw new NoAddonError(
    "Windows sessions can't be reached from a browser. Use a world: import { createWorld } from 'winstation/mock'; in " +
      'Electron, ask the main process.',
  );
}
