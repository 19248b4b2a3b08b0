import { expect, it } from 'vitest';
import { guid } from 'winstation/identity';
import { createWorld } from 'winstation/mock';

const CLOSE_MS = 10_000;
const DEFINITION = {
  id: guid.parse('00112233-4455-6677-8899-aabbccddeeff'),
  name: 'Own',
  usage: 'userData',
  source: 'other',
} as const;

it('closes a session ten seconds after Windows was asked something that it does not answer, and the rest follows when it does', async () => {
  const world = createWorld();
  const { createWriter, openBackup } = world.modules['winstation/vss'];
  const heard: string[] = [];
  const note = ({ phase }: { readonly phase: string }) => void heard.push(phase);
  const writer = await createWriter(DEFINITION, { prepareBackup: note, backupShutdown: note });
  const session = await openBackup({ security: 'asIs' });
  const held = world.hold('IVssBackupComponents.DoSnapshotSet');
  const snapshot = session.snapshot(['C:\\']).catch((error: Error) => error.name);
  await world.settled();
  let isClosed = false;
  const closed = session.close().then(() => {
    isClosed = true;
  });
  expect(await snapshot).toBe('AbortError');
  await world.advance(CLOSE_MS - 1);
  expect(isClosed).toBe(false);
  await world.advance(1);
  await closed;
  expect(heard).toEqual(['prepareBackup']);
  held.end();
  await world.settled();
  expect(heard).toEqual(['prepareBackup', 'backupShutdown']);
  await writer.close();
});

it('ends a session properly when Windows answers while it is closed, however long ago nobody waited any more', async () => {
  const world = createWorld();
  const session = await world.modules['winstation/vss'].openBackup({ security: 'asIs' });
  const held = world.hold('IVssBackupComponents.DoSnapshotSet');
  const snapshot = session.snapshot(['C:\\'], { timeout: 100 }).catch((error: Error) => error.name);
  await world.advance(CLOSE_MS / 2);
  expect(await snapshot).toBe('TimeoutError');
  const closed = session.close();
  await world.advance(CLOSE_MS - 1);
  held.end();
  await closed;
  expect(world.calls.slice(-2).map(({ name }) => name)).toEqual([
    'IVssBackupComponents.AbortBackup',
    'IVssBackupComponents.Release',
  ]);
});

it('closes a writer ten seconds after a freeze that never settles was asked to', async () => {
  const world = createWorld();
  let isFrozen = false;
  const writer = await world.modules['winstation/vss'].createWriter(DEFINITION, {
    freeze: () => {
      isFrozen = true;
      return new Promise<undefined>(() => {});
    },
    resume: () => {},
  });
  const over = world.vss.backup().finish();
  await world.settled();
  expect(isFrozen).toBe(true);
  let isClosed = false;
  const closed = writer.close().then(() => {
    isClosed = true;
  });
  await world.advance(CLOSE_MS - 1);
  expect(isClosed).toBe(false);
  await world.advance(1);
  await closed;
  expect((await over).ok).toBe(false);
});
