import type { SessionRef } from '../../identity/session.js';
import type { HostContext } from '../host-context.js';
import { checkRef } from '../sessions/reference.js';
import { checkProgram, checkRunOptions } from './check-program.js';
import { collect, feed } from './output.js';
import { create, resume } from './start.js';
import type { ProgramResult, RunOptions } from './types.js';
import { UnderWay } from './under-way.js';

const MAX_OUTPUT = 0x10_0000;
const RUN_MS = 60 * 60_000;

export async function run(
  host: HostContext,
  ref: SessionRef,
  file: string,
  args: readonly string[] = [],
  options: RunOptions = {},
): Promise<ProgramResult> {
  checkRef(host, ref);
  checkRunOptions(options);
  const program = checkProgram(file, args, options);
  const { signal, timeout = RUN_MS, input, maxOutput = MAX_OUTPUT } = options;

  return await host.waits.during({ signal, timeout }, async wait => {
    const created = await create(host, wait, ref, { program, options, pipes: true, endsWithJob: true });
    // From here on a stop ends the program, and the result says so.
    await resume(host, created);
    const underWay = new UnderWay(created);
    const stop = () => void underWay.stop(signal?.aborted ? 'abort' : 'timeout');
    const unwatch = wait.onStop(stop);
    if (wait.stopped) stop();
    try {
      const { door, pid, prepared } = created;
      const [stdout, stderr, end, account] = await Promise.all([
        collect(door, 'stdout', maxOutput),
        collect(door, 'stderr', maxOutput),
        underWay.ended,
        created.account,
        feed(door, input),
      ]);
      const { sessionId, elevated } = prepared;
      return Object.freeze({ pid, sessionId, account, elevated, ...end, stdout, stderr });
    } finally {
      unwatch();
      created.release();
    }
  });
}
