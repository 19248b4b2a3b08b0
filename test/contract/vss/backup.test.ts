import { describe, expect, it } from 'vitest';
import type { VssBackup, VssBackupOptions } from 'winstation/vss';
import { rejection, withWorld } from '../suite.js';
import { DEFINITION, OWN, RICH, SQL, SYSTEM } from './rich.js';
import { vssCalls } from './vss-calls.js';

const NULL_ID = '00000000-0000-0000-0000-000000000000';
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('openBackup()', () => {
  const driver = withWorld(RICH);
  const vss = () => driver.modules['winstation/vss'];
  const open = (options?: VssBackupOptions): Promise<VssBackup> => vss().openBackup({ security: 'asIs', ...options });
  const names = async () => (await vssCalls(driver)).map(([name]) => name.replace('IVssBackupComponents.', ''));
  const main = { writer: SQL, logicalPath: 'srv\\MSSQL', name: 'main' };
  const logs = { writer: SQL, name: 'logs' };

  it('asks for the security of COM first', async () => {
    expect(await rejection(vss().openBackup())).toMatchObject({ code: 'ERR_INVALID_STATE' });
    expect(await vssCalls(driver)).toEqual([]);
    expect(vss().initializeSecurity()).toBe('done');
    expect(vss().initializeSecurity({ impersonate: true })).toBe('too-late');
    expect(await vssCalls(driver)).toEqual([
      ['CoInitializeSecurity', false],
      ['CoInitializeSecurity', true],
    ]);
    await (await vss().openBackup()).close();
  });

  it.each<[string, () => Promise<{ close(): Promise<void> }>]>([
    ['a session', () => open().then(async it => (await it.writers()) && it)],
    ['a writer', () => vss().createWriter(DEFINITION, {})],
  ])('finds the security of COM set by %s that was first', async (_, begin) => {
    const first = await begin();
    expect(vss().initializeSecurity()).toBe('too-late');
    await first.close();
    await (await vss().openBackup()).close();
  });

  it('has an id of its own, and gives everything back', async () => {
    const [one, other] = [await open(), await open()];
    expect(one.id).toMatch(GUID);
    expect(other.id).toMatch(GUID);
    expect(one.id).not.toBe(other.id);
    await one.close();
    await one.close();
    await other[Symbol.asyncDispose]();
    expect((await names()).filter(it => it === 'Release')).toHaveLength(2);
    expect(await names()).not.toContain('AbortBackup');
  });

  it('lists the writers, once', async () => {
    const session = await open();
    const writers = await session.writers();
    expect(writers).toEqual([
      {
        id: SQL,
        instanceId: expect.stringMatching(GUID),
        name: 'SqlServerWriter',
        instanceName: 'Größe:MSSQL',
        usage: 'userData',
        source: 'transacted',
        components: [
          {
            type: 'database',
            name: 'main',
            logicalPath: 'srv\\MSSQL',
            caption: 'Die Hauptsache',
            selectable: true,
            files: [{ path: 'C:\\db', spec: '*.mdf', recursive: false }],
          },
          {
            type: 'fileGroup',
            name: 'logs',
            logicalPath: undefined,
            caption: undefined,
            selectable: false,
            files: [{ path: 'D:\\logs', spec: '*.*', recursive: true }],
          },
        ],
      },
      {
        id: SYSTEM,
        instanceId: expect.stringMatching(GUID),
        name: 'System Writer',
        instanceName: undefined,
        usage: 'bootableSystemState',
        source: 'nonTransacted',
        components: [],
      },
    ]);
    expect(await session.writers()).toBe(writers);
    expect(Object.isFrozen(writers[0]?.components[0]?.files)).toBe(true);
    await session.close();
    expect((await names()).filter(it => it === 'GatherWriterMetadata')).toHaveLength(1);
  });

  it('takes no writers, and forty', async () => {
    await driver.reset({ ...RICH, vss: {} });
    const none = await open();
    expect(await none.writers()).toEqual([]);
    expect(await none.writerStates()).toEqual([]);
    await none.close();
    for (let i = 0; i < 40; i += 1) await driver.vss.act('writer', `Writer ${i} ${'x'.repeat(4096)}`);
    const many = await open();
    expect((await many.writers()).map(it => it.name.length)).toEqual(
      Array(40)
        .fill(4105)
        .map((n, i) => n + (i > 9 ? 1 : 0)),
    );
    await many.close();
  });

  it('asks some writers only', async () => {
    const only = await open({ writers: { only: [SYSTEM] } });
    expect((await only.writers()).map(it => it.id)).toEqual([SYSTEM]);
    const except = await open({ writers: { except: [SYSTEM] } });
    expect((await except.writers()).map(it => it.id)).toEqual([SQL]);
    await only.close();
    await except.close();
    await driver.clearCalls();
    const all = await open({ writers: { except: [] } });
    expect(await all.writers()).toHaveLength(2);
    await all.close();
    expect(await names()).not.toContain('DisableWriterClasses');
  });

  it('backs up from the first call to the last', async () => {
    const session = await open({ type: 'incremental' });
    const set = await session.snapshot(['C:', 'D:\\Daten\\'], { components: [main, logs, logs] });
    expect(set).toEqual({
      id: expect.stringMatching(GUID),
      snapshots: [
        {
          id: expect.stringMatching(GUID),
          volume: 'C:\\',
          device: '\\\\?\\GLOBALROOT\\Device\\HarddiskVolumeShadowCopy1',
        },
        {
          id: expect.stringMatching(GUID),
          volume: 'D:\\Daten\\',
          device: '\\\\?\\GLOBALROOT\\Device\\HarddiskVolumeShadowCopy2',
        },
      ],
    });
    expect(await session.writerStates()).toMatchObject([
      { id: SQL, state: 'waitingForBackupComplete', failedAt: undefined, code: undefined, message: undefined },
      { id: SYSTEM, state: 'waitingForBackupComplete' },
    ]);
    const document = await session.complete({ failed: [logs] });
    expect(document).toContain(`writerId="${SQL}"`);
    await session.close();
    expect(await names()).toEqual([
      'CreateVssBackupComponentsInternal',
      'InitializeForBackup',
      'IVssBackupComponentsEx3.GetSessionId',
      'GatherWriterMetadata',
      'GetWriterMetadataCount',
      'GetWriterMetadata',
      'GetWriterMetadata',
      'FreeWriterMetadata',
      'SetBackupState',
      'AddComponent',
      'AddComponent',
      'StartSnapshotSet',
      'AddToSnapshotSet',
      'AddToSnapshotSet',
      'PrepareForBackup',
      'DoSnapshotSet',
      'GetSnapshotProperties',
      'GetSnapshotProperties',
      'GatherWriterStatus',
      'GetWriterStatusCount',
      'IVssBackupComponentsEx3.GetWriterStatusEx',
      'IVssBackupComponentsEx3.GetWriterStatusEx',
      'FreeWriterStatus',
      'SetBackupSucceeded',
      'SetBackupSucceeded',
      'SaveAsXML',
      'BackupComplete',
      'Release',
    ]);
    const calls = await vssCalls(driver);
    expect(calls).toContainEqual(['IVssBackupComponents.SetBackupState', true, false, 2]);
    const instance = expect.stringMatching(GUID);
    const succeeded = 'IVssBackupComponents.SetBackupSucceeded';
    expect(calls).toContainEqual([succeeded, instance, SQL, 1, 'srv\\MSSQL', 'main', true]);
    expect(calls).toContainEqual([succeeded, instance, SQL, 2, undefined, 'logs', false]);
  });

  it('lets be tried again what had not begun when it failed', async () => {
    const stopped = { signal: AbortSignal.abort() };
    const session = await open();
    await driver.clearCalls();
    expect(await rejection(session.snapshot(['C:\\'], stopped))).toMatchObject({ code: 'ABORT_ERR' });
    expect(await names()).toEqual([]);
    const none = { writer: SQL, logicalPath: 'srv\\MSSQL', name: 'logs' };
    expect(await rejection(session.snapshot(['C:\\'], { components: [none] }))).toMatchObject({
      reason: 'not-found',
      message: expect.stringContaining('srv\\MSSQL\\logs'),
    });
    await session.snapshot(['C:\\'], { components: [main, logs] });
    expect(await rejection(session.complete(stopped))).toMatchObject({ code: 'ABORT_ERR' });
    for (const name of ['SetBackupSucceeded', 'SaveAsXML']) {
      const syscall = `IVssBackupComponents.${name}`;
      await driver.fault('fail', syscall, { code: 'VSS_E_UNEXPECTED', times: 1 });
      const error = (await rejection(session.complete())) as Error;
      expect(error).toMatchObject({ syscall });
      expect(error.message.includes('for the component srv\\MSSQL\\main')).toBe(name === 'SetBackupSucceeded');
    }
    const document = await session.complete({ failed: [logs] });
    await session.close();
    expect(document).toContain(SQL);
    const after = await names();
    expect(after.filter(it => ['GatherWriterMetadata', 'DoSnapshotSet', 'BackupComplete'].includes(it))).toEqual([
      'GatherWriterMetadata',
      'DoSnapshotSet',
      'BackupComplete',
    ]);
    expect(after).not.toContain('AbortBackup');
  });

  it('makes no second attempt at what had begun', async () => {
    const session = await open();
    await driver.fault('fail', 'IVssBackupComponents.SetBackupState', { code: 'VSS_E_UNEXPECTED', times: 1 });
    expect(await rejection(session.snapshot(['C:\\']))).toMatchObject({ code: 'VSS_E_UNEXPECTED' });
    expect(await rejection(session.snapshot(['C:\\']))).toMatchObject({ code: 'ERR_INVALID_STATE' });
    await session.close();
    const other = await open();
    await other.snapshot(['C:\\']);
    await driver.fault('fail', 'IVssBackupComponents.BackupComplete', { code: 'VSS_E_UNEXPECTED', times: 1 });
    expect(await rejection(other.complete())).toMatchObject({ code: 'VSS_E_UNEXPECTED' });
    expect(await rejection(other.complete())).toMatchObject({ code: 'ERR_INVALID_STATE' });
    await other.close();
    expect((await names()).slice(-2)).toEqual(['AbortBackup', 'Release']);
  });

  it('says that a volume was given twice', async () => {
    const session = await open();
    expect(await rejection(session.snapshot(['C:', 'c:\\']))).toMatchObject({
      code: 'VSS_E_OBJECT_ALREADY_EXISTS',
      message: expect.stringContaining('failed for the volume c:\\ in the VSS session'),
      hint: expect.stringContaining('twice'),
    });
    await session.close();
  });

  it('is a copy where nothing else is said, and names no components', async () => {
    const session = await open();
    await session.snapshot(['C:\\']);
    await session.close();
    expect(await vssCalls(driver)).toContainEqual(['IVssBackupComponents.SetBackupState', false, false, 5]);
    // Closed without its end: that is owed.
    expect((await names()).slice(-2)).toEqual(['AbortBackup', 'Release']);
  });

  it.each(['StartSnapshotSet', 'AddToSnapshotSet', 'PrepareForBackup', 'DoSnapshotSet', 'BackupComplete'])(
    'aborts exactly when that is owed: %s fails',
    async name => {
      await driver.fault('fail', `IVssBackupComponents.${name}`, { code: 'VSS_E_UNEXPECTED' });
      const session = await open();
      const backup = async () => {
        await session.snapshot(['C:\\']);
        await session.complete();
      };
      expect(await rejection(backup())).toMatchObject({
        name: 'WindowsError',
        code: 'VSS_E_UNEXPECTED',
        syscall: `IVssBackupComponents.${name}`,
        reason: 'other',
        message: expect.stringContaining(`in the VSS session ${session.id}`),
      });
      expect(await rejection(session.complete())).toMatchObject({ code: 'ERR_INVALID_STATE' });
      await session.close();
      expect((await names()).slice(-2)).toEqual([name === 'StartSnapshotSet' ? name : 'AbortBackup', 'Release']);
    },
  );

  it('is busy while another set is made', async () => {
    const first = await open();
    const second = await open();
    const other = await driver.backup();
    await other.until('freeze');
    expect(await rejection(first.snapshot(['C:\\']))).toMatchObject({
      reason: 'busy',
      code: 'VSS_E_SNAPSHOT_SET_IN_PROGRESS',
      hint: expect.stringContaining('Try again'),
    });
    await other.finish();
    await second.snapshot(['C:\\']);
    await first.close();
    await second.close();
  });

  it('finds no component and no volume that there are not', async () => {
    const session = await open();
    const missing = session.snapshot(['C:\\'], { components: [{ writer: SYSTEM, name: 'main' }] });
    expect(await rejection(missing)).toMatchObject({ reason: 'not-found', code: 'VSS_E_OBJECT_NOT_FOUND' });
    const another = await open();
    expect(await rejection(another.snapshot(['Q:\\']))).toMatchObject({
      reason: 'not-found',
      syscall: 'IVssBackupComponents.AddToSnapshotSet',
      hint: 'There is no such volume.',
    });
    await session.close();
    await another.close();
  });

  it('shows how a writer has failed, by its own words', async () => {
    await driver.vss.act('writer', 'Broken', { fails: 'prepareSnapshot', how: 'outOfResources' });
    const session = await open();
    await session.snapshot(['C:\\']);
    expect((await session.writerStates()).at(-1)).toMatchObject({
      name: 'Broken',
      state: 'failed',
      failedAt: 'prepareSnapshot',
      code: 'VSS_E_WRITERERROR_OUTOFRESOURCES',
    });
    await session.close();
  });

  it('shows which writers do not respond any more, and knows none that came later', async () => {
    const { createWriter } = vss();
    const own = await createWriter(DEFINITION, {});
    const session = await open();
    const writers = await session.writers();
    await own.close();
    const late = await createWriter({ ...DEFINITION, id: SYSTEM }, {});
    const silent = { state: 'unknown', failedAt: undefined, code: 'VSS_E_WRITER_NOT_RESPONDING', message: undefined };
    const states = await session.writerStates();
    expect(states.find(it => it.id === OWN)).toMatchObject(silent);
    expect(Object.fromEntries(states.map(it => [it.name, it.state]))).toEqual({
      SqlServerWriter: 'stable',
      'System Writer': 'stable',
      'Beispiel DB': 'unknown',
    });
    expect(await session.writers()).toBe(writers);
    await late.close();
    await session.close();
  });

  it('makes no snapshot where a writer fails at the freeze', async () => {
    await driver.vss.act('writer', 'Broken', { fails: 'freeze', how: 'timeout' });
    const session = await open();
    expect(await rejection(session.snapshot(['C:\\']))).toMatchObject({ code: 'VSS_E_UNEXPECTED_WRITER_ERROR' });
    expect((await session.writerStates()).at(-1)).toMatchObject({
      state: 'failed',
      failedAt: 'freeze',
      code: 'VSS_E_WRITERERROR_TIMEOUT',
    });
    await session.close();
  });

  it('gives states back that it could not read, and can be asked again', async () => {
    const session = await open();
    for (const [call, error] of [
      ['IVssBackupComponents.GetWriterStatusCount', 'VSS_E_UNEXPECTED'],
      ['IVssBackupComponentsEx3.GetWriterStatusEx', 'VSS_E_WRITER_STATUS_NOT_AVAILABLE'],
    ] as const) {
      await driver.fault('fail', call, { code: error, times: 1 });
      expect(await rejection(session.writerStates())).toMatchObject({ syscall: call, code: error });
      expect((await vssCalls(driver)).at(-1)).toEqual(['IVssBackupComponents.FreeWriterStatus']);
    }
    expect(await session.writerStates()).toHaveLength(2);
    await session.close();
  });

  it('takes the older call for states where there is no newer one', async () => {
    await driver.fault('fail', 'IVssBackupComponentsEx3.GetWriterStatusEx', { code: 'E_NOINTERFACE' });
    const session = await open();
    expect(await session.writerStates()).toMatchObject([{ state: 'stable', message: undefined }, { state: 'stable' }]);
    await session.close();
  });

  it('has no id on a Windows without ids, and later where Windows gives it later', async () => {
    await driver.reset({ ...RICH, vss: { ...RICH.vss, sessionIds: 'none' } });
    const without = await open();
    expect(without.id).toBeUndefined();
    await without.snapshot(['C:\\']);
    expect(without.id).toBeUndefined();
    await without.close();
    await driver.reset({ ...RICH, vss: { ...RICH.vss, sessionIds: 'late' } });
    const late = await open();
    expect(late.id).toBeUndefined();
    await late.snapshot(['C:\\']);
    expect(late.id).toMatch(GUID);
    expect(late.id).not.toBe(NULL_ID);
    await late.close();
  });

  it('ends the wait for a writer that hangs, and everything is given back', async () => {
    await driver.vss.act('writer', 'Mute', { hangs: 'identify' });
    const session = await open();
    const asked = rejection(session.writers({ timeout: 100 }));
    await driver.pass(100);
    expect(await asked).toMatchObject({ code: 'ETIMEDOUT' });
    expect(await rejection(session.writers())).toMatchObject({ code: 'ERR_INVALID_STATE' });
    await session.close();
    expect((await names()).at(-1)).toBe('Release');
  });

  it('cannot go on after an act whose outcome is not known', async () => {
    await driver.vss.act('writer', 'Stuck', { hangs: 'prepareBackup' });
    const session = await open();
    // Long enough that it comes as far as that act.
    const asked = rejection(session.snapshot(['C:\\'], { timeout: 1_000 }));
    await driver.pass(1_000);
    expect(await asked).toMatchObject({ code: 'ETIMEDOUT', outcome: 'unknown' });
    expect(await rejection(session.writerStates())).toMatchObject({ code: 'ERR_INVALID_STATE' });
    await session.close();
    expect((await names()).slice(-2)).toEqual(['AbortBackup', 'Release']);
  });

  it('ends with its signal', async () => {
    const controller = new AbortController();
    const session = await open({ signal: controller.signal });
    const held = await driver.fault('hold', 'IVssBackupComponents.GatherWriterMetadata');
    const asked = rejection(session.writers());
    await driver.pass(10);
    controller.abort(new Error('enough'));
    expect(await asked).toMatchObject({ code: 'ABORT_ERR' });
    await held.end();
    await session.close();
    expect((await names()).at(-1)).toBe('Release');
    expect(await rejection(session.writers())).toMatchObject({ code: 'ABORT_ERR' });
  });

  it('opens no more than there may be', async () => {
    const all = await Promise.all(Array.from({ length: 64 }, () => open()));
    expect(await rejection(open())).toMatchObject({ reason: 'busy', syscall: 'CreateThread' });
    await all.pop()!.close();
    all.push(await open());
    for (const it of all) await it.close();
  });

  it('says why it cannot be opened', async () => {
    await driver.reset(RICH, { as: 'user' });
    expect(await rejection(open())).toMatchObject({
      code: 'ERROR_ACCESS_DENIED',
      errno: 5,
      reason: 'access-denied',
      hint: expect.stringContaining('VssAccessControl'),
    });
    await driver.reset({ ...RICH, vss: null });
    expect(await rejection(open())).toMatchObject({ code: 'ERROR_MOD_NOT_FOUND', reason: 'not-supported' });
    await driver.reset(RICH);
    const stopped = await driver.fault('stopService', 'VSS');
    expect(await rejection(open())).toMatchObject({ code: 'ERROR_SERVICE_DISABLED', reason: 'unreachable' });
    await stopped.end();
    await driver.fault('fail', 'CreateVssBackupComponentsInternal', { code: 'E_NOTIMPL' });
    expect(await rejection(open())).toMatchObject({ code: 'E_NOTIMPL', reason: 'not-supported' });
    const removed = await driver.remove('CreateVssBackupComponentsInternal');
    expect(await rejection(open())).toMatchObject({ code: 'ERROR_PROC_NOT_FOUND', reason: 'not-supported' });
    await removed.end();
  });

  it('refuses what is wrong before anything is asked', async () => {
    const wrong = async (options: object) => ((await rejection(open(options as never))) as { code: string }).code;
    expect(await wrong({ type: 'half' })).toBe('ERR_INVALID_ARG_VALUE');
    expect(await wrong({ writers: { only: [SQL], except: [] } })).toBe('ERR_INVALID_ARG_VALUE');
    expect(await wrong({ writers: { only: ['x'] } })).toBe('ERR_INVALID_ARG_VALUE');
    expect(await wrong({ writers: { only: [] } })).toBe('ERR_OUT_OF_RANGE');
    expect(await wrong({ security: 'none' })).toBe('ERR_INVALID_ARG_VALUE');
    expect(await wrong({ timeout: -1 })).toBe('ERR_OUT_OF_RANGE');
    expect(await wrong({ bootable: true })).toBe('ERR_INVALID_ARG_VALUE');
    expect(await wrong({ backend: {} })).toBe('ERR_INVALID_ARG_TYPE');
    expect(await vssCalls(driver)).toEqual([]);
    const session = await open();
    const refused = async (...args: unknown[]) =>
      ((await rejection(session.snapshot(...(args as [never])))) as { code: string }).code;
    expect(await refused([])).toBe('ERR_OUT_OF_RANGE');
    expect(await refused(Array(65).fill('C:\\'))).toBe('ERR_OUT_OF_RANGE');
    expect(await refused('C:\\')).toBe('ERR_INVALID_ARG_TYPE');
    expect(await refused(['C:\\\0'])).toBe('ERR_INVALID_ARG_VALUE');
    expect(await refused(['C:\\'], { components: [{ writer: SQL }] })).toBe('ERR_INVALID_ARG_TYPE');
    expect(await rejection(session.complete())).toMatchObject({ code: 'ERR_INVALID_STATE' });
    await session.snapshot(['C:\\']);
    expect(await rejection(session.snapshot(['C:\\']))).toMatchObject({ code: 'ERR_INVALID_STATE' });
    expect(await rejection(session.complete({ failed: [main] }))).toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
    await session.complete();
    await session.close();
  });
});
