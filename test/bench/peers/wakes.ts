import { readdirSync, readFileSync } from 'node:fs';

/** Linux' own folder of this process, found by the result file that only it has in its environment. */
export function ownFolder(): string {
  const sign = `BENCH_RESULT=${process.env.BENCH_RESULT}\0`;
  const found = readdirSync('Z:\\proc')
    .filter(name => /^\d+$/.test(name))
    .map(name => `Z:\\proc\\${name}`)
    .find(folder => {
      try {
        const isOurs = readFileSync(`${folder}\\environ`, 'latin1').includes(sign);
        return isOurs && /node\.exe/.test(readFileSync(`${folder}\\cmdline`, 'latin1'));
      } catch {
        return false;
      }
    });
  if (found === undefined) throw new Error('this process is not found below /proc');
  return found;
}

export const threadsOf = (folder: string): readonly string[] => readdirSync(`${folder}\\task`);

/** How often these threads have gone to sleep, each time after they were woken. */
export function sleepsOf(folder: string, threads: readonly string[]): number {
  return threads.reduce((sum, thread) => {
    const status = readFileSync(`${folder}\\task\\${thread}\\status`, 'latin1');
    return sum + Number(/^voluntary_ctxt_switches:\s*(\d+)/m.exec(status)?.[1] ?? Number.NaN);
  }, 0);
}
