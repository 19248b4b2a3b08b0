import { describe, expect, it } from 'vitest';
import { guid } from 'winstation/identity';
import { createWorld, type World } from 'winstation/mock';
import type { VssEvent, VssHandlers, VssPhase } from 'winstation/vss';
import type { BackendContract } from '../../../../lib/backend-contract.js';
import { VSS_CALLS, type VssArgs, type VssCallName } from '../../../../lib/vss/calls.js';

const OWN = guid.parse('00112233-4455-6677-8899-aabbccddeeff');
const DEFINITION = { id: OWN, name: 'Own', usage: 'userData', source: 'other' } as const;

/** A requester that asks what it likes, in any order. */
function requesterOf(world: World) {
  const thread = (world.backend as unknown as BackendContract).openCallThread('vss', VSS_CALLS);
  const call = async <N extends VssCallName>(name: N, args: VssArgs<N>): Promise<string> => {
    const answer = await thread.call(name, args);
    return answer.ok ? 'ok' : `0x${answer.code.toString(16)}`;
  };
  const ask = (name: string, args: object = {}) =>
    call(`IVssBackupComponents${name.includes('.') ? '' : '.'}${name}` as VssCallName, args as never);
  return { ask, make: () => call('CreateVssBackupComponentsInternal', {}) };
}

const BAD_STATE = '0x80042301';
const SET_IN_PROGRESS = '0x80042316';
const STATE = { selectComponents: false, bootableSystemState: false, type: 5 };
const VOLUME = { volume: 'C:\\' };
const COMPONENT = { instance: OWN, writer: OWN, type: 1, logicalPath: undefined, name: 'main' };

/** A backup from the first call to the last, and what is too early or too often after each. */
const ORDER: readonly [call: string, args: object, wrongThen: readonly [call: string, args?: object][]][] = [
  [
    'InitializeForBackup',
    {},
    [
      ['InitializeForBackup'],
      ['InitializeForRestore', { document: '<BACKUP_COMPONENTS ></BACKUP_COMPONENTS>' }],
      ['GetWriterMetadataCount'],
      ['GetWriterMetadata', { index: 0 }],
      ['AddComponent', COMPONENT],
      ['AddToSnapshotSet', VOLUME],
      ['GatherWriterStatus'],
      ['GetWriterStatusCount'],
      ['Ex3.GetWriterStatusEx', { index: 0 }],
      ['PrepareForBackup'],
      ['DoSnapshotSet'],
      ['BackupComplete'],
      ['SetSelectedForRestore', { ...COMPONENT, selected: true }],
      ['PreRestore'],
      ['PostRestore'],
    ],
  ],
  ['GatherWriterMetadata', {}, [['GatherWriterMetadata'], ['EnableWriterClasses', { classes: new Uint8Array(16) }]]],
  ['SetBackupState', STATE, [['DoSnapshotSet']]],
  ['StartSnapshotSet', {}, [['StartSnapshotSet'], ['DoSnapshotSet']]],
  ['AddToSnapshotSet', VOLUME, [['BackupComplete']]],
  [
    'PrepareForBackup',
    {},
    [['PrepareForBackup'], ['SetBackupState', STATE], ['AddComponent', COMPONENT], ['BackupComplete']],
  ],
  ['DoSnapshotSet', {}, [['DoSnapshotSet'], ['AddToSnapshotSet', VOLUME], ['StartSnapshotSet']]],
  ['BackupComplete', {}, [['BackupComplete']]],
  ['Release', {}, [['InitializeForBackup'], ['GatherWriterMetadata']]],
];

