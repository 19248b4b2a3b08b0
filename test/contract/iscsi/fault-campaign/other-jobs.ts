import { expect } from 'vitest';
import type { Diagnosis, Scenario } from 'winstation';
import type { Job } from './campaign.js';
import { nameOf, unwrapped, WARNINGS } from './codes.js';
import { DEVICES, EXTENDED, isNone, LIST, PORTALS, SAVED } from './read-jobs.js';

const NAME = 'GetIScsiInitiatorNodeNameW';
const INITIATORS = 'ReportIScsiInitiatorListW';
const TARGETS = 'ReportIScsiTargetsW';
const PORTALS_OF = 'ReportIScsiTargetPortalsW';
const STOPPED = 0xefff003e;
const NO_DLL = 126;

/** Which part of a scenario one call says. */
const KEYS: Readonly<Record<string, keyof NonNullable<Scenario['iscsi']>>> = {
  [INITIATORS]: 'instances',
  [PORTALS]: 'portals',
};

/** What concerns all domains, as far as it asks this one. */
export const OTHERS: readonly Job[] = [
  {
    about: 'a capture',
    makes: [NAME, INITIATORS, LIST, EXTENDED, SAVED, DEVICES, PORTALS, TARGETS, PORTALS_OF],
    sparing: [NAME, INITIATORS, LIST, EXTENDED, SAVED, DEVICES, PORTALS, TARGETS, PORTALS_OF],
    run: async ({ driver }) => (await driver.winstation.localHost().capture({ redact: false })).iscsi,
    outcome: () => 'goes on',
    answers: (result, position, code) => {
      const iscsi = result as Scenario['iscsi'];
      const { name } = position;
      if (isNone(position, code)) return expect(iscsi).toMatchObject({ sessions: [{}, {}], savedLogins: [{}] });
      // Without the name or the list there is nothing to show; a part that is refused is left out.
      if (name !== NAME && name !== LIST) {
        expect(iscsi).toMatchObject({ nodeName: expect.any(String), sessions: expect.any(Array) });
        const key = KEYS[name];
        if (key) expect(iscsi).not.toHaveProperty(key);
      } else if (code === STOPPED) expect(iscsi).toEqual({ service: 'stopped' });
      else expect(iscsi).toBe(code === NO_DLL ? null : undefined);
    },
  },
  {
    about: 'a diagnosis',
    makes: [NAME],
    sparing: [NAME],
    run: async ({ driver }) => await driver.winstation.diagnose(),
    outcome: () => 'goes on',
    answers: (result, _, code) => {
      const check = (result as Diagnosis).checks.find(it => it.name === 'iscsi');
      if (WARNINGS.includes(code)) expect(check?.state).toBe('ok');
      else expect(check).toMatchObject({ state: 'note', found: expect.stringContaining(nameOf(unwrapped(code))) });
    },
  },
];
