import { koffiPeer } from '../peers/koffi.js';
import { type Found, runJob } from './job.js';

/** From nothing to the first sessions, in a process that has done nothing else. */
runJob(({ peer }): Found => {
  const start = performance.now();
  if (peer === 'koffi') {
    const koffi = koffiPeer();
    const loaded = performance.now();
    koffi.sessionsSync();
    return { ratios: {}, values: { 'import.koffi': loaded - start, 'first.koffi': performance.now() - loaded } };
  }
  const { localHost } = require('winstation') as typeof import('winstation');
  const loaded = performance.now();
  localHost().sessionsSync();
  return {
    ratios: {},
    values: { 'import.winstation': loaded - start, 'first.winstation': performance.now() - loaded },
  };
});
