import { describe, expect, it } from 'vitest';
import type { Backend, SessionHost } from 'winstation';
import { guid } from 'winstation/identity';
import { createWorld, type World } from 'winstation/mock';
import type { TerminalBackend, TerminalThread } from '../../../../lib/terminal/contract.js';
import { rejection } from '../../../contract/suite.js';

const ID = 'f4204024-08a2-45cd-951b-f756f64b0000';

function worldWith(activityId: string | null = ID): { world: World; anna: number } {
  const world = createWorld({
    version: 1,
    hosts: [
      {
        name: 'HERE',
        local: true,
        sessions: [
          { id: 0, name: 'Services' },
          { id: 2, user: 'anna', activityId },
        ],
      },
    ],
  });
  return { world, anna: 2 };
}

/** A host whose Windows writes this where it has the id of an activity. */
function hostThatSays(text: string, { world }: { world: World }): SessionHost {
  const { terminal, ...others } = world.backend as unknown as TerminalBackend;
  const said = (thread: TerminalThread): TerminalThread =>
    new Proxy(thread, {
      get(target, key) {
        const value = Reflect.get(target, key);
        if (key !== 'details') return typeof value === 'function' ? value.bind(target) : value;
        return async (question: Parameters<TerminalThread['details']>[0]) => {
          const facts = await target.details(question);
          return facts.map(({ sessionId, answers }) => ({
            sessionId,
            answers: {
              ...answers,
              ...('WTSSessionActivityId' in answers && { WTSSessionActivityId: { ok: true, value: text } }),
            },
          }));
        };
      },
    });
  const spoiled = {
    ...terminal,
    openThread: (...args: Parameters<typeof terminal.openThread>) => said(terminal.openThread(...args)),
  };
  return world.module.localHost({ backend: { ...others, terminal: spoiled } as unknown as Backend });
}

describe('the id of an activity', () => {
  it('is a GUID', async () => {
    const { world, anna } = worldWith();
    const { activityId } = await world.module.localHost().session(anna);
    expect(activityId).toBe(ID);
    expect(guid.is(activityId)).toBe(true);
    expect(await world.module.localHost().query(anna, 'WTSSessionActivityId')).toBe(ID);
  });

  it.each([`{${ID}}`, ID.toUpperCase(), `{${ID.toUpperCase()}}`])('is the same when Windows writes %s', async text => {
    const there = worldWith();
    const host = hostThatSays(text, there);
    const anna = await host.session(there.anna);
    expect(anna).toMatchObject({ activityId: ID, withheld: [] });
    expect(await host.query(there.anna, 'WTSSessionActivityId')).toBe(ID);
    const { hosts } = await host.capture({ redact: false });
    expect(hosts?.[0]?.sessions?.find(it => it.id === there.anna)?.activityId).toBe(ID);
  });

  it.each(['', 'none', `${ID}0`, `{${ID}`, ` ${ID}`, '\ud800', 'x'.repeat(100_000)])(
    'is withheld when Windows writes %.40j',
    async text => {
      const there = worldWith();
      const host = hostThatSays(text, there);
      const anna = await host.session(there.anna);
      expect(anna.activityId).toBeUndefined();
      expect(anna.user).toBe('anna');
      expect(anna.withheld).toMatchObject([{ what: 'WTSSessionActivityId', code: 'ERROR_INVALID_DATA' }]);
      expect(await rejection(host.query(there.anna, 'WTSSessionActivityId'))).toMatchObject({
        code: 'ERROR_INVALID_DATA',
        syscall: 'WTSQuerySessionInformationW',
        sessionId: there.anna,
      });
      // What is captured is a scenario all the same.
      const scenario = await host.capture({ redact: false });
      expect(
        createWorld(scenario)
          .toScenario()
          .hosts?.[0]?.sessions?.find(it => it.id === there.anna),
      ).toBeDefined();
    },
  );

  it('is missing where Windows does not know it', async () => {
    const { world, anna } = worldWith(null);
    expect(await world.module.localHost().session(anna)).toMatchObject({ activityId: undefined, withheld: [] });
  });
});
