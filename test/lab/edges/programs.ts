import { type EdgeLab, sleep } from './harness.js';

/** A program as the world sees it. */
export interface Played {
  readonly name: string;
  readonly sessionId: number;
  readonly pid: number;
  readonly running: boolean;
}

type Asks = Pick<EdgeLab, 'client'>;

export const programs = async ({ client }: Asks) =>
  (await client.request('get', null, 'programs')) as readonly Played[];

const running = async (lab: Asks) => (await programs(lab)).filter(it => it.running);

/** Waits until so many programs run in the world, each played by a process. */
export async function begun(lab: Asks, count: number): Promise<void> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const played = new Set((await lab.client.request('played')) as readonly number[]);
    const all = await running(lab);
    if (all.length >= count && all.every(it => played.has(it.pid))) return;
    if (performance.now() > deadline) throw new Error(`of ${all.length} programs, ${played.size} are played`);
    await sleep(20);
  }
}

/** Waits until those run on that are due, and ends them. */
export async function onlyRunOn(lab: Pick<EdgeLab, 'client' | 'act' | 'check'>, due: readonly string[]): Promise<void> {
  const deadline = performance.now() + 15_000;
  let all = await running(lab);
  const names = () =>
    all
      .map(it => it.name)
      .sort()
      .join();
  while (names() !== due.join() && performance.now() < deadline) {
    await sleep(20);
    all = await running(lab);
  }
  lab.check(names() === due.join(), `what runs on is ${names()}, and not ${due.join()}`);
  for (const { pid } of all) await lab.act('endProcess', pid);
}
