import { once } from 'node:events';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { edge, sleep, winstation } from './harness.js';

const WORKERS = 20;
const AT_ONCE = 4;
const CALLS = 6;

/** How a worker leaves, in turn: by itself with everything answered, or with calls in flight. */
const LEAVE = ['answered', 'exit', 'terminated', 'throw'] as const;

async function one(index: number): Promise<string | undefined> {
  const leave = LEAVE[index % LEAVE.length];
  const worker = new Worker(__filename, { workerData: { leave } });
  let failure: unknown;
  worker.on('error', error => {
    failure = error;
  });
  const exit = once(worker, 'exit');
  await Promise.race([once(worker, 'message'), exit]).catch(() => {});
  if (leave === 'terminated') await worker.terminate();
  await exit.catch(() => {});
  const expected = leave === 'throw';
  return (failure !== undefined) === expected ? undefined : `worker ${index} (${leave}): ${String(failure)}`;
}

edge({
  async main({ check, nothingLeft, fault }) {
    const { localHost } = winstation();
    // Slow enough that calls are under way when their worker goes.
    const release = await fault('hold', 'WTSEnumerateProcessesExW', { after: 3 });
    for (let first = 0; first < WORKERS; first += AT_ONCE) {
      const wrong = await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => one(first + i)));
      for (const text of wrong) if (text !== undefined) check(false, text);
    }
    await release();
    check((await localHost().sessions()).length > 0, 'the process lists no session any more');
    await nothingLeft(1);
  },
  async worker() {
    const { leave } = workerData as { leave: (typeof LEAVE)[number] };
    const host = winstation().localHost();
    const calls = Array.from({ length: CALLS }, (_, i) =>
      i % 2 === 0 ? host.sessions({ details: true }) : host.sessions(),
    );
    if (leave === 'answered') {
      await Promise.all(calls);
      parentPort?.postMessage('done');
      return;
    }
    calls.push(host.processes() as Promise<never>);
    for (const call of calls) call.catch(() => {});
    await sleep(20);
    parentPort?.postMessage('in flight');
    if (leave === 'exit') process.exit(0);
    if (leave === 'throw') throw new Error('a worker that fails on purpose');
  },
});
