import { expect, it } from 'vitest';
import type { Backend } from 'winstation';
import { createWorld } from 'winstation/mock';
import { openBackup } from 'winstation/vss';
import type { BackendContract } from '../../../lib/backend-contract.js';
import type { CallThread } from '../../../lib/lane/contract.js';
import type { VssCalls } from '../../../lib/vss/calls.js';

const PROPERTIES = 'IVssBackupComponents.GetSnapshotProperties';

/** Windows, where a snapshot has no device, which nobody has seen. */
function withoutDevice(backend: BackendContract): Backend {
  const { clock, kind } = backend;
  const openCallThread: BackendContract['openCallThread'] = (domain, calls) => {
    const thread = backend.openCallThread(domain, calls) as unknown as CallThread<VssCalls>;
    const call: CallThread<VssCalls>['call'] = async (name, args) => {
      const answer = await thread.call(name, args);
      return name === PROPERTIES ? ({ ok: true, value: { device: undefined, volume: 'C:\\' } } as never) : answer;
    };
    const [stop, writeOff, close] = [() => thread.stop(), () => thread.writeOff(), () => thread.close()];
    return { call, stop, writeOff, close } as never;
  };
  return { kind, clock, localName: () => 'WS01', vss: {}, openCallThread } as unknown as Backend;
}

it('gives out no snapshot without a device: a path below it would be one of the volume itself', async () => {
  const world = createWorld();
  const backend = withoutDevice(world.backend as unknown as BackendContract);
  const session = await openBackup({ backend, security: 'asIs' });
  await expect(session.snapshot(['C:'])).rejects.toMatchObject({
    code: 'ERROR_INVALID_DATA',
    message: expect.stringContaining('C:\\ has no device in the VSS session'),
  });
  await session.close();
  expect(world.calls.slice(-2).map(it => it.name)).toEqual([
    'IVssBackupComponents.AbortBackup',
    'IVssBackupComponents.Release',
  ]);
});
