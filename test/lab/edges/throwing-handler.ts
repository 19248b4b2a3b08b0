import { edge, sleep, winstation } from './harness.js';

// A handler that throws is a bug of its own: it is reported, and everything else goes on.
edge({
  async main({ check, act, nothingLeft }) {
    const reported: unknown[] = [];
    process.on('unhandledRejection', error => reported.push(error));
    const watch = winstation().localHost().watch();
    const other = winstation().localHost().watch();
    await Promise.all([watch.ready, other.ready]);
    const heard: string[] = [];
    watch.on('lock', () => {
      throw new Error('on purpose');
    });
    watch.on('lock', () => heard.push('second'));
    watch.on('unlock', () => heard.push('next'));
    other.on('lock', () => heard.push('other'));
    const id = await act('logon', { user: 'anna' });
    await act('lock', id);
    await act('unlock', id);
    const deadline = performance.now() + 5_000;
    while (heard.length < 3 && performance.now() < deadline) await sleep(10);
    check([...heard].sort().join() === 'next,other,second', `heard was ${heard.join()}`);
    check(reported.length === 1 && /on purpose/.test(String(reported[0])), `reported was ${reported.join()}`);
    await Promise.all([watch.close(), other.close()]);
    await nothingLeft(1);
  },
});
