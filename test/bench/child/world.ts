import { createWorld } from 'winstation/mock';
import { manySessions } from '../worlds.js';
import { interleave } from './interleave.js';
import { type Found, runJob } from './job.js';

/** What a test pays for a call against a world, in plain Node on this machine. */
runJob(async (job): Promise<Found> => {
  const values: Record<string, number> = {};
  const measure = async (name: string, call: () => unknown, isAsync = false) => {
    const found = await interleave({ ...job, subject: name }, [{ name: 'world', call, isAsync }]);
    Object.assign(values, found.values);
  };
  const small = createWorld();
  const host = small.module.localHost();
  // A world remembers every call that was made to it.
  const forgetful = (call: () => unknown) => () => {
    small.clearCalls();
    return call();
  };
  await measure('world.create', () => createWorld());
  await measure(
    'world.consoleId',
    forgetful(() => small.module.activeConsoleSessionId()),
  );
  await measure(
    'world.sessionsSync',
    forgetful(() => host.sessionsSync()),
  );
  await measure(
    'world.sessions',
    forgetful(() => host.sessions()),
    true,
  );
  await measure(
    'world.details',
    forgetful(() => host.sessions({ details: true })),
    true,
  );
  const large = createWorld(manySessions(1000));
  const crowd = large.module.localHost();
  await measure('world.sessions1000', () => {
    large.clearCalls();
    return crowd.sessionsSync();
  });
  return { ratios: {}, values };
});
