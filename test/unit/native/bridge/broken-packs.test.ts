import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { u32 } from '../../../../lib/base/call.js';
import type { PackReader } from '../../../../lib/native/bridge/pack.js';
import { answerUnpacker } from '../../../../lib/native/bridge/unpackers.js';
import {
  accountsUnpacker,
  detailsUnpacker,
  processesUnpacker,
  rawUnpacker,
  sessionsUnpacker,
  sidsUnpacker,
  versionUnpacker,
} from '../../../../lib/native/terminal/unpackers.js';
import { FakeMailbox, headerWords, Packer } from './packer.js';

const uint32 = fc.integer({ min: 0, max: 0xffffffff });
const clock = { now: () => 1_000_000, monotonic: () => 0, grain: 0, after: () => () => {}, keep: () => () => {} };

interface Unpacks {
  unpack(pack: PackReader, last: boolean): unknown;
}

/** Lays a pack out so that any word of it, those of its head too, may be another, and its end may be missing. */
const hostile = fc
  .record({
    words: fc.array(fc.oneof(fc.nat(16), uint32), { maxLength: 60 }),
    texts: fc.array(fc.string({ maxLength: 40 }), { maxLength: 5 }),
    swaps: fc.array(fc.tuple(fc.nat(70), fc.oneof(fc.nat(300), uint32)), { maxLength: 6 }),
    keep: fc.nat(400),
  })
  .map(({ words, texts, swaps, keep }) => {
    const packer = new Packer();
    for (const each of texts) packer.text(each);
    packer.body.length = 0;
    for (const word of words) packer.word(word);
    const pack = packer.finish();
    const view = new Uint32Array(pack.buffer, 0, pack.byteLength >> 2);
    for (const [at, word] of swaps) if (at < view.length) view[at] = word;
    return pack.subarray(0, Math.max(headerWords * 4, keep));
  });

const UNPACKERS: Readonly<Record<string, () => Unpacks>> = {
  sessions: () =>
    sessionsUnpacker<unknown>({
      rowsAt:
        () =>
        (...row) =>
          row,
      clock,
      lists: [undefined, 'WTSEnumerateSessionsExW', 'WTSEnumerateSessionsW'],
    }),
  processes: () =>
    processesUnpacker<unknown>({
      rowsAt:
        () =>
        (...row) =>
          row,
      clock,
      lists: [undefined, 'WTSEnumerateProcessesExW', 'WTSEnumerateProcessesW'],
    }),
  details: detailsUnpacker,
  accounts: accountsUnpacker,
  sids: sidsUnpacker,
  raw: () => rawUnpacker,
  number: () => answerUnpacker(u32),
  version: () => versionUnpacker,
};

/** More than any of these packs could make honestly. */
const MOST_MS = 1_000;

describe('a pack that is broken', () => {
  it.each(Object.entries(UNPACKERS))('%s: an answer or an error, and at once', (_, make) => {
    fc.assert(
      fc.property(hostile, bytes => {
        const started = performance.now();
        try {
          make().unpack(new FakeMailbox().post(bytes), true);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
        expect(performance.now() - started).toBeLessThan(MOST_MS);
      }),
      { numRuns: 300, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: true },
    );
  });
});
