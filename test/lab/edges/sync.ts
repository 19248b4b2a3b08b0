import { once } from 'node:events';
import { parentPort, Worker } from 'node:worker_threads';
import { edge, winstation } from './harness.js';

/** What blocks a JavaScript thread: a world must never hold it, or nobody could let go. */
function askAll(): string {
  const { localHost, currentSessionId, activeConsoleSessionId, isRemoteSession } = winstation();
  const ids = localHost()
    .sessionsSync()
    .map(it => it.id);
  return [ids.join(), currentSessionId(), activeConsoleSessionId(), isRemoteSession()].join(' ');
}

edge({
  async main({ check, fault, nothingLeft }) {
    const before = askAll();
    const release = await fault('hang');
    const during = askAll();
    check(during === before, `the main thread saw ${during} instead of ${before}`);
    const worker = new Worker(__filename);
    const [seen] = (await once(worker, 'message')) as [string];
    check(seen === before, `the worker saw ${seen} instead of ${before}`);
    await once(worker, 'exit');
    await release();
    await nothingLeft(0);
  },
  worker() {
    parentPort?.postMessage(askAll());
  },
});
