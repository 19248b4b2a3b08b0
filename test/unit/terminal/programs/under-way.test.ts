import { expect, it } from 'vitest';
import type { Answer } from '../../../../lib/base/answer.js';
import type { Created } from '../../../../lib/terminal/programs/start.js';
import { UnderWay } from '../../../../lib/terminal/programs/under-way.js';

/** A program whose end is known before its termination is answered: it is closed then, and nothing more is answered. */
function endsFirst() {
  let end = () => {};
  let close = () => {};
  const ended = new Promise<number>(resolve => {
    end = () => resolve(7);
  });
  const terminated = new Promise<Answer<undefined>>((_, reject) => {
    close = () => reject(new Error('it was closed'));
  });
  const underWay = new UnderWay({ door: { ended: () => ended, terminate: () => terminated } } as unknown as Created);
  // As soon as it has ended, the one who started it closes it.
  const tidied = underWay.ended.then(() => close());
  const endAndClose = async () => {
    end();
    await tidied;
  };
  return { underWay, end: endAndClose };
}

it('is stopped as it was wished when the end comes before the answer', async () => {
  const { underWay, end } = endsFirst();
  const stopped = underWay.stop('terminate');
  await end();
  expect(await stopped).toEqual({ ok: true, value: undefined });
  expect(await underWay.ended).toMatchObject({ exitCode: 7 });
});

it('rejects nothing that nobody waits for', async () => {
  const { underWay, end } = endsFirst();
  // Vitest fails for a rejection that nobody handles.
  void underWay.stop('abort');
  await end();
  await new Promise(setImmediate);
});
