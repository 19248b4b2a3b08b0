import { channel } from 'node:diagnostics_channel';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { secretOf } from '../secrets.js';
import { withWorld } from '../suite.js';

const DB = 'iqn.2024-01.example:db';
const SECRETS = [secretOf('login'), secretOf('other'), secretOf('mutual')] as const;

describe('secrets', () => {
  const driver = withWorld({ version: 1, hosts: [{ name: 'WS01' }] });
  const iscsi = () => driver.modules['winstation/iscsi'].iscsi();
  const [secret, wrong, mutual] = SECRETS;

  it('are in nothing that is traced, recorded, thrown or captured', async () => {
    const seen: unknown[] = [];
    const see = (message: unknown) => void seen.push(message);
    const calls = channel('winstation:call');
    calls.subscribe(see);
    try {
      await driver.iscsi.act('target', DB, { portals: [{ address: '10.0.0.5' }], secret });
      await iscsi().addPortal({ address: '10.0.0.5' }, { chap: { user: 'anna', secret: wrong } });
      await iscsi().setMutualSecret(new TextEncoder().encode(mutual));
      const failures: readonly (() => Promise<unknown>)[] = [
        () => iscsi().login(DB, { chap: { secret: wrong } }),
        () => iscsi().login(`${DB}-none`, { chap: { secret, mutual: true } }),
        () => iscsi().saveLogin(`${DB}-none`, { chap: { secret } }),
        () => iscsi().addConnection('1-1' as never, { chap: { secret } }),
        () => iscsi().setMutualSecret(mutual.repeat(2)),
        () => iscsi().setMutualSecret(mutual.repeat(200)),
        () => iscsi().login(DB, { chap: { secret: [secret] as never } }),
        () => iscsi().login(DB, { chap: { secret, user: 7 as never } }),
      ];
      for (const fails of failures) seen.push(await fails().catch((error: unknown) => error));
      const { session } = await iscsi().login(DB, { chap: { secret, mutual: true }, save: true });
      seen.push(await iscsi().addConnection(session, { chap: { secret } }));
      seen.push(await iscsi().savedLogins(), await iscsi().portals(), await iscsi().sessions({ details: true }));
      seen.push(await driver.winstation.localHost().capture({ redact: false }), await driver.winstation.diagnose());
      seen.push(await driver.calls());
    } finally {
      calls.unsubscribe(see);
    }
    expect(seen.some(it => (it as { syscall?: string }).syscall === 'LoginIScsiTargetW')).toBe(true);
    const shown = seen.map(it => `${inspect(it, { depth: 9 })} ${JSON.stringify(it)} ${String(it)}`).join('\n');
    expect(shown).toContain('***');
    for (const it of SECRETS) {
      expect(shown.includes(it), 'whether a secret shows').toBe(false);
      expect(shown.includes([...new TextEncoder().encode(it)].join()), 'whether its bytes show').toBe(false);
    }
  });

  it('that callers give as bytes stay as they are, and ours are overwritten', async () => {
    await driver.iscsi.act('target', DB, { portals: [{ address: '10.0.0.5' }], secret });
    await iscsi().addPortal({ address: '10.0.0.5' });
    const given = new TextEncoder().encode(secret);
    await iscsi().login(DB, { chap: { secret: given } });
    expect(new TextDecoder().decode(given)).toBe(secret);
  });
});
