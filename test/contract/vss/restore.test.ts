import { describe, expect, it } from 'vitest';
import { rejection, withWorld } from '../suite.js';
import { DEFINITION, OWN, RICH, SQL } from './rich.js';
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
      hint: expect.stringContaining('complete()'),
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

  it('brings back what its writer has lost, and says so to it', async () => {
    const { createWriter, openBackup, openRestore } = vss();
    const whole = await createWriter(DEFINITION, {});
    const components = DEFINITION.components.map(({ name, ...it }) => ({
      writer: OWN,
      logicalPath: 'logicalPath' in it ? it.logicalPath : undefined,
      name,
    }));
    const backup = await openBackup({ security: 'asIs' });
    const { instanceId } = (await backup.writers()).find(({ id }) => id === OWN)!;
    await backup.snapshot(['C:\\'], { components });
    const document = await backup.complete();
    await backup.close();
    await whole.close();

    const early = await openRestore(document, { security: 'asIs' });
    expect(await rejection(early.before({ components }))).toMatchObject({
      reason: 'not-found',
      syscall: 'IVssBackupComponents.SetSelectedForRestore',
      message: expect.stringContaining(`in the VSS session ${early.id}`),
      hint: expect.stringContaining('does not run'),
    });
    await early.close();

    const heard: string[] = [];
    const note = ({ phase }: { readonly phase: string }) => void heard.push(phase);
    const empty = await createWriter({ ...DEFINITION, components: [] }, { preRestore: note, postRestore: note });
    await driver.clearCalls();
    const restore = await openRestore(document, { security: 'asIs' });
    // It has another instance by now.
    await restore.before({ components: components.map(it => ({ ...it, instance: instanceId })) });
    await restore.after({ failed: [components[1]!] });
    await restore.close();
    await empty.close();
    expect(heard).toEqual(['preRestore', 'postRestore']);
    const calls = await vssCalls(driver);
    const of = (name: string) =>
      calls.filter(([it]) => it === `IVssBackupComponents.${name}`).map(([, ...args]) => args);
    expect(of('SetSelectedForRestore')).toEqual([
      [OWN, 1, undefined, 'main', true],
      [OWN, 1, 'a\\b', 'logs', true],
      [OWN, 2, 'a\\b', 'logs', true],
    ]);
    expect(of('SetFileRestoreStatus')).toEqual([
      [OWN, 1, undefined, 'main', 2],
      [OWN, 2, 'a\\b', 'logs', 3],
    ]);
  });

  it('lets be tried again what had not begun when it failed', async () => {
    const stopped = { signal: AbortSignal.abort() };
    const restore = await vss().openRestore(await backedUp(), { security: 'asIs' });
    await driver.clearCalls();
    expect(await rejection(restore.before({ components: [main], ...stopped }))).toMatchObject({ code: 'ABORT_ERR' });
    expect(await vssCalls(driver)).toEqual([]);
    const none = { writer: SQL, logicalPath: 'srv', name: 'none' };
    expect(await rejection(restore.before({ components: [none, main] }))).toMatchObject({
      reason: 'not-found',
      message: expect.stringContaining('srv\\none'),
    });
    // It is not asked whether that is a component before it is known whether there is a restore.
    expect(await rejection(restore.after({ failed: [logs] }))).toMatchObject({ code: 'ERR_INVALID_STATE' });
    await restore.before({ components: [main] });
    expect(await rejection(restore.after(stopped))).toMatchObject({ code: 'ABORT_ERR' });
    await restore.after();
    await restore.close();
    const made = (await vssCalls(driver)).map(([name]) => name);
    expect(made.filter(it => it.endsWith('Restore'))).toEqual([
      'IVssBackupComponents.SetSelectedForRestore',
      'IVssBackupComponents.SetSelectedForRestore',
      'IVssBackupComponents.SetSelectedForRestore',
      'IVssBackupComponents.PreRestore',
      'IVssBackupComponents.PostRestore',
    ]);
  });

  it('does not begin again when it is stopped while the first component is selected', async () => {
    const call = 'IVssBackupComponents.SetSelectedForRestore';
    const restore = await vss().openRestore(await backedUp(), { security: 'asIs' });
    const held = await driver.fault('hold', call, { times: 1 });
    const stop = new AbortController();
    const stopped = rejection(restore.before({ components: [main], signal: stop.signal }));
    const asked = async () => (await vssCalls(driver)).filter(([name]) => name === call).length;
    await expect.poll(asked).toBe(1);
    stop.abort();
    expect(await stopped).toMatchObject({ name: 'AbortError' });
    await held.end();
    // It is selected all the same, and its writer would hear of the restore of the other one.
    expect(await rejection(restore.before({ components: [logs] }))).toMatchObject({ code: 'ERR_INVALID_STATE' });
    expect(await asked()).toBe(1);
    await restore.close();
  });

  it('does not begin again once a component is selected', async () => {
    const restore = await vss().openRestore(await backedUp(), { security: 'asIs' });
    const none = { writer: SQL, name: 'none' };
    expect(await rejection(restore.before({ components: [main, none] }))).toMatchObject({ reason: 'not-found' });
    expect(await rejection(restore.before({ components: [main] }))).toMatchObject({ code: 'ERR_INVALID_STATE' });
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
