import { expect } from 'vitest';
import type { Job } from './campaign.js';
import { ACCOUNT_OF, aboutList, falls, isWhole, OLDER_PROCESSES, OWN, PROCESSES } from './outcomes.js';

export const PROCESS_LISTS: readonly Job[] = [
  { about: 'processes', makes: [PROCESSES], run: ({ host }) => host.processes(), outcome: aboutList },
  {
    about: 'processes with details',
    makes: [PROCESSES],
    run: ({ host }) => host.processes({ details: true }),
    outcome: aboutList,
  },
  {
    about: 'processes at level 0, after level 1',
    makes: [PROCESSES],
    lacks: { name: PROCESSES, code: 50, args: [1] },
    run: ({ host }) => host.processes({ details: true }),
    outcome: aboutList,
  },
  {
    about: 'the older list of processes',
    makes: [OLDER_PROCESSES],
    lacks: { name: PROCESSES, code: 127 },
    run: ({ host }) => host.processes({ details: true }),
    outcome: aboutList,
  },
  {
    about: 'processes of the own session',
    only: 'this machine',
    makes: [OWN, PROCESSES],
    run: ({ host }) => host.processes({ session: 'current' }),
    outcome: ({ name }, code) => (name === PROCESSES && falls(code) ? 'goes on' : 'fails'),
    answers: isWhole(1),
  },
  {
    about: 'accounts',
    newcomer: true,
    makes: [PROCESSES, ACCOUNT_OF],
    run: async ({ host, door, who }) => {
      await door.act('startProcess', { name: 'other.exe', session: who.id, sid: strangersSid() });
      return await host.processes({ accounts: true, session: who.id });
    },
    outcome: aboutList,
    answers: (result, { name }, code) => {
      const accounts = (result as readonly { account?: string }[]).map(({ account }) => account);
      // The older call has SIDs too. Without the account of a SID, its process is still in the list.
      expect(accounts.length).toBeGreaterThan(2);
      if (name === PROCESSES)
        expect(
          accounts.some(it => it?.startsWith('CORP\\newcomer')),
          `${code}`,
        ).toBe(true);
    },
  },
];

let strangers = 0;
/** A SID without an account, which is asked for only once. */
const strangersSid = (): string => `S-1-5-21-1-2-3-${++strangers}`;
