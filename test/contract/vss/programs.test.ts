import { describe, expect, it } from 'vitest';
import { type Guid, guid } from 'winstation/identity';
import type { VssComponentRef } from 'winstation/vss';
import { withWorld } from '../suite.js';
import { passDuring } from './passing.js';
import { RICH } from './rich.js';

describe('programs', () => {
  const driver = withWorld(RICH, { as: 'system' });
  const vss = () => driver.modules['winstation/vss'];

  it('prints the id of the session and the writers, without a snapshot', async () => {
    const lines: string[] = [];
    const { initializeSecurity, openBackup } = vss();
    initializeSecurity();
    {
      await using session = await openBackup();
      lines.push(`session ${session.id ?? '(this Windows has none)'}`);
      for (const w of await session.writers({ timeout: 120_000 })) {
        lines.push([w.name, w.instanceName ?? '', w.components.length].join(' '));
      }
    }
    expect(lines).toEqual([
      expect.stringMatching(/^session [0-9a-f-]{36}$/),
      'SqlServerWriter Größe:MSSQL 2',
      'System Writer  0',
    ]);
  });

  /** A backup that always ends. */
  async function backup(volume: string, copy: (device: string) => Promise<void>): Promise<string> {
    const { initializeSecurity, openBackup } = vss();
    initializeSecurity();
    await using session = await openBackup();
    const components = (await session.writers()).flatMap(w =>
      w.components.map(c => ({ writer: w.id, logicalPath: c.logicalPath, name: c.name })),
    );
    const set = await session.snapshot([volume], { components });
    await copy(set.snapshots[0]!.device);
    return await session.complete();
  }

  it('backs up and restores', async () => {
    const document = await backup('C:\\', async () => {});
    const { openRestore } = vss();
    const components: VssComponentRef[] = RICH.vss!.writers!.flatMap(w =>
      (w.components ?? []).map(({ name, logicalPath }) => ({ writer: guid.parse(w.id!), name, logicalPath })),
    );
    await using session = await openRestore(document);
    await session.before({ components });
    await session.after();
  });

  it('aborts a backup whose copy fails', async () => {
    const failed = backup('C:\\', () => Promise.reject(new Error('disk full')));
    await expect(failed).rejects.toThrow('disk full');
    const calls = (await driver.calls()).map(it => it.name);
    expect(calls.slice(-2)).toEqual(['IVssBackupComponents.AbortBackup', 'IVssBackupComponents.Release']);
  });

  const id = 'AABBCCDD-EEFF-0011-2233-445566778899';
  const quiet = (log: (line: string) => void, db: { pause(): Promise<void>; resume(): Promise<void> }) =>
    vss().createWriter(
      {
        id: guid.parse(id),
        name: 'Example DB',
        usage: 'userData',
        source: 'transacted',
        components: [{ type: 'database', name: 'main', files: [{ path: 'C:\\db', spec: '*.mdb' }] }],
      },
      {
        freeze: async e => {
          log(`${e.sessionId} freeze ${e.volumes}`);
          await db.pause();
        },
        resume: () => db.resume(),
      },
    );

  it('is quiet while frozen', async () => {
    const lines: string[] = [];
    const db = {
      pause: async () => void lines.push('pause'),
      resume: async () => void lines.push('resume'),
    };
    await using _writer = await quiet(line => lines.push(line), db);
    const session = await driver.backup();
    await session.finish();
    expect(lines).toEqual([`${session.id} freeze C:\\`, 'pause', 'resume']);
  });

  it('refuses while a migration runs', async () => {
    let migrating = true;
    const refusing = (writer: Guid) =>
      vss().createWriter(
        { id: writer, name: 'Example DB', usage: 'userData', source: 'other' },
        {
          prepareBackup: () =>
            migrating ? { fail: 'retryable', message: 'A migration runs; try again in an hour.' } : undefined,
        },
      );
    await using _writer = await refusing(guid.parse(id));
    expect((await (await driver.backup()).finish()).ok).toBe(false);
    migrating = false;
    expect((await (await driver.backup()).finish()).ok).toBe(true);
  });

  it('tells two backups apart of which one crashes', async () => {
    const lines: string[] = [];
    const db = { pause: async () => {}, resume: async () => {} };
    await using _writer = await quiet(line => lines.push(line), db);
    const [first, second] = [await driver.backup({ snapshot: false }), await driver.backup({ crash: 'freeze' })];
    const both = Promise.all([first.finish(), second.finish()]);
    await passDuring(driver, both, async () => {
      await driver.advance(60_000);
      await driver.pass(20);
    });
    expect(first.id).not.toBe(second.id);
    expect(lines.every(line => line.startsWith(first.id) || line.startsWith(second.id))).toBe(true);
  });
});
