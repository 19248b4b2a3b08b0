import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_ANSWER, type PackReader } from '../../../../lib/native/bridge/pack.js';
import { processesUnpacker, sessionsUnpacker } from '../../../../lib/native/terminal/unpackers.js';
import type { RowsAt } from '../../../../lib/terminal/contract.js';
import { FakeMailbox, headerWords, Packer } from '../bridge/packer.js';

const uint32 = fc.integer({ min: 0, max: 0xffffffff });
/** Any units but NUL, which ends a text: latin1, all of UTF-16, and surrogates alone. */
const textOf = (most: number) =>
  fc
    .array(fc.integer({ min: 1, max: most }), { maxLength: 40 })
    .map(units => units.map(unit => String.fromCharCode(unit)).join(''));
const text = fc.option(fc.oneof(textOf(0xff), textOf(0xff), textOf(0xffff), fc.constantFrom('', '\ud800', '\udfff')), {
  nil: undefined,
});
const clock = { now: () => 1_000_000, monotonic: () => 0, grain: 0, after: () => () => {}, keep: () => () => {} };

/** Rows, cut into packs at any place, an empty pack at the end among them. */
function cut<T>(row: fc.Arbitrary<T>): fc.Arbitrary<T[][]> {
  return fc.array(fc.array(row, { maxLength: 20 }), { minLength: 1, maxLength: 5 });
}

interface Unpacks<F> {
  unpack(pack: PackReader, last: boolean): F;
}

/** Hands the packs in one by one, through one mailbox, as the environment does. */
function unpackAll<F>(unpacker: Unpacks<F>, packs: readonly Packer[]): F {
  const mailbox = new FakeMailbox();
  let facts: F | undefined;
  packs.forEach((packer, i) => {
    const last = i === packs.length - 1;
    const pack = mailbox.post(packer.finish(last ? 0 : 1, 250));
    facts = unpacker.unpack(pack, last);
    expect(pack.at).toBe(headerWords + packer.body.length);
    pack.close();
  });
  return facts as F;
}

const session = fc.tuple(uint32, fc.integer({ min: -5, max: 20 }), text, text, text, text, text);
const VIAS = [undefined, 'WTSEnumerateSessionsExW', 'WTSEnumerateSessionsW'] as const;
const failure = fc.record({ syscall: fc.constantFrom('WTSEnumerateSessionsExW', 'WTSOpenServerExW'), code: uint32 });

describe('what the addon packs', () => {
  it('sessions come back as they were, over any number of packs', () => {
    fc.assert(
      fc.property(
        cut(session),
        fc.array(failure, { maxLength: 3 }),
        fc.constantFrom(...VIAS),
        (parts, failures, via) => {
          const packs = parts.map((rows, i) => {
            const packer = new Packer();
            if (i === 0) {
              packer.word(VIAS.indexOf(via)).word(failures.length);
              for (const { syscall, code } of failures) packer.text(syscall).word(code);
            }
            packer.word(rows.length);
            for (const [id, state, ...texts] of rows) {
              packer.word(id).word(state);
              for (const each of texts) packer.text(each);
            }
            return packer;
          });
          const times: number[] = [];
          const rowsAt: RowsAt<unknown> = takenAt => {
            times.push(takenAt);
            return (...row) => row;
          };
          const facts = unpackAll(sessionsUnpacker({ rowsAt, clock, lists: VIAS }), packs);
          expect(facts.rows).toEqual(parts.flat());
          expect(facts.failures).toEqual(failures.map(it => ({ ok: false, ...it })));
          expect(facts.via).toBe(via);
          expect(times).toEqual([1_000_000 - 250]);
        },
      ),
    );
  });

  it('processes come back as they were, at both levels', () => {
    // Times are ticks: what a double holds exactly.
    const time = fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n });
    const row = fc.record({
      head: fc.tuple(uint32, uint32, text, text),
      words: fc.array(uint32, { minLength: 6, maxLength: 6 }),
      times: fc.tuple(time, time),
    });
    fc.assert(
      fc.property(cut(row), fc.boolean(), (parts, long) => {
        const packs = parts.map((rows, i) => {
          const packer = new Packer();
          if (i === 0)
            packer
              .word(1)
              .word(0)
              .word(long ? 14 : 4);
          packer.word(rows.length);
          for (const { head, words, times } of rows) {
            packer.word(head[0]).word(head[1]).text(head[2]).text(head[3]);
            if (!long) continue;
            for (const word of words) packer.word(word);
            for (const each of times) packer.ticks(each);
          }
          return packer;
        });
        const facts = unpackAll(
          processesUnpacker({
            rowsAt:
              () =>
              (...it) =>
                it,
            clock,
            lists: [undefined, 'WTSEnumerateProcessesExW'],
          }),
          packs,
        );
        const wanted = parts
          .flat()
          .map(({ head, words, times }) =>
            long ? [...head, ...words, ...times.map(Number)] : [...head, ...Array(8).fill(undefined)],
          );
        expect(facts.rows).toEqual(wanted);
      }),
    );
  });

  it('words, ticks and bytes come back as they were', () => {
    fc.assert(
      fc.property(
        uint32,
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        fc.uint8Array(),
        (word, ticks, bytes) => {
          const packer = new Packer().word(word).ticks(ticks).bytes(bytes).word(word);
          const pack = new FakeMailbox().post(packer.finish());
          expect([pack.word(), pack.ticks(), pack.bytes(), pack.int()]).toEqual([word, ticks, bytes, word | 0]);
        },
      ),
    );
  });

  it('a text is a copy: it does not change with the mailbox', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), texts => {
        const mailbox = new FakeMailbox();
        const packer = new Packer();
        for (const each of texts) packer.text(each);
        const pack = mailbox.post(packer.finish());
        const read = texts.map(() => pack.optionalText());
        mailbox.post(new Packer().text('x'.repeat(2000)).finish());
        expect(read).toEqual(texts);
      }),
    );
  });

  it('a status alone has no texts', () => {
    const pack = new FakeMailbox().post(new Packer().finish(NO_ANSWER));
    expect([pack.status, pack.texts]).toEqual([NO_ANSWER, [undefined]]);
  });
});
