import { edge, report, winstation } from './harness.js';

/**
 * How a process with an open watch ends: by 'exit' or by a 'throw' in a handler while notices arrive; by itself, since the
 * watch is 'unref'ed; or not before the event comes that it 'await's.
 */
const how = process.argv[2];

const BURST = { event: 7, count: 50_000, insist: true };

edge({
  async main({ client, check, act }) {
    const watch = winstation().localHost().watch();
    await watch.ready;
    if (how === 'unref') {
      watch.unref();
      return;
    }
    if (how === 'await') {
      const id = await act('logon', { user: 'anna' });
      const began = performance.now();
      await client.request('later', 1_500, null, 'lock', [id]);
      // Nothing but the watch keeps the process alive from here on.
      for await (const event of watch) if (event.type === 'lock') break;
      check(performance.now() - began > 1_000, 'the event came before it happened');
      return;
    }
    let heard = 0;
    watch.on('lock', () => {
      heard += 1;
      if (heard < 1_000) return;
      report(true);
      if (how === 'exit') process.exit(7);
      throw new Error('a handler that fails on purpose');
    });
    await client.request('burst', BURST);
    await new Promise(() => {});
  },
});
