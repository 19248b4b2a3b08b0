import { once } from 'node:events';
import { parentPort, Worker } from 'node:worker_threads';
import { edge, winstation } from './harness.js';

// Two environments share the process and the DLL, and nothing else: a held call of one doesn't hold the other's.
edge({
  async main({ check, fault, asked, nothingLeft }) {
    const { localHost, activeConsoleSessionId } = winstation();
    const before = await localHost().sessions();
    const release = await fault('hold', 'WTSEnumerateSessionsExW', { times: 1 });
    const held = localHost().sessions();
    await asked('WTSEnumerateSessionsExW', 2);
    const worker = new Worker(__filename);
    const [answer] = (await once(worker, 'message')) as [{ ids: number[]; console: number | undefined }];
    check(answer.ids.join() === before.map(it => it.id).join(), `the worker saw the sessions ${answer.ids.join()}`);
    check(answer.console === activeConsoleSessionId(), 'the two see different consoles');
    await once(worker, 'exit');
    await release();
    check((await held).length === before.length, 'the held call lost its sessions');
    await nothingLeft(1);
  },
  async worker() {
    const { localHost, activeConsoleSessionId } = winstation();
    const sessions = await localHost().sessions();
    parentPort?.postMessage({ ids: sessions.map(it => it.id), console: activeConsoleSessionId() });
  },
});
