import { describe, expect, it } from 'vitest';
import { rejection, withWorld } from '../suite.js';
import { RICH, SQL } from './rich.js';
import { vssCalls } from './vss-calls.js';

describe('openRestore()', () => {
  const driver = withWorld(RICH);
  const vss = () => driver.modules['winstation/vss'];
  const main = { writer: SQL, logicalPath: 'SRV\\mssql', name: 'MAIN' };
  const logs = { writer: SQL, name: 'logs' };

  async function backedUp(): Promise<string> {
    const backup = await vss().openBackup({ security: 'asIs' });
    await backup.snapshot(['C:\\'], { components: [main, logs] });
    const document = await backup.complete();
    await backup.close();
    await driver.clearCalls();
    return document;
  }

  it('puts back what was backed up, under an id of its own', async () => {
    const restore = await vss().openRestore(await backedUp(), { security: 'asIs' });
    await restore.before({ components: [main, logs] });
    await restore.after({ failed: [logs] });
    await restore.close();
    const calls = await vssCalls(driver);
    expect(calls.map(([name]) => name.replace('IVssBackupComponents.', ''))).toEqual([
      'CreateVssBackupComponentsInternal',
      'InitializeForRestore',
      'IVssBackupComponentsEx3.GetSessionId',
      'GatherWriterMetadata',
      'GetWriterMetadataCount',
      'GetWriterMetadata',
      'GetWriterMetadata',
      'FreeWriterMetadata',
      'SetSelectedForRestore',
      'SetSelectedForRestore',
      'PreRestore',
      'SetFileRestoreStatus',
      'SetFileRestoreStatus',
      'PostRestore',
      'Release',
    ]);
    const status = 'IVssBackupComponents.SetFileRestoreStatus';
    expect(calls).toContainEqual([status, SQL, 1, 'srv\\MSSQL', 'main', 2]);
    expect(calls).toContainEqual([status, SQL, 2, undefined, 'logs', 3]);
  });

  it('takes no document that is none, and no component that was not backed up', async () => {
    expect(await rejection(vss().openRestore('<a/>', { security: 'asIs' }))).toMatchObject({
      code: 'VSS_E_INVALID_XML_DOCUMENT',
      reason: 'other',
    });
    expect(await rejection(vss().openRestore('', { security: 'asIs' }))).toMatchObject({
      code: 'ERR_INVALID_ARG_VALUE',
    });
    const restore = await vss().openRestore(await backedUp(), { security: 'asIs' });
    expect(await rejection(restore.before({ components: [{ writer: SQL, name: 'other' }] }))).toMatchObject({
      reason: 'not-found',
    });
    await restore.close();
  });

  it('goes step by step', async () => {
    const restore = await vss().openRestore(await backedUp(), { security: 'asIs' });
    expect(await rejection(restore.after())).toMatchObject({ code: 'ERR_INVALID_STATE' });
    await restore.before({ components: [main] });
    expect(await rejection(restore.before({ components: [main] }))).toMatchObject({ code: 'ERR_INVALID_STATE' });
    expect(await rejection(restore.after({ failed: [logs] }))).toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
    await restore.after();
    expect(await rejection(restore.after())).toMatchObject({ code: 'ERR_INVALID_STATE' });
    await restore.close();
    expect((await vssCalls(driver)).map(([name]) => name)).not.toContain('IVssBackupComponents.AbortBackup');
  });
});
