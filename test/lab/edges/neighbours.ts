import { once } from 'node:events';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { edge, entry } from './harness.js';

/** 'worker', 'exit' or 'throw': what ends while a station, a desktop and a logon's data are about to be given. */
const how = process.argv[2];

/** The calls that give what must be given back, and the question that makes each. */
const GIVING = {
  LsaEnumerateLogonSessions: () => entry<typeof import('winstation/logon')>('winstation/logon').logonSessions(),
  LsaGetLogonSessionData: () => entry<typeof import('winstation/logon')>('winstation/logon').logonSessions(),
  OpenWindowStationW: () => entry<typeof import('winstation/desktop')>('winstation/desktop').windowStations(),
  OpenDesktopW: () => entry<typeof import('winstation/desktop')>('winstation/desktop').windowStations(),
  OpenInputDesktop: () => entry<typeof import('winstation/desktop')>('winstation/desktop').inputDesktop(),
};
type Call = keyof typeof GIVING;
const CALLS = Object.keys(GIVING) as Call[];

edge({
  async main({ asked, check, fault, nothingLeft }) {
    if (how !== 'worker') {
      for (const call of ['LsaGetLogonSessionData', 'OpenDesktopW'] as const) {
        await fault('hold', call);
        GIVING[call]().catch(() => {});
        await asked(call);
      }
      setTimeout(() => {
        if (how === 'exit') process.exit(7);
        throw new Error('an uncaught error on purpose');
      }, 50);
      return;
    }
    for (const call of CALLS) {
      const release = await fault('hold', call);
      const worker = new Worker(__filename, { workerData: call });
      await once(worker, 'message');
      await asked(call);
      await worker.terminate();
      // Only now Windows gives it, and nobody waits for it any more.
      await release();
      await nothingLeft(0);
    }
    for (const call of CALLS) check((await GIVING[call]()) !== undefined, `${call} is not answered any more`);
    await nothingLeft(2);
  },
  worker() {
    GIVING[workerData as Call]().catch(() => {});
    parentPort?.postMessage('asked');
  },
});
