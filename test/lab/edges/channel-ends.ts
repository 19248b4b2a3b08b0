import { edge, howItEnds, sleep, winstation } from './harness.js';

/** 'exit', 'throw' or 'natural': how the process ends with a channel that is read and written. */
const how = process.argv[2];
const DYNAMIC = { dynamic: true } as const;

edge({
  async main({ act, check, client }) {
    const session = (await act('logon', { user: 'anna', client: { name: 'LAPTOP7' } })) as number;
    await client.request('channel', session, 'ECHO', DYNAMIC);
    await client.request('channel', session, 'ECHO', DYNAMIC, 'pause');
    const channel = await winstation().localHost().openChannel(session, 'ECHO', DYNAMIC);
    // The client hears by another way that it is to take nothing more, so a first message may still get through.
    let late = 'fulfilled';
    for (let tries = 0; tries < 50 && late === 'fulfilled'; tries++) {
      late = await howItEnds(channel.write(new Uint8Array(300_000), { timeout: 50 }));
    }
    check(late === 'ETIMEDOUT', `the write ended with ${late}`);
    // An open channel that nobody waits for keeps no process alive.
    if (how === 'natural') return;
    channel[Symbol.asyncIterator]()
      .next()
      .catch(() => {});
    channel.write(new Uint8Array(300_000)).catch(() => {});
    await sleep(20);
    setTimeout(() => {
      if (how === 'exit') process.exit(7);
      throw new Error('an uncaught error on purpose');
    }, 50);
  },
});
