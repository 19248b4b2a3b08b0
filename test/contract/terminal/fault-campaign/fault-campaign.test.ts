import { describe, expect, it } from 'vitest';
import type { SessionHost } from 'winstation';
import { rich } from '../../rich.js';
import { withWorld } from '../../suite.js';
import { ACTS } from './act-jobs.js';
import { Campaign, type Job } from './campaign.js';
import { CODES } from './codes.js';
import { CONFIGS } from './config-jobs.js';
import { attemptsOn, batches, closeFar, FLUSHES, farMachines, watchFar } from './far-watches.js';
import { LISTS } from './list-jobs.js';
import { LISTENERS } from './listener-jobs.js';
import { MACHINE_ACTS } from './machine-jobs.js';
import { OTHERS } from './other-jobs.js';
import { PROCESS_LISTS } from './process-jobs.js';
import { PROGRAMS } from './program-jobs.js';
import { THREADS } from './thread-jobs.js';
import { WATCHES } from './watch-jobs.js';

const MACHINES = [
  ['this machine', undefined, 9],
  ['another machine', 'RDS01', 5],
] as const;
const JOBS: readonly Job[] = [
  ...[...LISTS, ...PROCESS_LISTS, ...ACTS, ...CONFIGS, ...MACHINE_ACTS],
  ...[...LISTENERS, ...OTHERS, ...PROGRAMS, ...WATCHES],
];

/** A job runs some thousand times. */
const TIMEOUT_MS = 120_000;

describe.each(MACHINES)('on %s, every raw call fails in turn with every code:', (machine, remote, id) => {
  const driver = withWorld(rich);
  const heard = driver.supports.threads ? [...JOBS, ...THREADS] : JOBS;
  const jobs = heard.filter(({ only }) => only === undefined || only === machine);

  it.each(jobs.map(job => [job.about, job] as const))(
    '%s',
    async (_about, job) => {
      if (job.scenario) await driver.reset(job.scenario);
      const host: SessionHost =
        remote === undefined ? driver.winstation.localHost() : await driver.winstation.openHost(remote);
      try {
        await new Campaign(driver, job, host, id).wage();
      } finally {
        await host.close();
      }
    },
    TIMEOUT_MS,
  );
});

describe('on another machine, every raw call fails in turn with every code:', () => {
  const driver = withWorld();

  it.each(batches(attemptsOn(driver.supports)).map((attempts, i) => [i + 1, attempts] as const))(
    'a watch, and its first events (%i)',
    async (_i, attempts) => {
      await driver.reset(farMachines(attempts.length));
      await watchFar(driver, attempts);
    },
    TIMEOUT_MS,
  );

  it.each(batches(FLUSHES).map((codes, i) => [i + 1, codes] as const))(
    'the end of a watch (%i)',
    async (_i, codes) => {
      await driver.reset(farMachines(codes.length));
      await closeFar(driver, codes);
    },
    TIMEOUT_MS,
  );
});

describe('of all raw calls, every raw call fails in turn with every code:', () => {
  it('none is left out', () => {
    const tried = [
      ...JOBS.flatMap(({ makes, here = [], there = [] }) => [...makes, ...here, ...there]),
      ...attemptsOn({ callerAndServices: true, threads: true, codes: 'every' }).map(({ name }) => name),
    ];
    const withCodes = Object.entries(CODES).flatMap(([name, codes]) => (typeof codes === 'string' ? [] : [name]));
    expect([...new Set<string>(tried)].sort()).toEqual(withCodes.sort());
  });
});
