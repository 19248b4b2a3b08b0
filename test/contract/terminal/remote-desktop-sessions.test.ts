import { describe, expect, it } from 'vitest';
import { rejection, withWorld } from '../suite.js';

const LAPTOP = { name: 'LAPTOP7' };

/** The rules of Microsoft's page "Remote Desktop Sessions", one after the other. */
describe('Remote Desktop sessions', () => {
  const driver = withWorld(undefined, { as: 'system' });
  const host = () => driver.winstation.localHost();
  const ids = async () => (await host().sessions()).map(it => it.id);
  const logon = (user: string) => driver.act('logon', { user, client: LAPTOP });

  it('gives each logon through Remote Desktop a session id of its own', async () => {
    const all = [await logon('anna'), await logon('anna'), await logon('berta')];
    expect(new Set(all).size).toBe(3);
    expect(await ids()).toEqual(expect.arrayContaining(all));
    // Not that of the console, and not that of the services.
    expect(all).not.toContain(0);
    expect(all).not.toContain(driver.winstation.activeConsoleSessionId());
  });

  it('never leaves the console without a session', async () => {
    const onConsole = async () => (await host().sessions()).filter(it => it.isConsole).map(it => it.id);
    const clara = await driver.act('logon', { user: 'clara' });
    expect(await onConsole()).toEqual([clara]);
    await driver.act('logoff', clara);
    expect(await onConsole()).toEqual([driver.winstation.activeConsoleSessionId()]);
    const again = await driver.act('logon', { user: 'clara' });
    await driver.act('disconnect', again);
    expect(await onConsole()).toEqual([driver.winstation.activeConsoleSessionId()]);
    expect(await onConsole()).not.toEqual([again]);
  });

  it('removes a session with its programs and its logons when the user logs off', async () => {
    const anna = await logon('anna');
    const { logonSessions } = driver.modules['winstation/logon'];
    expect((await logonSessions({ session: anna })).length).toBeGreaterThan(0);
    expect((await host().processes({ session: anna })).length).toBeGreaterThan(0);
    await driver.act('logoff', anna);
    expect(await ids()).not.toContain(anna);
    expect(await rejection(host().session(anna))).toMatchObject({ reason: 'not-found' });
    expect(await rejection(logonSessions({ session: anna }))).toMatchObject({ reason: 'not-found' });
    expect((await logonSessions()).map(it => it.user)).not.toContain('anna');
    expect((await host().processes()).map(it => it.sessionId)).not.toContain(anna);
  });

  it('keeps a session whose client goes, with its programs', async () => {
    const anna = await logon('anna');
    const before = (await host().processes({ session: anna })).map(it => it.pid);
    await driver.act('disconnect', anna);
    expect(await host().session(anna)).toMatchObject({ state: 'disconnected', user: 'anna' });
    expect((await host().processes({ session: anna })).map(it => it.pid)).toEqual(before);
  });

  it('has several users at a time, each in a session of their own', async () => {
    const anna = await logon('anna');
    const berta = await logon('berta');
    const clara = await driver.act('logon', { user: 'clara' });
    const active = (await host().sessions({ where: { state: 'active' } })).map(it => [it.id, it.user]);
    expect(active).toEqual(
      expect.arrayContaining([
        [anna, 'anna'],
        [berta, 'berta'],
        [clara, 'clara'],
      ]),
    );
    expect((await host().interactiveUsers()).map(it => it.user).toSorted()).toEqual(['anna', 'berta', 'clara']);
  });

  it('means by the interactive user of a session the one who is logged on there', async () => {
    const anna = await logon('anna');
    const [logons] = await driver.modules['winstation/logon'].logonSessions({ session: anna });
    const token = await host().token({ session: anna });
    expect(token.sid).toBe((await host().session(anna)).sid);
    expect(logons).toMatchObject({ luid: token.luid, sid: token.sid, user: 'anna', type: 'remoteInteractive' });
  });
});

describe('the desktops of a session', () => {
  const driver = withWorld(
    {
      version: 1,
      caller: { sessionId: 7 },
      hosts: [
        { sessions: [{ id: 0 }, { id: 7, user: 'anna', client: LAPTOP }, { id: 8, user: 'berta', client: LAPTOP }] },
      ],
    },
    { as: 'user' },
  );

  it('are three, on a WinSta0 of its own', async () => {
    const stations = await driver.modules['winstation/desktop'].windowStations();
    expect(stations.map(it => [it.name, it.interactive])).toEqual([['WinSta0', true]]);
    expect(stations[0]?.desktops?.map(it => it.role)).toEqual(['default', 'winlogon', 'screenSaver']);
    const { sid } = await driver.winstation.localHost().session(7);
    expect(stations[0]?.sid).toBe(sid);
  });

  it('are not those of another session: what happens there does not show', async () => {
    const { inputDesktop } = driver.modules['winstation/desktop'];
    await driver.act('lock', 8);
    expect((await inputDesktop()).name).toBe('Default');
    await driver.act('lock', 7);
    expect((await inputDesktop()).name).toBeUndefined();
  });

  it('end with the session', async () => {
    const { inputDesktop, windowStations } = driver.modules['winstation/desktop'];
    await driver.act('logoff', 8);
    expect(await windowStations()).toHaveLength(1);
    await driver.act('logoff', 7);
    expect(await windowStations()).toEqual([]);
    expect((await inputDesktop()).name).toBeUndefined();
  });
});
