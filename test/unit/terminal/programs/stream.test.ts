import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ProgramStream } from '../../../../lib/terminal/programs/stream.js';

const jobs = async (count: number) => {
  for (let at = 0; at < count; at++) await undefined;
};

it('gives a reader all that was written and in its order, whenever the program ends', async () => {
  const jobCounts = fc.nat(12);
  await fc.assert(
    fc.asyncProperty(fc.array(jobCounts, { maxLength: 8 }), jobCounts, jobCounts, async (pauses, ends, begins) => {
      let next = 0;
      const stream = new ProgramStream(
        async () => {
          await jobs(pauses[next] ?? 1);
          return next < pauses.length ? Uint8Array.of(next++) : undefined;
        },
        () => () => {},
      );
      const drained = jobs(ends).then(() => stream.drain());
      await jobs(begins);
      const read: number[] = [];
      for await (const [byte] of stream) read.push(byte!);
      expect(read).toEqual(pauses.map((_, index) => index));
      await drained;
      for await (const chunk of stream) expect.unreachable(`read ${chunk.length} bytes again`);
    }),
  );
});

it('has nothing more once nobody reads', async () => {
  const stream = new ProgramStream(
    async () => Uint8Array.of(1),
    () => () => {},
  );
  stream.end();
  for await (const chunk of stream) expect.unreachable(`read ${chunk.length} bytes`);
});