describe('VSS of a world', () => {
  it('takes the calls of a requester in their order only', async () => {
    const { ask, make } = requesterOf(createWorld());
    expect(await ask('InitializeForBackup')).toBe(BAD_STATE);
    await make();
    expect(await ask('Ex3.GetSessionId')).toBe(BAD_STATE);
    for (const [name, args, wrongThen] of ORDER) {
      expect([name, await ask(name, args)]).toEqual([name, 'ok']);
      for (const [wrong, its = {}] of wrongThen) {
        expect([name, wrong, await ask(wrong, its)]).toEqual([name, wrong, BAD_STATE]);
      }
    }
  });

  it.each(['AbortBackup', 'Release'])('lets another set begin after %s', async end => {
    const world = createWorld();
    const [first, second] = [requesterOf(world), requesterOf(world)];
    for (const { ask, make } of [first, second]) {
      await make();
      await ask('InitializeForBackup');
    }
    expect(await first.ask('StartSnapshotSet')).toBe('ok');
    expect(await second.ask('StartSnapshotSet')).toBe(SET_IN_PROGRESS);
    expect(await first.ask(end)).toBe('ok');
    expect(await second.ask('StartSnapshotSet')).toBe('ok');
  });

  /** What becomes of a backup whose writer refuses: whether the snapshot is made, and whether all writers are told to give up. */
  const REFUSALS: readonly [phase: VssPhase, isMade: boolean, isGivenUp: boolean][] = [
    ['prepareBackup', true, false],
    ['prepareSnapshot', true, false],
    ['freeze', false, true],
    ['thaw', false, true],
    ['postSnapshot', true, false],
    ['backupComplete', true, false],
  ];
  it.each(REFUSALS)('shows which writer has refused at %s', async (phase, isMade, isGivenUp) => {
    const world = createWorld();
    const { createWriter, openBackup } = world.modules['winstation/vss'];
    const refuse = () => ({ fail: 'outOfResources' }) as const;
    const plain = { [phase]: refuse } as VssHandlers;
    const thrown = () => Promise.reject(new Error('no'));
    const freezing: VssHandlers =
      phase === 'thaw' ? { freeze: () => {}, resume: thrown } : { freeze: refuse, resume: () => {} };
    const own = await createWriter(DEFINITION, phase === 'freeze' || phase === 'thaw' ? freezing : plain);
    const heard: VssPhase[] = [];
    const other = await createWriter(
      { ...DEFINITION, id: guid.parse('8e8f3a1c-2d4b-4c6e-9f10-a1b2c3d4e5f6') },
      { abort: it => void heard.push(it.phase), backupShutdown: it => void heard.push(it.phase) },
    );
    const backup = await openBackup({ security: 'asIs' });
    const result = await backup.snapshot(['C:\\']).then(
      () => 'made',
      error => error.code,
    );
    expect(result).toBe(isMade ? 'made' : 'VSS_E_UNEXPECTED_WRITER_ERROR');
    if (isMade) await backup.complete();
    const [state, ofOther] = await backup.writerStates();
    expect(state).toMatchObject({
      id: OWN,
      state: 'failed',
      failedAt: phase,
      code: `VSS_E_WRITERERROR_${phase === 'thaw' ? 'NONRETRYABLE' : 'OUTOFRESOURCES'}`,
    });
    expect(ofOther).toMatchObject({ state: 'stable', failedAt: undefined });
    await backup.close();
    expect(new Set(heard)).toEqual(new Set(isGivenUp ? ['abort', 'backupShutdown'] : ['backupShutdown']));
    await own.close();
    await other.close();
  });

  it('gives a backup up that holds writes up for ten seconds', async () => {
    const world = createWorld();
    const heard: string[] = [];
    const note = ({ phase }: { readonly phase: string }) => void heard.push(phase);
    const handlers: VssHandlers = {
      freeze: note,
      resume: it => note({ phase: `resume by ${it.phase}` }),
      backupShutdown: note,
    };
    const writer = await world.modules['winstation/vss'].createWriter(DEFINITION, handlers);
    const session = world.vss.backup();
    await session.until('freeze');
    await world.advance(9_999);
    expect(heard).toEqual(['freeze']);
    await world.advance(1);
    expect((await session.finish()).ok).toBe(false);
    expect(heard).toEqual(['freeze', 'resume by abort', 'backupShutdown']);
    const quick = world.vss.backup();
    await quick.until('freeze');
    await world.advance(9_999);
    expect((await quick.finish()).ok).toBe(true);
    expect(heard.slice(3)).toEqual(['freeze', 'resume by thaw', 'backupShutdown']);
    await writer.close();
  });

  it('forgets other programs that back up when the machine restarts', async () => {
    const world = createWorld();
    const id = world.vss.writer('Other');
    const heard: string[] = [];
    const writer = await world.modules['winstation/vss'].createWriter(DEFINITION, {
      freeze: it => void heard.push(it.phase),
      resume: it => void heard.push(`resume by ${it.phase}`),
      backupShutdown: it => void heard.push(it.phase),
    });
    const instance = async () => {
      const session = await world.modules['winstation/vss'].openBackup({ security: 'asIs' });
      const found = (await session.writers()).find(it => it.id === id)?.instanceId;
      await session.close();
      return found;
    };
    const before = await instance();
    const session = world.vss.backup();
    await session.until('freeze');
    world.restart();
    expect((await session.finish()).ok).toBe(false);
    expect(await instance()).not.toBe(before);
    expect((await world.vss.backup({ snapshot: false }).finish()).ok).toBe(true);
    // Windows says nothing, so the writer resumes by itself.
    expect(heard).toEqual(['freeze', 'backupShutdown']);
    await world.advance(61_000);
    expect(heard).toEqual(['freeze', 'backupShutdown', 'resume by abort']);
    expect((await world.vss.backup().finish()).ok).toBe(true);
    await writer.close();
  });

  it('shows that a writer is stuck in the call of another session', async () => {
    const world = createWorld();
    const id = world.vss.writer('Stuck', { hangs: 'prepareBackup' });
    const session = await world.modules['winstation/vss'].openBackup({ security: 'asIs' });
    const ofStuck = async () => (await session.writerStates()).find(it => it.id === id);
    expect(await ofStuck()).toMatchObject({ state: 'stable', code: undefined });
    const other = world.vss.backup({ snapshot: false });
    void other.until('prepareBackup');
    await world.settled();
    expect(await ofStuck()).toMatchObject({ state: 'unknown', code: 'VSS_E_WRITER_NOT_RESPONDING' });
    await other.abort();
    await session.close();
  });

  it('waits for no writer that hangs when a backup is given up', async () => {
    const world = createWorld();
    world.vss.writer('Stuck', { hangs: 'postSnapshot' });
    const session = world.vss.backup();
    const [until, finished] = [session.until('postSnapshot'), session.finish()];
    await world.settled();
    await session.abort();
    await until;
    expect((await finished).ok).toBe(false);
  });

  it('makes one set at a time, from its first phase to the snapshot', async () => {
    const world = createWorld();
    const seen: string[] = [];
    const note = ({ phase, sessionId }: VssEvent) => void seen.push(`${phase} ${sessionId}`);
    await world.modules['winstation/vss'].createWriter(DEFINITION, { freeze: note, resume: note });
    const [first, second, early] = [world.vss.backup(), world.vss.backup(), world.vss.backup()];
    await first.until('freeze');
    expect(await early.finish()).toEqual({ ok: false, events: [] });
    await first.until('postSnapshot');
    await second.until('postSnapshot');
    expect((await first.finish()).ok).toBe(true);
    expect((await second.finish()).ok).toBe(true);
    expect(seen).toEqual([first, second].flatMap(({ id }) => [`freeze ${id}`, `thaw ${id}`]));
  });

  it('gives nothing up after the snapshot, and never a restore', async () => {
    const world = createWorld();
    const heard: string[] = [];
    const note = ({ phase }: { readonly phase: string }) => void heard.push(phase);
    const writer = await world.modules['winstation/vss'].createWriter(DEFINITION, { abort: note });
    for (const [session, phase] of [
      [world.vss.backup(), 'postSnapshot'],
      [world.vss.restore(), 'preRestore'],
    ] as const) {
      await session.until(phase);
      await session.abort();
      expect((await session.finish()).ok).toBe(false);
    }
    expect(heard).toEqual([]);
    await writer.close();
  });
});

