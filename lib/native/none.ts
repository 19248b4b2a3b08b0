import type { BackendContract } from '../backend-contract.js';
import { noAddon } from './bridge/no-addon.js';

/** Stands in for `index.ts` where bundlers build for a browser. */
export function nativeBackend(): BackendContract {
  throw noAddon(
    "Windows sessions can't be reached from a browser. Use a world: import { createWorld } from 'winstation/mock'; in " +
      'Electron, ask the main process.',
  );
}
