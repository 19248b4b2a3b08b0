import type { SessionRef } from '../../identity/session.js';
import type { HostContext } from '../host-context.js';
import { checkRef } from '../sessions/reference.js';
import { checkProgram, checkSpawnOptions } from './check-program.js';
import { SpawnedProgram } from './spawned-program.js';
import { create, resume } from './start.js';
import type { RunningProgram, SpawnOptions } from './types.js';

const START_MS = 30_000;

export async function spawn(
  host: HostContext,
  ref: SessionRef,
  file: string,
  args: readonly string[] = [],
  options: SpawnOptions = {},
): Promise<RunningProgram> {
  checkRef(host, ref);
  checkSpawnOptions(options);
  const program = checkProgram(file, args, options);
  const { signal, timeout = host.timeout ?? START_MS, lifetime = 'own', output = 'ignore' } = options;
  const pipes = output === 'stream';
  return await host.waits.during({ signal, timeout }, async wait => {
    const created = await create(host, wait, ref, { program, options, pipes, endsWithJob: lifetime === 'caller' });
    await resume(host, created);
    return new SpawnedProgram(host, { created, file, account: await created.account, signal, pipes, lifetime });
  });
}
