import { describe, expect, it } from 'vitest';
import type { IscsiConnectionId, IscsiSessionId } from 'winstation/identity';
import { rawCalls, rejection, withWorld } from '../suite.js';

const DB = 'iqn.2024-01.example:db';
const SECRET = 'twelve bytes!';

describe('acts', () => {
  const driver = withWorld({ version: 1, hosts: [{ name: 'WS01' }] });
  const iscsi = () => driver.modules['winstation/iscsi'].iscsi();
  const onNetwork = (target: object = {}) =>
    driver.iscsi.act('target', DB, { portals: [{ address: '10.0.0.5' }, { address: '10.0.0.6' }], ...target });
  const found = async (target: object = {}) => {
    await onNetwork(target);
    await iscsi().addPortal({ address: '10.0.0.5' });
    await driver.clearCalls();
  };

  it('add a portal once, and find its targets', async () => {
    await onNetwork();
    await iscsi().addPortal({ address: '10.0.0.5', port: 0 });
    await iscsi().addPortal({ address: '10.0.0.5' });
    expect(await iscsi().targets()).toEqual([DB]);
    expect(await rejection(iscsi().addPortal({ address: '10.0.0.99' }))).toMatchObject({
      code: 'ISDSC_CONNECTION_FAILED',
      reason: 'unreachable',
    });
    await iscsi().refreshPortal({ address: '10.0.0.5' });
    await iscsi().removePortal({ address: '10.0.0.5' });
    expect(await iscsi().targets()).toEqual([]);
    expect(await rejection(iscsi().removePortal({ address: '10.0.0.5' }))).toMatchObject({ reason: 'not-found' });
  });

  it('log in and out', async () => {
    await found();
    const { session, connection, already, devices } = await iscsi().login(DB);
    expect({ session, connection, already, devices }).toEqual({
      session: 'fffffa800d000020-4000013700000001',
      connection: 'fffffa800d000020-1',
      already: false,
      devices: [],
    });
    expect(await iscsi().login(DB)).toMatchObject({ session, connection, already: true });
    expect(await iscsi().login(DB, { multipath: true })).toMatchObject({ already: false });
    await iscsi().logout(session);
    expect(await rejection(iscsi().logout(session))).toMatchObject({ code: 'ISDSC_INVALID_SESSION_ID' });
    expect((await iscsi().sessions()).map(it => it.id)).toEqual(['fffffa800d000020-4000013700000002']);
  });

  it('find the session that there is already by its portal and its adapter', async () => {
    const [one, other] = ['ROOT\\ISCSIPRT\\0000_0', 'PCI\\VEN_1077_0'] as const;
    await driver.reset({ version: 1, hosts: [{ name: 'WS01' }], iscsi: { instances: [one, other] } });
    await found();
    const [near, far] = [{ address: '10.0.0.5' }, { address: '10.0.0.6' }] as const;
    const ways = [
      { portal: near, initiatorInstance: one },
      { portal: far, initiatorInstance: one },
      { portal: near, initiatorInstance: other },
    ];
    const made = [];
    for (const way of ways) made.push(await iscsi().login(DB, way));
    expect(new Set(made.map(it => it.session)).size).toBe(3);
    for (const [i, way] of ways.entries()) expect(await iscsi().login(DB, way)).toEqual({ ...made[i], already: true });
    const spelled = { portal: near, initiatorInstance: other.toLowerCase() };
    expect(await iscsi().login(DB, spelled)).toMatchObject({ session: made[2]!.session, already: true });
  });

  it('give every option to Windows', async () => {
    await found({ secret: SECRET, nodeName: DB });
    await iscsi().setMutualSecret(new TextEncoder().encode('sixteen bytes...'));
    await driver.clearCalls();
    await iscsi().login(DB, {
      portal: { address: '10.0.0.6', port: 3260, symbolicName: 'Tür' },
      initiatorInstance: 'ROOT\\ISCSIPRT\\0000_0',
      initiatorPort: 3,
      chap: { user: 'Jürgen', secret: SECRET, mutual: true },
      headerDigest: true,
      dataDigest: false,
      multipath: true,
      maxConnections: 2,
      retainFor: 1_500,
      save: true,
    });
    const options = [0x1 | 0x2 | 0x4 | 0x10 | 0x20 | 0x40 | 0x80, 2, 2, 1, 0, 2, 0, 2, 'Jürgen', '***'];
    const way = [DB, false, 'ROOT\\ISCSIPRT\\0000_0', 3, 'Tür', '10.0.0.6', 3260];
    expect(await rawCalls(driver)).toEqual([
      ['LoginIScsiTargetW', ...way, false, ...options],
      ['LoginIScsiTargetW', ...way, true, ...options],
    ]);
    const [session] = await iscsi().sessions({ details: true });
    expect(session).toMatchObject({ persistent: true, negotiated: { headerDigest: true, auth: 'mutualChap' } });
    const [saved] = await iscsi().savedLogins();
    expect(saved).toMatchObject({ user: 'Jürgen', hasSecret: true, initiatorPort: 3, auth: 'mutualChap' });
    await iscsi().forgetLogin(saved!);
    expect(await iscsi().savedLogins()).toEqual([]);
    expect(await rejection(iscsi().forgetLogin(saved!))).toMatchObject({ reason: 'not-found' });
  });

  it('never show a secret', async () => {
    await found({ secret: SECRET });
    const wrong = 'wrong secret!';
    const error = await rejection(iscsi().login(DB, { chap: { secret: wrong } }));
    expect(error).toMatchObject({
      code: 'ISDSC_AUTHENTICATION_FAILURE',
      reason: 'access-denied',
      // No rights of this process would change it.
      hint: 'The target wants a CHAP secret, or another secret or user than it was given.',
    });
    await iscsi().login(DB, { chap: { secret: SECRET }, save: true });
    await iscsi().setMutualSecret('sixteen bytes...');
    const scenario = await driver.toScenario();
    const shown = JSON.stringify([
      await driver.calls(),
      error,
      String(error),
      await iscsi().savedLogins(),
      await driver.winstation.localHost().capture({ redact: false }),
      scenario.iscsi?.savedLogins,
      String(await rejection(iscsi().login(DB, { chap: { secret: 12 as never } }))),
    ]);
    for (const secret of [SECRET, wrong, 'sixteen']) expect(shown).not.toContain(secret);
    expect(await rejection(iscsi().login(DB, { multipath: true, chap: { secret: 'short' } }))).toMatchObject({
      code: 'ISDSC_INVALID_TARGET_CHAP_SECRET',
    });
  });

  it('fail with what Windows says', async () => {
    await found({ maxConnections: 1 });
    expect(await rejection(iscsi().login('iqn.2024-01.example:none'))).toMatchObject({
      code: 'ISDSC_TARGET_NOT_FOUND',
      reason: 'not-found',
    });
    expect(await rejection(iscsi().login(DB, { portal: { address: '10.0.0.7' } }))).toMatchObject({
      code: 'ISDSC_CONNECTION_FAILED',
    });
    await iscsi().login(DB);
    expect(await rejection(iscsi().login(DB, { multipath: true }))).toMatchObject({
      code: 'ISDSC_TOO_MANY_CONNECTIONS',
      reason: 'busy',
    });
  });

  it('ask once more after the one failure that says nothing', async () => {
    await found();
    await driver.fault('fail', 'LoginIScsiTargetW', { code: 'ERROR_INSUFFICIENT_BUFFER', times: 1 });
    expect(await iscsi().login(DB)).toMatchObject({ already: false });
    await driver.fault('fail', 'LoginIScsiTargetW', { code: 'ISDSC_SESSION_BUSY', times: 1 });
    expect(await rejection(iscsi().login(DB, { multipath: true }))).toMatchObject({ reason: 'busy' });
  });

  it('are carried out in spite of a warning', async () => {
    await found();
    await driver.fault('fail', 'LoginIScsiTargetW', { code: 'ISDSC_SHORT_CHAP_SECRET' });
    await driver.fault('fail', 'LogoutIScsiTarget', { code: 'ISDSC_OPERATION_REQUIRES_REBOOT' });
    const { session } = await iscsi().login(DB);
    await iscsi().logout(session);
    expect(await iscsi().sessions()).toEqual([]);
  });

  it('do not log out of a disk in use, but for a while when asked to', async () => {
    await onNetwork();
    const { session, disks } = await driver.iscsi.act('login', DB);
    const used = await driver.iscsi.fault('use', disks[0]!);
    expect(await rejection(iscsi().logout(session))).toMatchObject({
      code: 'ISDSC_DEVICE_BUSY_ON_SESSION',
      reason: 'busy',
      hint: expect.stringContaining('in use'),
    });
    expect(await rejection(iscsi().logout(session, { retryFor: 0 }))).toMatchObject({ reason: 'busy' });
    const out = iscsi().logout(session, { retryFor: 5_000 });
    await driver.pass(150);
    await used.end();
    await driver.pass(250);
    await driver.pass(450);
    await out;
    expect(await iscsi().sessions()).toEqual([]);
  });

  it('wait for disks, and stand when there are none', async () => {
    await found({ luns: [0, { lun: 1, slow: true }] });
    const login = iscsi().login(DB, { waitForDisks: { luns: [0, 1], timeout: 5_000 } });
    await driver.pass(300);
    const disk = await driver.iscsi.act('ready', { target: DB, lun: 1 });
    await driver.pass(300);
    expect((await login).devices.map(it => it.disk)).toEqual([1, disk]);
    await driver.restart();
    const late = iscsi().login(DB, { waitForDisks: { luns: [1], timeout: 300 } });
    await driver.pass(250);
    await driver.pass(250);
    expect((await late).devices.map(it => it.disk)).toEqual([1, undefined]);
  });

  it('add and remove connections', async () => {
    await found();
    const { session, connection } = await iscsi().login(DB);
    const second = await iscsi().addConnection(session, { portal: { address: '10.0.0.6' } });
    expect((await iscsi().session(session)).connections.map(it => [it.id, it.cid, it.targetAddress])).toEqual([
      [connection, 1, '10.0.0.5'],
      [second, 2, '10.0.0.6'],
    ]);
    expect(await rejection(iscsi().removeConnection(session, connection!))).toMatchObject({
      code: 'ISDSC_CANNOT_REMOVE_LEADING_CONNECTION',
    });
    await iscsi().removeConnection(session, second);
    expect(await rejection(iscsi().removeConnection(session, connection!))).toMatchObject({
      code: 'ISDSC_CANT_REMOVE_LAST_CONNECTION',
    });
    expect(await rejection(iscsi().removeConnection(session, '1-1' as IscsiConnectionId))).toMatchObject({
      code: 'ISDSC_INVALID_CONNECTION_ID',
      reason: 'not-found',
    });
    expect(await rejection(iscsi().addConnection('1-1' as IscsiSessionId))).toMatchObject({ reason: 'not-found' });
  });

  it('save a login without making it, and the next start makes it', async () => {
    await found();
    await iscsi().saveLogin(DB, { portal: { address: '10.0.0.6' } });
    expect(await iscsi().sessions()).toEqual([]);
    await driver.restart();
    expect(await iscsi().sessions()).toMatchObject([{ target: DB, connections: [{ targetAddress: '10.0.0.6' }] }]);
    expect(await rejection(iscsi().saveLogin(DB, { save: true } as never))).toBeInstanceOf(TypeError);
  });

  it('do not hold up a question', async () => {
    await found();
    const held = await driver.fault('hold', 'LoginIScsiTargetW');
    const login = rejection(iscsi().login(DB, { timeout: 200 }));
    expect(await iscsi().sessions()).toEqual([]);
    await driver.pass(200);
    expect(await login).toMatchObject({ code: 'ETIMEDOUT', outcome: 'unknown' });
    await held.end();
    // The act was under way, and was carried out.
    await iscsi().logout('fffffa800d000020-4000013700000001' as IscsiSessionId);
  });

  it('leave few threads behind that Windows does not answer, and none of them holds up a question', async () => {
    await found();
    const held = await driver.fault('hold', 'LoginIScsiTargetW');
    for (let i = 0; i < 4; i += 1) {
      const stuck = rejection(iscsi().login(DB, { timeout: 100 }));
      await driver.pass(100);
      expect(await stuck).toMatchObject({ code: 'ETIMEDOUT', outcome: 'unknown' });
      await driver.pass(1_100);
    }
    const last = rejection(iscsi().login(DB, { timeout: 100 }));
    await driver.pass(1_200);
    await last;
    expect(await rejection(iscsi().login(DB, { timeout: 100 }))).toMatchObject({
      reason: 'busy',
      hint: expect.stringContaining('Too many earlier acts'),
    });
    expect(await iscsi().sessions()).toEqual([]);
    await held.end();
    await driver.pass(100);
    expect(await iscsi().login(DB, { multipath: true })).toMatchObject({ already: false });
  });

  it('one of two logouts at once finds nothing', async () => {
    await found();
    const { session } = await iscsi().login(DB);
    const both = await Promise.allSettled([iscsi().logout(session), iscsi().logout(session)]);
    expect(both.map(it => it.status)).toEqual(['fulfilled', 'rejected']);
  });

  it('refuse wrong arguments before Windows is asked', async () => {
    const wrong: readonly (() => Promise<unknown>)[] = [
      () => iscsi().login(''),
      () => iscsi().login(`iqn.${'x'.repeat(220)}`),
      () => iscsi().login(DB, { maxConnections: 0 }),
      () => iscsi().login(DB, { maxConnections: 65_536 }),
      () => iscsi().login(DB, { chap: { secret: '' } }),
      () => iscsi().login(DB, { waitForDisks: {} as never }),
      () => iscsi().login(DB, { portal: { address: '' } }),
      () => iscsi().addPortal({ address: 'a'.repeat(256) }),
      () => iscsi().addPortal({ address: 'a', port: 65_536 }),
      () => iscsi().logout(5 as never),
      () => iscsi().removeConnection('1-1' as IscsiSessionId, '' as IscsiConnectionId),
      () => iscsi().setMutualSecret(undefined as never),
    ];
    for (const call of wrong) {
      expect(await rejection(call()), String(call)).toMatchObject({ code: expect.stringMatching(/^ERR_/) });
    }
    expect(await rawCalls(driver)).toEqual([]);
  });
});
