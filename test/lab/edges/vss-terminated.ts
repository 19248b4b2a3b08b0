import { once } from 'node:events';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { VssPhase } from 'winstation/vss';
import { edge } from './harness.js';
import { definition, handlersFor, PHASES, sessionBefore, vss } from './vss.js';

// The environment that a writer lives in ends while Windows waits for one of its handlers.
edge({
  async main(lab) {
    const { client, check, nothingLeft } = lab;
    await client.request('reset');
    for (const phase of PHASES) {
      const worker = new Worker(__filename, { workerData: phase });
      await once(worker, 'message');
      const called = once(worker, 'message');
      const session = await sessionBefore(lab, phase);
      const answers = session.answers(phase);
      await called;
      await worker.terminate();
      const seen = [...new Set(await answers)];
      check(`${seen}` === 'failed VSS_E_WRITERERROR_RETRYABLE', `${phase} was answered with ${seen}`);
      // The next session would call it, too, as long as it has not left.
      await nothingLeft(0);
    }
  },
  async worker() {
    const handler = () => {
      parentPort?.postMessage('called');
      return new Promise<undefined>(() => {});
    };
    await vss().createWriter(definition(), handlersFor(workerData as VssPhase, handler));
    parentPort?.postMessage('open');
  },
});
