import { once } from 'node:events';
import { parentPort, Worker } from 'node:worker_threads';
import { edge, winstation } from './harness.js';

const PATIENCE_MS = 1000;

// A thread inside an RPC can't be ended. Its worker must be able to end all the same, and the answer must not be lost.
edge({
  async main({ check, fault, asked, nothingLeft }) {
    const release = await fault('hold', 'WTSEnumerateSessionsExW');
    const worker = new Worker(__filename);
    await once(worker, 'message');
    await asked('WTSEnumerateSessionsExW');
    const started = performance.now();
    await worker.terminate();
    const took = performance.now() - started;
    check(took < PATIENCE_MS, `terminate() took ${took.toFixed(0)} ms`);
    await release();
    await nothingLeft(0);
    const { localHost } = winstation();
    check((await localHost().sessions()).length > 0, 'the process lists no session any more');
    await nothingLeft(1);
  },
  worker() {
    winstation()
      .localHost()
      .sessions()
      .catch(() => {});
    parentPort?.postMessage('asked');
  },
});
