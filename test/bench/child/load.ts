import { type Found, runJob } from './job.js';

/** Requires one entry of the package, in a process that has required nothing of it. */
runJob(({ entry }): Found => {
  const name = String(entry);
  const start = performance.now();
  require(name);
  return { ratios: {}, values: { [`load.${name}`]: performance.now() - start } };
});
