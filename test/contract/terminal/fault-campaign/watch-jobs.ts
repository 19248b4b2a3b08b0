import { expect } from 'vitest';
import type { Scenario } from 'winstation';
import type { WorldDriver } from '../../driver.js';
import { expectNothingOut, type Job, type Stage } from './campaign.js';
import { type Code, FALLBACK, reasonOf } from './codes.js';
import { until, Watched } from './watching.js';

const NOT_READY = 1702;
const REGISTER = 'WTSRegisterSessionNotificationEx';
const UNREGISTER = 'WTSUnRegisterSessionNotificationEx';
const NOTIFY = 'NotifyServiceStatusChangeW';
const LIST = 'WTSEnumerateSessionsExW';
const QUERY = 'WTSQuerySessionInformationW';

/** The users logged on a while ago, so each is asked about only once: nothing can have changed since the list began. */
const scenario: Scenario = {
  version: 1,
  now: '2026-01-05T08:00:00.000Z',
  caller: { sessionId: 9 },
  hosts: [
    {
      name: 'HERE',
      local: true,
      sessions: [
        { id: 0, name: 'Services', state: 'disconnected' },
        { id: 9, user: 'anna', domain: 'CORP', logonTime: '2026-01-05T07:00:00.000Z' },
      ],
    },
  ],
};

/** Opens a watch, runs `body`, and closes it. Rejects with the error of the watch. */
async function watching(
  { host, driver, door, who }: Stage,
  body: (watched: Watched) => Promise<void>,
): Promise<unknown> {
  const watched = new Watched(host, { details: true });
  try {
    await until(driver, () => watched.isSettled);
    if (!watched.ended) await body(watched);
  } finally {
    await watched.watch.close();
    await door.act('unlock', who.id);
  }
  await until(driver, () => watched.ended !== undefined);
  // Its thread must give everything back before the next run begins.
  await driver.pass(0);
  await expectNothingOut(driver);
  if (watched.ended && 'error' in watched.ended) throw watched.ended.error;
  return watched.showsLock(who.id);
}

/** How often Windows was asked about the service and has answered. */
async function asked(driver: WorldDriver): Promise<number> {
  return (await driver.calls()).filter(({ name, error }) => name === NOTIFY && error === undefined).length;
}

/** Windows answers the first question about the service at once, and after each answer there is another question. */
async function untilAsked(driver: WorldDriver, times: number): Promise<void> {
  await until(driver, async () => (await asked(driver)) >= times);
}

async function reportsALock({ door, driver, who }: Stage, watched: Watched): Promise<void> {
  await door.act('lock', who.id);
  await until(driver, () => watched.showsLock(who.id) || watched.ended !== undefined);
}

/** Whether the change was reported, by an event or by the snapshot after a gap. It must never be lost. */
const toldLock: NonNullable<Job['answers']> = result => expect(result).toBe(true);

/** Temporary failures are retried: an outage for any call, and for a list everything except a missing right or export. */
function passes(name: string, code: Code): boolean {
  const reason = reasonOf(code);
  if (reason === 'unreachable' || reason === 'busy') return true;
  if (name !== LIST) return false;
  return (FALLBACK as readonly number[]).includes(code) || (reason !== 'access-denied' && reason !== 'not-supported');
}

const base = {
  only: 'this machine',
  scenario,
  answers: toldLock,
  // The sessions are asked for by a list with details.
  sparing: [QUERY, 'ProcessIdToSessionId'],
  outcome: ({ name }, code) => {
    if (name === REGISTER || name === LIST) return passes(name, code as Code) ? 'goes on' : 'fails';
    return name === 'CreateThread' || name === 'CreateWindowExW' ? 'fails' : 'goes on';
  },
} as const satisfies Partial<Job>;

export const WATCHES: readonly Job[] = [
  {
    ...base,
    about: 'a watch, an event of it, and its end',
    makes: ['CreateThread', 'CreateWindowExW', REGISTER, NOTIFY, LIST, QUERY, 'ProcessIdToSessionId', UNREGISTER],
    run: async stage => {
      const before = await asked(stage.driver);
      return await watching(stage, async watched => {
        await reportsALock(stage, watched);
        if (!watched.ended) await untilAsked(stage.driver, before + 2);
      });
    },
  },
  {
    ...base,
    about: 'a watch before Windows is ready',
    lacks: { name: REGISTER, code: NOT_READY, times: 1 },
    makes: ['OpenEventW'],
    amongOthers: true,
    run: stage => watching(stage, watched => reportsALock(stage, watched)),
  },
  {
    ...base,
    about: 'a watch while TermService restarts',
    sparing: [REGISTER, UNREGISTER, NOTIFY, LIST],
    makes: [REGISTER, UNREGISTER, NOTIFY, LIST],
    amongOthers: true,
    run: async stage => {
      const { door, driver } = stage;
      // The job may run a second time: then the first run has asked as well.
      const before = await asked(driver);
      return await watching(stage, async watched => {
        await untilAsked(driver, before + 2);
        // Each of the two leads to a gap, a registration and a list.
        for (const [i, act] of (['stopTerminalServices', 'startTerminalServices'] as const).entries()) {
          await door.act(act);
          await until(
            driver,
            () =>
              watched.ended !== undefined || (watched.count('gap') > i && watched.events.at(-1)?.type === 'snapshot'),
            () => watched.events,
          );
        }
        if (watched.ended) return;
        await reportsALock(stage, watched);
        await untilAsked(driver, before + 4);
      });
    },
  },
];
