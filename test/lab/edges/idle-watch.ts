import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { thisHost } from '../this-host.js';
import { edge, sleep, winstation } from './harness.js';

const IDLE_MS = 3_000;
/** To read a file under Wine, and to wait for the timer, takes a few. */
const MOST_OWN = 25;
/** V8's own threads, now and then. */
const MOST_OTHERS = 5;
const MOST_CPU_MS = 60;

/** The folder of this process below Linux' /proc, found by the result file that only it has in its environment. */
function ownFolder(): string | undefined {
  const program = path.win32.basename(process.execPath);
  const sign = `LAB_WORLD_TOKEN=${process.env.LAB_WORLD_TOKEN}\0`;
  return readdirSync('Z:\\proc')
    .filter(name => /^\d+$/.test(name))
    .map(name => `Z:\\proc\\${name}`)
    .find(folder => {
      try {
        return (
          readFileSync(`${folder}\\environ`, 'latin1').includes(sign) &&
          readFileSync(`${folder}\\cmdline`, 'latin1').includes(program)
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

interface Cost {
  /** How often this thread and how often all others went to sleep. */
  readonly own: number;
  readonly others: number;
  readonly cpuMs: number;
}

/** What the process costs while nothing happens. To look makes this thread sleep, so it is looked at last and first. */
async function costOfIdling(folder: string): Promise<Cost> {
  const own = path.basename(folder);
  const others = readdirSync(`${folder}\\task`).filter(task => task !== own);
  const all = () => others.reduce((sum, task) => sum + sleeps(folder, task), 0);
  const cpu = process.cpuUsage();
  const othersBefore = all();
  const ownBefore = sleeps(folder, own);
  await sleep(IDLE_MS);
  const ownAfter = sleeps(folder, own);
  const othersAfter = all();
  const { user, system } = process.cpuUsage(cpu);
  return { own: ownAfter - ownBefore, others: othersAfter - othersBefore, cpuMs: (user + system) / 1_000 };
}

// A watch that nothing happens to costs nothing: no thread of the process wakes. What a host does by itself is a fact of that host.
edge({
  async main({ check, act, nothingLeft }) {
    const folder = ownFolder();
    check(folder !== undefined, 'this process was not found below /proc');
    const { ownWakes, otherWakes } = thisHost();
    const watch = winstation().localHost().watch({ details: true });
    let heard = 0;
    watch.on('lock', () => {
      heard += 1;
    });
    await watch.ready;
    const id = await act('logon', { user: 'anna' });
    await sleep(500);
    const { own, others, cpuMs } = await costOfIdling(String(folder));
    const seen = `in ${IDLE_MS} ms ${JSON.stringify({ own, others, cpuMs })}`;
    check(own <= ownWakes + MOST_OWN, `the loop went to sleep too often: ${seen}`);
    check(others <= otherWakes + MOST_OTHERS, `other threads went to sleep too often: ${seen}`);
    check(cpuMs < MOST_CPU_MS, `too much CPU was used: ${seen}`);
    // It is there all the same.
    await act('lock', id);
    const deadline = performance.now() + 3_000;
    while (heard === 0 && performance.now() < deadline) await sleep(10);
    check(heard === 1, `heard were ${heard} locks`);
    await watch.close();
    await nothingLeft(1);
  },
});
