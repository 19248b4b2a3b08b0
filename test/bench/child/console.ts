import { createRequire } from 'node:module';
import path from 'node:path';
import type { Winstation } from 'winstation';
import { peersAddon } from '../peers/addon.js';
import { interleave } from './interleave.js';
import { runJob } from './job.js';

type CreateWinstation = (backend: () => object) => Winstation;

/**
 * The functions as the package makes them, around something that asks nothing. From a copy of the code of their own, or V8
 * would compile one wrapper for both. The package keeps the first: the addon's side is yet to be loaded, and goes with it.
 */
function aroundNoop(): Winstation {
  const require = createRequire(__filename);
  const file = path.join(path.dirname(require.resolve('winstation')), 'core.js');
  const kept = require.cache[file];
  delete require.cache[file];
  const { createWinstation } = require(file) as { createWinstation: CreateWinstation };
  require.cache[file] = kept;
  const backend = { kind: 'native', terminal: { activeConsoleSessionId: peersAddon().noop } };
  return createWinstation(() => backend);
}

runJob(job => {
  const { activeConsoleSessionId } = require('winstation') as Winstation;
  const { activeConsoleSessionId: noop } = aroundNoop();
  return interleave(job, [
    { name: 'winstation', call: () => activeConsoleSessionId() },
    { name: 'noop', call: () => noop() },
  ]);
});