it('takes no option and no word that there is not', () => {
  const { vss } = createWorld();
  const wrong: readonly (readonly [() => unknown, RegExp])[] = [
    [() => vss.backup({ crashes: 'freeze' } as never), /^backup\.crashes must be .* \(did you mean crash\?\)/],
    [() => vss.backup({ type: 'Full' as never }), /^backup\.type must be one of full, .* \(did you mean full\?\)/],
    [() => vss.backup({ crash: 'preparebackup' as never }), /^backup\.crash must be one of prepareBackup, /],
    [() => vss.restore({ component: [] } as never), /^restore\.component must be .* \(did you mean components\?\)/],
    [() => vss.writer('W', { hang: 'freeze' } as never), /^writer\.hang must be .* \(did you mean hangs\?\)/],
    [() => vss.writer('W', { hangs: 'identity' as never }), /^writer\.hangs must be .* \(did you mean identify\?\)/],
    [() => vss.writer('W', { how: 'always' as never }), /^writer\.how must be one of inconsistentSnapshot, /],
    [() => vss.writer('W', { state: 'frozen' as never }), /^writer\.state must be one of unknown, stable, /],
  ];
  for (const [make, text] of wrong) expect(make).toThrow(text);
  expect(vss.writer('W', { hangs: 'identify', how: 'timeout', state: 'failed' })).toBeDefined();
});
