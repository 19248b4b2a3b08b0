import { once } from 'node:events';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { edge, winstation } from './harness.js';

const WORKERS = 20;
const AT_ONCE = 4;
const BURST = { event: 7, count: 5_000, insist: true };

/** How a worker leaves, in turn, while notices arrive: with its watch closed, or with it open. */
const LEAVE = ['closed', 'exit', 'terminated', 'throw'] as const;

async function one(index: number): Promise<string | undefined> {
  const leave = LEAVE[index % LEAVE.length];
  const worker = new Worker(__filename, { workerData: { leave } });
  let failure: unknown;
  worker.on('error', error => {
    failure = error;
  });
  const exit = once(worker, 'exit');
  const first = await Promise.race([once(worker, 'message').then(() => true), exit.then(() => false)]).catch(
    () => false,
  );
  if (leave === 'terminated') await worker.terminate();
  await exit.catch(() => {});
  if (!first && leave !== 'throw') return `worker ${index} (${leave}) heard nothing: ${String(failure)}`;
  return (failure !== undefined) === (leave === 'throw') ? undefined : `worker ${index} (${leave}): ${String(failure)}`;
}

edge({
  async main({ client, check, nothingLeft }) {
    const watch = winstation().localHost().watch();
    let heard = 0;
    watch.on('lock', () => {
      heard += 1;
    });
    await watch.ready;
    let leaving = false;
    const posting = (async () => {
      while (!leaving) await client.request('burst', BURST);
    })();
    for (let first = 0; first < WORKERS; first += AT_ONCE) {
      const wrong = await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => one(first + i)));
      for (const text of wrong) if (text !== undefined) check(false, text);
    }
    leaving = true;
    await posting;
    check(heard > BURST.count, `the main thread heard ${heard} locks`);
    await watch.close();
    check((await winstation().localHost().sessions()).length > 0, 'the process lists no session any more');
    await nothingLeft(1);
  },
  async worker() {
    const { leave } = workerData as { leave: (typeof LEAVE)[number] };
    const watch = winstation().localHost().watch({ queue: 100 });
    let heard = 0;
    for await (const event of watch) {
      if (event.type !== 'lock' && event.type !== 'gap') continue;
      heard += 1;
      if (heard === 1) parentPort?.postMessage('heard');
      if (heard < 20) continue;
      if (leave === 'closed') break;
      if (leave === 'exit') process.exit(0);
      if (leave === 'throw') throw new Error('a worker that fails on purpose');
    }
  },
});
