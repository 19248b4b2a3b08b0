import { readdirSync, readFileSync } from 'node:fs';
import { edge, sleep, winstation } from './harness.js';

const IDLE_MS = 3_000;
/** The timer that ends the measuring, and what Node does by itself. */
const MOST_WAKES = 12;
const MOST_CPU_MS = 60;

/** The folder of this process below Linux' /proc, found by the result file that only it has in its environment. */
function ownFolder(): string | undefined {
  const sign = `LAB_WORLD_TOKEN=${process.env.LAB_WORLD_TOKEN}\0`;
  return readdirSync('Z:\\proc')
    .filter(name => /^\d+$/.test(name))
    .map(name => `Z:\\proc\\${name}`)
    .find(folder => {
      try {
        return (
          readFileSync(`${folder}\\environ`, 'latin1').includes(sign) &&
          /node/.test(readFileSync(`${folder}\\comm`, 'latin1'))
        );
      } catch {
        return false;
      }
    });
}

/** How often a thread of this process has gone to sleep, thread by thread. */
function sleeps(folder: string): Map<string, number> {
  return new Map(
    readdirSync(`${folder}\\task`).map(task => {
      const status = readFileSync(`${folder}\\task\\${task}\\status`, 'latin1');
      return [task, Number(/^voluntary_ctxt_switches:\s*(\d+)/m.exec(status)?.[1] ?? Number.NaN)];
    }),
  );
}

// A watch that nothing happens to costs nothing: no thread of the process wakes.
edge({
  async main({ check, act, nothingLeft }) {
    const watch = winstation().localHost().watch({ details: true });
    let heard = 0;
    watch.on('lock', () => {
      heard += 1;
    });
    await watch.ready;
    const id = await act('logon', { user: 'anna' });
    await sleep(500);
    const folder = ownFolder();
    check(folder !== undefined, 'this process was not found below /proc');
    const before = folder === undefined ? new Map<string, number>() : sleeps(folder);
    const cpu = process.cpuUsage();
    await sleep(IDLE_MS);
    const used = process.cpuUsage(cpu);
    const after = folder === undefined ? new Map<string, number>() : sleeps(folder);
    const woke = [...after].map(([task, count]) => count - (before.get(task) ?? 0));
    const all = woke.reduce((sum, it) => sum + it, 0);
    check(all <= MOST_WAKES, `in ${IDLE_MS} ms threads went to sleep ${woke.filter(it => it > 0).join('+')} times`);
    check((used.user + used.system) / 1_000 < MOST_CPU_MS, `${(used.user + used.system) / 1_000} ms of CPU were used`);
    // It is there all the same.
    await act('lock', id);
    const deadline = performance.now() + 3_000;
    while (heard === 0 && performance.now() < deadline) await sleep(10);
    check(heard === 1, `heard were ${heard} locks`);
    await watch.close();
    await nothingLeft(1);
  },
});
