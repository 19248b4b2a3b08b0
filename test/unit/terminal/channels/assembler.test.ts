import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Assembler, BrokenProtocol, Stream } from '../../../../lib/terminal/channels/assembler.js';
import type { Piece } from '../../../../lib/terminal/channels/contract.js';

const FIRST = 1;
const LAST = 2;

function withHeader(length: number, flags: number, bytes: Uint8Array): Uint8Array {
  const piece = new Uint8Array(8 + bytes.length);
  const header = new DataView(piece.buffer);
  header.setUint32(0, length, true);
  header.setUint32(4, flags, true);
  piece.set(bytes, 8);
  return piece;
}

/** The pieces of a message, cut after these lengths. */
function pieces(message: Uint8Array, cuts: readonly number[], otherFlags: number): Uint8Array[] {
  const ends = [...new Set(cuts.map(cut => cut % (message.length + 1)))].sort((a, b) => a - b);
  const bounds = [0, ...ends.filter(end => end > 0 && end < message.length), message.length];
  return bounds.slice(1).map((end, i) => {
    const flags = (i === 0 ? FIRST : 0) | (i === bounds.length - 2 ? LAST : 0) | otherFlags;
    return withHeader(message.length, flags, message.subarray(bounds[i], end));
  });
}

/** Reads that had room for so many bytes only. */
function reads(piece: Uint8Array, room: number): Piece[] {
  const made: Piece[] = [];
  for (let at = 0; at === 0 || at < piece.length; at += room)
    made.push({ bytes: piece.slice(at, at + room), isWhole: at + room >= piece.length });
  return made;
}

describe('the assembler', () => {
  it('puts any message together, however it was cut and read', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            message: fc.uint8Array({ maxLength: 300 }),
            cuts: fc.array(fc.nat(400), { maxLength: 6 }),
            room: fc.integer({ min: 8, max: 400 }),
            // What shows, suspends or compresses says nothing here.
            flags: fc.constantFrom(0, 0x10, 0x20, 0x40, 0x0020_0000),
          }),
          { maxLength: 6 },
        ),
        sent => {
          const assembler = new Assembler(300);
          const got: Uint8Array[] = [];
          for (const { message, cuts, room, flags } of sent) {
            for (const piece of pieces(message, cuts, flags)) {
              for (const read of reads(piece, room)) {
                const whole = assembler.take(read);
                if (whole) got.push(whole);
              }
            }
          }
          expect(got.map(it => [...it])).toEqual(sent.map(({ message }) => [...message]));
        },
      ),
    );
  });

  const hostile = fc.record({
    length: fc.oneof(fc.nat(40), fc.constantFrom(0, 1_000_000, 0x7fff_ffff, 0xffff_ffff)),
    flags: fc.oneof(fc.constantFrom(0, 1, 2, 3, 0x100, 0x103), fc.nat(0xffff)),
    bytes: fc.uint8Array({ maxLength: 40 }),
  });
  const anything = fc.oneof(
    hostile.map(({ length, flags, bytes }) => withHeader(length, flags, bytes)),
    fc.uint8Array({ maxLength: 50 }),
  );

  it('takes anything, throws nothing but that the protocol is broken, and hands out no more than it was given', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anything, fc.boolean()), { maxLength: 30 }), sent => {
        const maxMessage = 60;
        const assembler = new Assembler(maxMessage);
        let given = 0;
        let taken = 0;
        try {
          for (const [bytes, isWhole] of sent) {
            given += bytes.length;
            const message = assembler.take({ bytes, isWhole });
            if (!message) continue;
            expect(message.length).toBeLessThanOrEqual(maxMessage);
            taken += message.length;
            expect(taken).toBeLessThanOrEqual(given);
          }
        } catch (error) {
          if (!(error instanceof BrokenProtocol)) throw error;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('makes no room for bytes that are only announced', () => {
    const assembler = new Assembler(2 ** 30);
    assembler.take({ bytes: withHeader(2 ** 30, FIRST, new Uint8Array(10)), isWhole: true });
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 100; i++)
      new Assembler(2 ** 30).take({ bytes: withHeader(2 ** 30, FIRST, new Uint8Array(10)), isWhole: true });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
  });

  it('hands on what has no borders as it comes, but not what is empty', () => {
    const stream = new Stream();
    expect(stream.take({ bytes: new Uint8Array(), isWhole: true })).toBeUndefined();
    expect(stream.take({ bytes: Uint8Array.of(1, 2), isWhole: false })).toEqual(Uint8Array.of(1, 2));
  });
});
