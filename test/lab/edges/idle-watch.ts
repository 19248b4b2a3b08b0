import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { edge, sleep, winstation } from './harness.js';

const IDLE_MS = 3_000;
/** To read a file under Wine, and to wait for the timer, takes a few. */
const MOST_OWN = 25;
/** V8's own threads, now and then. */
const MOST_OTHERS = 5;
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
          /node\.exe/.test(readFileSync(`${folder}\\cmdline`, 'latin1'))
        );
      } catch {
        return false;
      }
    });
}

/** How often a thread of this process has gone to sleep. */
function sleeps(folder: string, task: string): number {
  const status = readFileSync(`${folder}\\task\\${task}\\status`, 'latin1');
  return Number(/^voluntary_ctxt_switches:\s*(\d+)/m.exec(status)?.[1] ?? Number.NaN);
}

/** How often this thread and how often all others went to sleep meanwhile. To look makes this one sleep, so it is looked at last and first. */
async function sleepsDuring(folder: string, meanwhile: () => Promise<unknown>): Promise<[own: number, others: number]> {
  const own = path.basename(folder);
  const others = readdirSync(`${folder}\\task`).filter(task => task !== own);
  const all = () => others.reduce((sum, task) => sum + sleeps(folder, task), 0);
  const othersBefore = all();
  const ownBefore = sleeps(folder, own);
  await meanwhile();
  const ownAfter = sleeps(folder, own);
  return [ownAfter - ownBefore, all() - othersBefore];
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
    const cpu = process.cpuUsage();
    const [own, others] = await sleepsDuring(String(folder), () => sleep(IDLE_MS));
    const used = process.cpuUsage(cpu);
    check(own <= MOST_OWN, `in ${IDLE_MS} ms the loop went to sleep ${own} times`);
    check(others <= MOST_OTHERS, `in ${IDLE_MS} ms other threads went to sleep ${others} times`);
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
