import { describe, expect, it } from 'vitest';
import { rich } from '../rich.js';
import { rejection, withWorld } from '../suite.js';

describe('a machine whose TermService is stopped', () => {
  const driver = withWorld(rich);

  it('still lists, answers, sends and logs off', async () => {
    await driver.fault('stopService', 'TermService');
    await driver.on('RDS01').fault('stopService', 'TermService');
    for (const [host, id, user] of [
      [driver.winstation.localHost(), 9, 'berta'],
      [await driver.winstation.openHost('RDS01'), 5, 'carla'],
    ] as const) {
      expect(await host.session(id)).toMatchObject({ user });
      expect(await host.processes()).not.toHaveLength(0);
      expect(await host.message(id, 'x')).toBe('sent');
      await host.logoff(id);
      expect((await host.sessions()).map(it => it.id)).not.toContain(id);
      await host.close();
    }
  });
});

describe('a machine whose Local Session Manager is stopped', () => {
  const driver = withWorld(rich);

  it('answers nothing about sessions until it runs again', async () => {
    const host = driver.winstation.localHost();
    const stopped = await driver.fault('stopService', 'LSM');
    for (const call of [() => host.sessions(), () => host.query(9, 'WTSUserName'), () => host.logoff(9)]) {
      expect(await rejection(call())).toMatchObject({ code: 'RPC_S_INVALID_BINDING', reason: 'unreachable' });
    }
    expect(driver.winstation.activeConsoleSessionId()).toBe(1);
    await stopped.end();
    expect(await host.sessions()).toHaveLength(7);
  });

  it('cannot be reached from another machine', async () => {
    const stopped = await driver.on('RDS01').fault('stopService', 'LSM');
    expect(await rejection(driver.winstation.openHost('RDS01'))).toMatchObject({ code: 'RPC_S_SERVER_UNAVAILABLE' });
    await stopped.end();
    const host = await driver.winstation.openHost('RDS01');
    expect(await host.sessions()).toHaveLength(4);
    await host.close();
  });
});
