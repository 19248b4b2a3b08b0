import { expect } from 'vitest';
import type { Job } from './campaign.js';
import {
  aboutList,
  aboutOne,
  alone,
  falls,
  isWhole,
  LIST,
  listsAll,
  listsDetails,
  OLDER_LIST,
  OPEN,
  OWN,
  QUERY,
  SID_OF,
  VERSION,
} from './outcomes.js';

export const LISTS: readonly Job[] = [
  { about: 'a list', makes: [LIST], here: [OWN], run: ({ host }) => host.sessions(), outcome: aboutList },
  {
    about: 'a list with the details of all',
    only: 'this machine',
    sparing: [LIST, QUERY, OWN],
    makes: [LIST, QUERY, OWN],
    run: ({ host }) => host.sessions({ details: true }),
    outcome: aboutList,
    answers: listsDetails(7),
  },
  {
    about: 'a list with the details of all there',
    only: 'another machine',
    sparing: [LIST, QUERY],
    makes: [LIST, QUERY],
    run: ({ host }) => host.sessions({ details: true }),
    outcome: aboutList,
    answers: listsDetails(4),
  },
  {
    about: 'a list with the details of one who just came',
    newcomer: true,
    makes: [LIST, QUERY, SID_OF],
    here: [OWN],
    run: ({ host, who }) => host.sessions({ details: true, where: { id: who.id } }),
    outcome: aboutList,
    answers: listsDetails(1),
  },
  {
    about: 'a list of those at a client',
    makes: [LIST, QUERY],
    here: [OWN],
    run: ({ host }) => host.sessions({ where: { client: ['V6CLIENT', 'THIN5'] } }),
    outcome: aboutList,
  },
  {
    about: 'the first of a list',
    newcomer: true,
    sparing: [LIST, QUERY, SID_OF, OWN],
    makes: [LIST, QUERY, SID_OF],
    here: [OWN],
    run: async ({ host, who }) => [await host.findSession({ user: String(who.account) })].filter(it => it),
    outcome: aboutList,
    answers: listsDetails(1),
  },
  {
    about: 'the older list, with names',
    only: 'this machine',
    sparing: [QUERY, OWN],
    makes: [OLDER_LIST, QUERY, OWN],
    lacks: { name: LIST, code: 127 },
    run: ({ host }) => host.sessions(),
    outcome: aboutList,
    answers: listsAll(7),
  },
  {
    about: 'the older list there, with names',
    only: 'another machine',
    makes: [OLDER_LIST, QUERY],
    lacks: { name: LIST, code: 0 },
    run: ({ host }) => host.sessions(),
    outcome: aboutList,
    answers: listsAll(4),
  },
  {
    about: 'a list at once',
    only: 'this machine',
    makes: [LIST, OWN],
    run: async ({ host }) => host.sessionsSync(),
    // The older list has no names, and asking for each would block for a long time.
    outcome: position => (position.name === LIST ? 'fails' : 'goes on'),
    answers: isWhole(7),
  },
  {
    about: 'the older list at once, which will not do',
    only: 'this machine',
    makes: [OLDER_LIST, OWN],
    lacks: { name: LIST, code: 50 },
    run: async ({ host }) => {
      try {
        return host.sessionsSync();
      } catch (error) {
        if ((error as { syscall?: string }).syscall !== LIST) throw error;
        return [];
      }
    },
    outcome: aboutList,
    answers: isWhole(0),
  },
  {
    about: 'one session',
    newcomer: true,
    makes: [LIST, QUERY, SID_OF],
    here: [OWN],
    run: async ({ host, who }) => [await host.session(who.id)],
    outcome: aboutOne,
    answers: listsDetails(1),
  },
  {
    about: 'a session seen before',
    newcomer: true,
    sparing: [LIST, QUERY, SID_OF, OWN],
    makes: [LIST, QUERY, SID_OF],
    here: [OWN],
    run: async ({ host, who }) => [await host.session(who)],
    outcome: aboutOne,
    answers: listsDetails(1),
  },
  {
    about: 'a session of a machine that was opened for it',
    only: 'another machine',
    newcomer: true,
    sparing: [OPEN, LIST, QUERY, SID_OF],
    makes: [OPEN, LIST, QUERY, SID_OF, VERSION],
    run: async ({ driver, host, who }) => {
      // The version of a machine is asked for once.
      await using opened = await driver.winstation.openHost(host.name);
      return [await opened.session(who.id)];
    },
    outcome: aboutOne,
    answers: listsDetails(1),
  },
  {
    about: 'whether the own session is idle',
    only: 'this machine',
    sparing: [LIST, QUERY, OWN],
    makes: [LIST, QUERY, OWN, 'GetLastInputInfo'],
    run: ({ host }) => host.whenIdle(3, { forMs: 1 }),
    outcome: aboutOne,
    answers: result => expect(result).toMatchObject({ id: 3, idleMs: expect.any(Number) }),
  },
  { about: 'a class', makes: [QUERY], run: ({ host, who }) => host.query(who.id, 'WTSUserName'), outcome: alone },
  {
    about: 'a class of the own session',
    only: 'this machine',
    makes: [OWN, QUERY],
    run: ({ host }) => host.query('current', 'WTSUserName'),
    outcome: alone,
  },
  {
    about: 'a class of the session on the console there',
    only: 'another machine',
    makes: [LIST, QUERY],
    run: ({ host }) => host.query('console', 'WTSUserName'),
    outcome: ({ name }, code) => (name === LIST && falls(code) ? 'goes on' : 'fails'),
    answers: result => expect(result).toBe('remo'),
  },
  { about: "a class's bytes", makes: [QUERY], run: ({ host, who }) => host.queryRaw(who.id, 5), outcome: alone },
];
