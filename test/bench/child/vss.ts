import { guid } from 'winstation/identity';
import { createWriter } from 'winstation/vss';
import { type Phase, vssAddon, WRITERS, type Writer, type WriterCall } from '../peers/vss.js';
import { quantile } from './interleave.js';
import { type Found, runJob } from './job.js';

const WARM_UP = 200;
const CALLS = 2_000;
const EVERY_MS = 1;
const PARTS = { P50: 0.5, P99: 0.99 } as const;
const ID = guid.parse('4b1d7e90-63a2-4c58-9f07-d2e85c31ab64');

const addon = vssAddon();

/** A call, and when its handler was in its first line. */
type Heard = Required<WriterCall>;

/** Has all three called; answers who was called how. The handler of winstation is synchronous in the freeze, and async after the snapshot. */
async function callWriters(): Promise<(name: Writer, phase: Phase) => readonly Heard[]> {
  const heard: Record<Writer, Record<Phase, number[]>> = {
    winstation: { freeze: [], postSnapshot: [] },
    plain: { freeze: [], postSnapshot: [] },
    c: { freeze: [], postSnapshot: [] },
  };
  const { winstation, plain } = heard;
  const writer = await createWriter(
    { id: ID, name: 'Bench', usage: 'userData', source: 'other' },
    {
      freeze: () => void winstation.freeze.push(addon.now()),
      resume: () => {},
      postSnapshot: async () => void winstation.postSnapshot.push(addon.now()),
    },
  );
  const all = WARM_UP + CALLS;
  const calls = await addon.callWriters(ID, all, EVERY_MS, ({ phase }) => void plain[phase].push(addon.now()));
  await writer.close();
  return (name, phase) => {
    const found = calls[name][phase].map((call, i): Heard => ({ heard: heard[name][phase][i]!, ...call }));
    // So each was heard in its own call, and by the same clock.
    if (found.length !== all || !found.every(it => it.before <= it.heard && it.heard <= it.after)) {
      throw new Error(`${name} was not in its handler of ${phase} when Windows called it`);
    }
    return found.slice(WARM_UP);
  };
}

/** What is found of a call, in microseconds. */
const FOUND = {
  vssThere: { phase: 'freeze', of: ({ before, heard }: Heard) => heard - before },
  vssBack: { phase: 'freeze', of: ({ before, after }: Heard) => after - before },
  vssAsyncBack: { phase: 'postSnapshot', of: ({ before, after }: Heard) => after - before },
} as const;

/** From Windows' call of a writer to its handler, and until the writer has returned: ours, a plain addon's, and one in C++. */
runJob(async (): Promise<Found> => {
  const callsOf = await callWriters();
  const values: Record<string, number> = {};
  const ratios: Record<string, number> = {};
  for (const [key, { phase, of }] of Object.entries(FOUND)) {
    for (const [part, share] of Object.entries(PARTS)) {
      const at = (name: Writer) => quantile(callsOf(name, phase).map(of), share) * 1_000;
      for (const name of WRITERS) values[`${key}${part}.${name}`] = at(name);
      for (const name of ['plain', 'c'] as const) ratios[`${key}${part}/${name}`] = at('winstation') / at(name);
    }
  }
  return { ratios, values };
});
