import { localHost } from 'winstation';
import { peersAddon } from '../peers/addon.js';
import { median } from './interleave.js';
import { type Found, runJob } from './job.js';

/** How many messages of which length go out and come back in a round. */
const ROUNDS = { short: [200, 100], long: [20, 131_072] } as const;

async function ours(count: number, size: number): Promise<number> {
  await using channel = await localHost().openChannel(1, 'ECHO', { dynamic: true });
  const message = new Uint8Array(size).fill(0x2a);
  const messages = channel[Symbol.asyncIterator]();
  const from = performance.now();
  for (let i = 0; i < count; i += 1) {
    const [{ value }] = await Promise.all([messages.next(), channel.write(message)]);
    if (value?.length !== size) throw new Error('the echo is not the message');
  }
  return performance.now() - from;
}

function plain(count: number, size: number): number {
  const ms = peersAddon().channelEchoes(count, size);
  if (ms < 0) throw new Error('the loop in C++ has failed');
  return ms;
}

/** What a message costs there and back, in nanoseconds: the library, and a loop in C++ over the same file. */
runJob(async (job): Promise<Found> => {
  const values: Record<string, number> = {};
  const ratios: Record<string, number> = {};
  for (const [name, [count, size]] of Object.entries(ROUNDS)) {
    const found = { winstation: [] as number[], c: [] as number[] };
    for (let i = 0; i < job.rounds; i += 1) {
      found.winstation.push(((await ours(count, size)) / count) * 1e6);
      found.c.push((plain(count, size) / count) * 1e6);
    }
    values[`channel.${name}.winstation`] = median(found.winstation);
    values[`channel.${name}.c`] = median(found.c);
    ratios[`channel.${name}/c`] = median(found.winstation.map((it, i) => it / found.c[i]!));
  }
  return { ratios, values };
});
