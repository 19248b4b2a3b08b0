import type { Wait } from '../../lane/wait.js';

/** Between two looks. The last one is repeated. */
const PAUSES_MS = [20, 50, 100, 250, 500, 1_000];

/** Looks until what an act has begun is so. It has been made: a stop leaves its outcome unknown. */
export async function until(wait: Pick<Wait, 'pause'>, isSo: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; !(await isSo()); looks += 1) {
    await wait.pause(PAUSES_MS[Math.min(looks, PAUSES_MS.length - 1)] as number, 'unknown');
  }
}
