import { expect } from 'vitest';
import type { SessionDetails } from 'winstation';
import { answered } from './act-jobs.js';
import { expectNothingOut, type Job } from './campaign.js';
import { nameOf, reasonOf } from './codes.js';
import { opens } from './other-jobs.js';
import { until, Watched } from './watching.js';

const base = { makes: ['CreateThread'], unheard: 'CreateThread' } as const satisfies Partial<Job>;

/** A world does not record threads, and the mock has none. In the lab, creating one can fail too. */
export const THREADS: readonly Job[] = [
  { ...base, about: 'the thread of a lane', only: 'another machine', run: opens, outcome: () => 'fails' },
  {
    ...base,
    about: 'a side thread',
    run: stage => answered(stage, stage.host.message(stage.who.id, 'text', { wait: true })),
    outcome: () => 'fails',
  },
  {
    ...base,
    about: 'the thread on which names are looked up',
    newcomer: true,
    run: ({ host, who }) => host.session(who.id),
    outcome: () => 'goes on',
    answers: (result, _, code) => {
      expect((result as SessionDetails).withheld).toEqual([
        { what: 'sid', code: nameOf(code), reason: reasonOf(code) },
      ]);
    },
  },
  {
    ...base,
    about: 'the thread that waits for events',
    only: 'another machine',
    run: async ({ driver, host }) => {
      const watched = new Watched(host, {});
      await until(driver, () => watched.isSettled);
      await watched.watch.close();
      await until(driver, () => watched.ended !== undefined);
      await expectNothingOut(driver);
      return watched.ready;
    },
    outcome: () => 'goes on',
    answers: result => expect(result).toBe(true),
  },
];
