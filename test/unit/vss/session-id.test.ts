import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { guid } from 'winstation/identity';
import { createWorld } from 'winstation/mock';
import type { VssEvent } from 'winstation/vss';

// Microsoft advises requesters and writers to log the id of the session with everything that they log.

interface Message {
  readonly syscall: string;
  readonly vssSession?: string | undefined;
}

const messages: Message[] = [];
const note = (message: unknown) => void messages.push(message as Message);
beforeEach(() => subscribe('winstation:call', note));
afterEach(() => {
  unsubscribe('winstation:call', note);
  messages.length = 0;
});

const failureOf = async (promise: Promise<unknown>): Promise<Error> =>
  await promise.then(
    () => new Error('nothing failed'),
    error => error,
  );

it('is in each message about a session, once Windows has given it', async () => {
  const world = createWorld();
  const one = await world.modules['winstation/vss'].openBackup({ security: 'asIs' });
  const other = await world.modules['winstation/vss'].openBackup({ security: 'asIs' });
  messages.length = 0;
  await Promise.all([one.writers(), other.writerStates()]);
  await Promise.all([one.snapshot(['C:\\']), other.close()]);
  await one.complete();
  await one.close();
  const of = (id: string | undefined) => messages.filter(it => it.vssSession === id).map(it => it.syscall);
  expect(of(undefined)).toEqual([]);
  expect(of(one.id)).toContain('IVssBackupComponents.DoSnapshotSet');
  expect(of(one.id).at(-1)).toBe('IVssBackupComponents.Release');
  expect(of(other.id)).toContain('IVssBackupComponents.GatherWriterStatus');
  expect(of(one.id).length + of(other.id).length).toBe(messages.length);
});

it('is in each message about a call of a writer', async () => {
  const world = createWorld();
  const writer = await world.modules['winstation/vss'].createWriter(
    { id: guid.parse('00112233-4455-6677-8899-aabbccddeeff'), name: 'Own', usage: 'userData', source: 'other' },
    { prepareBackup: () => ({ warn: 'retryable' }), backupComplete: () => {} },
  );
  const sessions = [world.vss.backup({ snapshot: false }), world.vss.backup({ snapshot: false })];
  await Promise.all(sessions.map(it => it.finish()));
  for (const { id } of sessions) {
    expect(messages.filter(it => it.vssSession === id)).toEqual([
      expect.objectContaining({ syscall: 'CVssWriterEx.OnPrepareBackup', ok: false, code: 0x800423f3 }),
      expect.objectContaining({ syscall: 'CVssWriterEx.OnBackupComplete', ok: true, code: undefined }),
    ]);
  }
  await writer.close();
});

it('is in the text of every error of a session', async () => {
  const world = createWorld();
  const open = () => world.modules['winstation/vss'].openBackup({ security: 'asIs' });
  const late = await open();
  const held = world.hold('IVssBackupComponents.GatherWriterMetadata');
  const waiting = failureOf(late.writers({ timeout: 100 }));
  await world.advance(100);
  expect(await waiting).toMatchObject({ name: 'TimeoutError', syscall: 'IVssBackupComponents.GatherWriterMetadata' });
  held.end();

  const aborted = await open();
  const controller = new AbortController();
  controller.abort();
  const closed = await open();
  await closed.close();
  const refused = await open();
  world.fail('IVssBackupComponents.GatherWriterMetadata', { code: 'VSS_E_UNEXPECTED' });

  const errors: readonly [id: string | undefined, error: Error][] = [
    [late.id, await waiting],
    [late.id, await failureOf(late.writers())],
    [aborted.id, await failureOf(aborted.writers({ signal: controller.signal }))],
    [closed.id, await failureOf(closed.writers())],
    [refused.id, await failureOf(refused.writers())],
    [refused.id, await failureOf(refused.complete())],
  ];
  expect(errors.map(([, { name }]) => name)).toEqual([
    'TimeoutError',
    'Error',
    'AbortError',
    'AbortError',
    'WindowsError',
    'Error',
  ]);
  for (const [id, { message }] of errors) expect(message).toContain(`VSS session ${id}`);
  for (const it of [late, aborted, refused]) await it.close();
});

it('is in what the signal of a handler says when nobody waits for it any more', async () => {
  const world = createWorld();
  const reasons: string[] = [];
  const never = ({ signal }: VssEvent) => {
    const note = () => reasons.push(String((signal as AbortSignal).reason));
    signal.addEventListener('abort', note);
    return new Promise<undefined>(() => {});
  };
  const writer = await world.modules['winstation/vss'].createWriter(
    {
      id: guid.parse('00112233-4455-6677-8899-aabbccddeeff'),
      name: 'Own',
      usage: 'userData',
      source: 'other',
      deadlines: { prepareBackup: 1_000 },
    },
    { prepareBackup: never },
  );
  const asked = async () => {
    const session = world.vss.backup({ snapshot: false });
    void session.until('prepareBackup');
    await world.settled();
    return session;
  };
  const late = await asked();
  await world.advance(1_000);
  const aborted = await asked();
  await aborted.abort();
  const closed = await asked();
  await writer.close();
  const place = (id: string) => `(CVssWriterEx.OnPrepareBackup in the VSS session ${id} on WORLD)`;
  expect(reasons).toEqual([
    `TimeoutError: The call took longer than 1000 ms ${place(late.id)}`,
    `AbortError: The call was aborted ${place(aborted.id)}`,
    `AbortError: The call was aborted ${place(closed.id)}`,
  ]);
});
