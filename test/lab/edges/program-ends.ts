import { edge, sleep, winstation } from './harness.js';
import { begun } from './programs.js';

/** 'exit', 'throw' or 'natural': how the process ends with programs that run. What becomes of these is seen afterwards, from outside. */
const how = process.argv[2];

edge({
  async main(lab) {
    const { act, client } = lab;
    await client.request('reset', undefined, { as: 'system' });
    const session = (await act('logon', { user: 'anna', client: { name: 'LAPTOP7' } })) as number;
    for (const name of ['callers', 'own', 'run']) {
      await client.request('program', `C:\\Tools\\${name}.exe`, [{ bytes: 300_000 }, 'hang']);
    }
    const host = winstation().localHost();
    await host.spawn(session, 'C:\\Tools\\callers.exe', [], { lifetime: 'caller', output: 'stream' });
    const own = await host.spawn(session, 'C:\\Tools\\own.exe', [], { output: 'stream' });
    await begun(lab, 2);
    // Programs that nobody waits for keep no process alive.
    if (how === 'natural') return;
    own.ref();
    own.stdout[Symbol.asyncIterator]()
      .next()
      .catch(() => {});
    host.run(session, 'C:\\Tools\\run.exe', [], { input: new Uint8Array(300_000) }).catch(() => {});
    await begun(lab, 3);
    await sleep(20);
    setTimeout(() => {
      if (how === 'exit') process.exit(7);
      throw new Error('an uncaught error on purpose');
    }, 50);
  },
});
