import { describe, expect, it } from 'vitest';
import { createWorld } from 'winstation/mock';
import { secretOf } from '../../contract/secrets.js';
import { encodeSnapshot } from '../../lab/wire/snapshot.js';

const DB = 'iqn.2024-01.example:db';

describe('a file of answers', () => {
  it('has no secret, whatever the world knows', async () => {
    const secret = secretOf('login');
    const world = createWorld();
    world.iscsi.target(DB, { portals: [{ address: '10.0.0.5' }], secret });
    const iscsi = world.modules['winstation/iscsi'].iscsi();
    await iscsi.addPortal({ address: '10.0.0.5' });
    await iscsi.setMutualSecret(secretOf('mutual'));
    await iscsi.login(DB, { chap: { secret, mutual: true }, save: true });
    const bytes = await encodeSnapshot(world as never, [
      ['ReportIScsiPersistentLoginsW', {}],
      ['ReportIScsiSendTargetPortalsExW', {}],
      ['GetIScsiSessionListW', {}],
      ['GetIScsiSessionListEx', {}],
    ]);
    expect(bytes.includes(Buffer.from(DB, 'latin1')) || bytes.includes(Buffer.from(DB, 'utf16le'))).toBe(true);
    for (const it of [secret, secretOf('mutual')]) {
      expect(bytes.includes(Buffer.from(it, 'latin1')), 'in bytes').toBe(false);
      expect(bytes.includes(Buffer.from(it, 'utf16le')), 'in units').toBe(false);
    }
  });
});
