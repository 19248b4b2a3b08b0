import type { Found, Job } from './job.js';

/** One of those that do the same. */
export interface Peer {
  readonly name: string;
  readonly call: () => unknown;
  readonly isAsync?: boolean;
}

type Batch = (times: number) => unknown;

/**
 * The loop around a peer's call, made from text so that each peer has its own: one that all shared would be compiled for all
 * of them, and none would be inlined as in a program that uses only one.
 */
function loopOf({ call, isAsync = false }: Peer): Batch {
  const body = isAsync
    ? 'return async times => { let last; for (let i = 0; i < times; i += 1) last = await call(); return last; };'
    : 'return times => { let last; for (let i = 0; i < times; i += 1) last = call(); return last; };';
  return new Function('call', body)(call) as Batch;
}

const WARM_UP_MS = 400;

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

export const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)]!;

/**
 * The peers take turns in one process, in another order each round, and each round has its own ratios: what slows the
 * machine down for a while slows them all down. What remains is the median over the rounds.
 */
export async function interleave(job: Job, peers: readonly Peer[]): Promise<Found> {
  const runs = peers.map(peer => ({ name: peer.name, batch: loopOf(peer), times: 1, ns: [] as number[] }));
  const time = async (run: (typeof runs)[number]): Promise<number> => {
    const start = performance.now();
    const last = run.batch(run.times);
    if (last instanceof Promise) await last;
    return performance.now() - start;
  };

  const until = performance.now() + WARM_UP_MS * peers.length;
  do {
    for (const run of runs) {
      const ms = await time(run);
      run.times = Math.max(1, Math.min(run.times * 4, Math.round((run.times * job.batchMs) / Math.max(ms, 0.01))));
    }
  } while (performance.now() < until);

  for (let round = 0; round < job.rounds; round += 1) {
    for (let turn = 0; turn < runs.length; turn += 1) {
      const run = runs[(round + turn) % runs.length]!;
      run.ns.push(((await time(run)) * 1e6) / run.times);
    }
  }

  const [ours, ...theirs] = runs as [(typeof runs)[number], ...typeof runs];
  const ratios: Record<string, number> = {};
  const values: Record<string, number> = {};
  for (const { name, ns } of runs) values[`${job.subject}.${name}`] = median(ns);
  for (const { name, ns } of theirs) ratios[`${job.subject}/${name}`] = median(ours.ns.map((mine, i) => mine / ns[i]!));
  return { ratios, values };
}
