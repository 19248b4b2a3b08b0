import { edge, howItEnds, sleep, winstation } from './harness.js';

/** The watch is 'close'd and the process ends while Windows still registers; or Windows is let go after that ('release'). */
const how = process.argv[2];

const PATIENCE_MS = 500;

edge({
  async main({ check, fault, asked, nothingLeft }) {
    const release = await fault('hold', 'WTSRegisterSessionNotificationEx');
    const watch = winstation().localHost().watch();
    const reading = (async () => {
      for await (const _ of watch);
    })();
    const ready = howItEnds(watch.ready);
    await asked('WTSRegisterSessionNotificationEx');
    const began = performance.now();
    await watch.close();
    await reading;
    check((await ready) === 'ABORT_ERR', `ready ended with ${await ready}`);
    check(performance.now() - began < PATIENCE_MS, 'close() waited for Windows');
    if (how === 'close') return;
    // Another watch has a window of its own, which does not wait for the stuck one.
    await release();
    const next = winstation().localHost().watch();
    await next.ready;
    await next.close();
    await sleep(50);
    await nothingLeft(1);
  },
});
