import { describe, expect, it } from 'vitest';
import { WindowsError } from 'winstation';
import { type IscsiSessionId, iscsiSessionId } from 'winstation/identity';
import type { IscsiSession } from 'winstation/iscsi';
import { withWorld } from '../suite.js';

const DB = 'iqn.2024-01.example:db';

describe('programs', () => {
  const driver = withWorld({ version: 1, hosts: [{ name: 'WS01' }] });
  const iscsi = (options?: { timeout: number }) => driver.modules['winstation/iscsi'].iscsi(options);

  it('joins the list with what a tool printed', async () => {
    await driver.iscsi.act('target', DB);
    const { session } = await driver.iscsi.act('login', DB);
    const join = (printed: string, rows: readonly IscsiSession[]) => {
      const id = iscsiSessionId.parse(printed);
      return rows.find(row => row.id === id);
    };
    const rows = await iscsi().sessions();
    const [unique, specific] = session.split('-');
    for (const printed of [session, `0x${unique}-0x${specific}`, session.toUpperCase()]) {
      expect(join(printed, rows)?.target, printed).toBe(DB);
    }
  });

  it('sorts and keys by identity, and puts it in JSON', async () => {
    await driver.iscsi.act('target', DB);
    for (let i = 0; i < 17; i += 1) await driver.iscsi.act('login', DB, { multipath: true });
    const rows = await iscsi().sessions();
    const ids = rows.map(row => row.id).sort(iscsiSessionId.compare);
    const names = new Map<IscsiSessionId, string | undefined>(rows.map(row => [row.id, row.target]));
    const table = JSON.parse(JSON.stringify(ids.map(id => ({ id, target: names.get(id) }))));
    expect(table.at(-1)).toEqual({ id: 'fffffa800d000020-4000013700000011', target: DB });
  });

  it('finds the carrier of a disk', async () => {
    const carrier = async (disk: number) => {
      const session = await iscsi().findSession({ disk });
      if (session === undefined) return `disk ${disk} is not on iSCSI`;
      const over = session.connections.map(c => `${c.targetAddress}:${c.targetPort}`).join(', ');
      return `${session.target} ${session.connected ? 'up' : 'reconnecting'} over ${over}`;
    };
    await driver.iscsi.act('target', DB, { portals: [{ address: '10.0.0.5' }] });
    const { disks } = await driver.iscsi.act('login', DB);
    expect(await carrier(disks[0]!)).toBe(`${DB} up over 10.0.0.5:3260`);
    await driver.iscsi.fault('cut');
    expect(await carrier(disks[0]!)).toBe(`${DB} reconnecting over `);
    expect(await carrier(99)).toBe('disk 99 is not on iSCSI');
  });

  it('attaches a volume, as a CSI node would', async () => {
    await driver.iscsi.act('target', DB, { portals: [{ address: '10.0.0.5' }], secret: 'twelve bytes!' });
    const initiator = iscsi({ timeout: 60_000 });
    await initiator.addPortal({ address: '10.0.0.5' });
    const login = await initiator.login(DB, {
      portal: { address: '10.0.0.5' },
      chap: { secret: 'twelve bytes!' },
      multipath: true,
      waitForDisks: { timeout: 30_000 },
    });
    expect(login.devices.find(it => it.disk !== undefined)?.disk).toBe(1);
  });

  it('detaches it: every session, and what would bring it back', async () => {
    await driver.iscsi.act('target', DB);
    const { disks } = await driver.iscsi.act('login', DB, { saved: true });
    const inUse = await driver.iscsi.fault('use', disks[0]!);
    const detach = async (target: string) => {
      const initiator = iscsi();
      for (const login of await initiator.savedLogins({ where: { target } })) await initiator.forgetLogin(login);
      for (const session of await initiator.sessions({ where: { target } })) {
        try {
          await initiator.logout(session, { retryFor: 10_000 });
        } catch (error) {
          if (!WindowsError.is(error, 'not-found')) throw error;
        }
      }
    };
    const done = detach(DB);
    await driver.pass(200);
    await inUse.end();
    await driver.pass(400);
    await driver.pass(800);
    await done;
    expect(await iscsi().sessions()).toEqual([]);
    expect(await iscsi().savedLogins()).toEqual([]);
  });

  it('warns of targets that lost a path', async () => {
    await driver.iscsi.act('target', DB, { portals: [{ address: '10.0.0.5' }, { address: '10.0.0.6' }] });
    await driver.iscsi.act('login', DB, { multipath: true });
    await driver.iscsi.act('login', DB, { multipath: true, portal: { address: '10.0.0.6' } });
    const degraded = async (paths: number) => {
      const up = new Map<string, number>();
      for (const s of await iscsi().sessions({ details: true })) {
        if (s.type === 'data' && s.target !== undefined)
          up.set(s.target, (up.get(s.target) ?? 0) + (s.connected ? 1 : 0));
      }
      return [...up].filter(([, n]) => n < paths).map(([target, n]) => `${target}: ${n} of ${paths}`);
    };
    expect(await degraded(2)).toEqual([]);
    await driver.iscsi.fault('cut', { portal: { address: '10.0.0.6' } });
    expect(await degraded(2)).toEqual([`${DB}: 1 of 2`]);
  });
});
