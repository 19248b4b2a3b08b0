import { describe, expect, it } from 'vitest';
import type { VssSession } from 'winstation/vss';
import { rejection, withWorld } from '../suite.js';
import { passUntil } from './passing.js';
import { RICH, SQL } from './rich.js';
import { vssCalls } from './vss-calls.js';

const OBJECT = 'IVssBackupComponents';
const of = (...methods: readonly string[]): readonly string[] => methods.map(it => `${OBJECT}.${it}`);
const CREATE = 'CreateVssBackupComponentsInternal';
const SESSION_ID = `${OBJECT}Ex3.GetSessionId`;
const GATHER = of('GatherWriterMetadata', 'GetWriterMetadataCount', 'GetWriterMetadata', 'FreeWriterMetadata');

interface Stopped {
  readonly calls: readonly string[];
  /** Whether Windows may have carried something out. */
  readonly outcome: 'unknown' | undefined;
  /** Whether the session owes an abort then. */
  readonly isOwed: boolean;
}

const BACKUP: readonly Stopped[] = [
  { calls: [CREATE, ...of('InitializeForBackup'), SESSION_ID], outcome: 'unknown', isOwed: false },
  { calls: [...GATHER, ...of('SetBackupState', 'AddComponent')], outcome: undefined, isOwed: false },
  {
    calls: of('StartSnapshotSet', 'AddToSnapshotSet', 'PrepareForBackup', 'DoSnapshotSet', 'GetSnapshotProperties'),
    outcome: 'unknown',
    isOwed: true,
  },
  { calls: of('SetBackupSucceeded', 'SaveAsXML'), outcome: undefined, isOwed: true },
];
const RESTORE: readonly Stopped[] = [
  { calls: of('InitializeForRestore'), outcome: 'unknown', isOwed: false },
  { calls: of('SetSelectedForRestore', 'SetFileRestoreStatus'), outcome: undefined, isOwed: false },
  { calls: of('PreRestore', 'PostRestore'), outcome: 'unknown', isOwed: false },
];
const each = (all: readonly Stopped[]) => all.flatMap(it => it.calls.map(call => [call, it] as const));

describe('a session that is ended while Windows is asked', () => {
  const driver = withWorld(RICH);
  const vss = () => driver.modules['winstation/vss'];
  const components = [{ writer: SQL, logicalPath: 'srv\\MSSQL', name: 'main' }];
  const names = async () => (await vssCalls(driver)).map(([name]) => name);

  /** Ends the session of `run` by its signal while this call is under way; then Windows answers. */
  async function endIn(call: string, run: (signal: AbortSignal, opened: (it: VssSession) => void) => Promise<unknown>) {
    await driver.clearCalls();
    const controller = new AbortController();
    const held = await driver.fault('hold', call);
    let session: VssSession | undefined;
    const stopped = rejection(run(controller.signal, it => (session = it)));
    let isAsked = false;
    await passUntil(
      driver,
      () => isAsked,
      async () => {
        isAsked = (await names()).includes(call);
      },
    );
    controller.abort(new Error('enough'));
    const error = await stopped;
    await held.end();
    await session?.close();
    return { error, session };
  }

  /** Whatever came of it, the next one makes its snapshot. */
  async function backUp(): Promise<string> {
    const session = await vss().openBackup({ security: 'asIs' });
    await session.snapshot(['C:\\'], { components });
    const document = await session.complete();
    await session.close();
    return document;
  }

  it.each(each(BACKUP))('is given back, and aborted when that is owed: a backup in %s', async (call, expected) => {
    const { error, session } = await endIn(call, async (signal, opened) => {
      const backup = await vss().openBackup({ security: 'asIs', signal });
      opened(backup);
      await backup.snapshot(['C:\\'], { components });
      await backup.complete();
    });
    expect(error).toMatchObject({ code: 'ABORT_ERR', syscall: call, outcome: expected.outcome });
    if (session) {
      expect((error as Error).message).toContain(`in the VSS session ${session.id}`);
      const made = await names();
      expect(made.filter(it => it === `${OBJECT}.AbortBackup`)).toHaveLength(expected.isOwed ? 1 : 0);
      expect(made.filter(it => it === `${OBJECT}.Release`)).toHaveLength(1);
      expect(made.at(-1)).toBe(`${OBJECT}.Release`);
    }
    await backUp();
  });

  it.each(each(RESTORE))('is given back, and never aborted: a restore in %s', async (call, { outcome }) => {
    const document = await backUp();
    const { error, session } = await endIn(call, async (signal, opened) => {
      const restore = await vss().openRestore(document, { security: 'asIs', signal });
      opened(restore);
      await restore.before({ components });
      await restore.after();
    });
    expect(error).toMatchObject({ code: 'ABORT_ERR', syscall: call, outcome });
    const made = await names();
    expect(made).not.toContain(`${OBJECT}.AbortBackup`);
    if (session) expect(made.at(-1)).toBe(`${OBJECT}.Release`);
    await backUp();
  });
});
