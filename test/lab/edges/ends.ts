import { edge, howItEnds, winstation } from './harness.js';

/** 'exit', 'throw' or 'natural': how the process ends while a call is stuck in Windows. */
const how = process.argv[2];

edge({
  async main({ check, fault, asked }) {
    await fault('hang');
    const host = winstation().localHost();
    if (how === 'natural') {
      // A pending call keeps the process alive; one that was given up does not, though its thread is still stuck.
      const ended = await howItEnds(host.sessions({ timeout: 200 }));
      check(ended === 'ETIMEDOUT', `the call ended with ${ended}`);
      return;
    }
    host.sessions().catch(() => {});
    await asked('WTSEnumerateSessionsExW');
    setTimeout(() => {
      if (how === 'exit') process.exit(7);
      throw new Error('an uncaught error on purpose');
    }, 50);
  },
});
