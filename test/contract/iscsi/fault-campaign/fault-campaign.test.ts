import { describe, expect, it } from 'vitest';
import type { Scenario } from 'winstation';
import type { IscsiEvent } from 'winstation/iscsi';
import { rejection, withWorld } from '../../suite.js';
import { ACTS } from './act-jobs.js';
import { Campaign, DB, FREE, type Job, PORTAL, passing } from './campaign.js';
import { CODES, codes, nameOf, TOO_SMALL, unwrapped, WARNINGS } from './codes.js';
import { OTHERS } from './other-jobs.js';
import { LIST, READS } from './read-jobs.js';

const JOBS: readonly Job[] = [...READS, ...ACTS, ...OTHERS];

/** Two sessions; a target without one; and one more portal that answers. */
const SCENARIO: Scenario = {
  version: 1,
  hosts: [{ name: 'WS01', sessions: [{ id: 0, name: 'Services', state: 'disconnected' }] }],
  iscsi: {
    targets: [
      { name: DB, portals: [PORTAL, { address: '10.0.0.6' }] },
      { name: FREE, portals: [PORTAL], luns: [{ lun: 0 }] },
    ],
    portals: [PORTAL],
    sessions: [
      { id: '1-1', target: DB, disks: [{ lun: 0, disk: 1 }] },
      { id: '1-2', target: 'iqn.2024-01.example:old', informational: true },
    ],
    savedLogins: [{ target: DB }],
  },
};

/** A job runs some thousand times. */
const TIMEOUT_MS = 120_000;

describe('every raw call fails in turn with every code:', () => {
  const driver = withWorld(SCENARIO);

  it.each(JOBS.map(job => [job.about, job] as const))(
    '%s',
    async (_about, job) => {
      await new Campaign(driver, job).wage();
    },
    TIMEOUT_MS,
  );

  const isNone = (code: number): boolean => WARNINGS.includes(code) || TOO_SMALL.includes(code);
  const tried = () => (driver.supports.codes === 'every' ? codes.codesOf(LIST) : codes.classesOf(LIST));

  it(
    'the first list of a watch',
    async () => {
      for (const code of tried()) {
        const fault = await driver.fault('fail', LIST, { code, times: 1 });
        const watch = driver.modules['winstation/iscsi'].iscsi().watch({ poll: 1_000 });
        if (isNone(code)) await watch.ready;
        else expect(await rejection(watch.ready), nameOf(code)).toMatchObject({ code: nameOf(unwrapped(code)) });
        await watch.close();
        await fault.end();
      }
    },
    TIMEOUT_MS,
  );

  it(
    'a later list of a watch',
    async () => {
      const iscsi = driver.modules['winstation/iscsi'].iscsi();
      for (const code of tried()) {
        const watch = iscsi.watch({ poll: 50 });
        const reader = watch[Symbol.asyncIterator]();
        await watch.ready;
        expect((await reader.next()).value).toMatchObject({ type: 'snapshot' });
        const fault = await driver.fault('fail', LIST, { code, times: 1 });
        const next = async () => (await passing({ driver }, reader.next())).value as IscsiEvent;
        const { session } = await driver.iscsi.act('login', FREE, { multipath: true });
        const first = await next();
        // A failure is a gap, and what has changed comes after it.
        if (!isNone(code)) {
          expect(first, nameOf(code)).toMatchObject({ type: 'gap', error: { code: nameOf(unwrapped(code)) } });
        }
        const login = isNone(code) ? first : await next();
        expect(login, nameOf(code)).toMatchObject({ type: 'login', session: { id: session } });
        await watch.close();
        await fault.end();
        await driver.iscsi.act('logout', session);
      }
    },
    TIMEOUT_MS,
  );

  it('none is left out', () => {
    const made = new Set<string>(JOBS.flatMap(({ makes }) => makes));
    expect([...made].sort()).toEqual(Object.keys(CODES).sort());
  });
});
