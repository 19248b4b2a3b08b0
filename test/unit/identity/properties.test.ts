import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS } from './kinds.js';

describe.each(KINDS)('$name', ({ kind, parts, number, spell }) => {
  const text = parts.map(kind.fromParts);

  it('is the same from parts, bytes and text, there and back', () => {
    fc.assert(
      fc.property(parts, it => {
        const id = kind.fromParts(it);
        expect(kind.is(id)).toBe(true);
        expect(kind.parse(id)).toBe(id);
        expect(kind.toParts(id)).toEqual(it);
        expect(kind.toBytes(id)).toHaveLength(kind.size);
        expect(kind.fromBytes(kind.toBytes(id))).toBe(id);
        expect(JSON.parse(JSON.stringify({ id })).id).toBe(id);
      }),
    );
  });

  it('takes any bytes of its size', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: kind.size, maxLength: kind.size }), bytes => {
        const id = kind.fromBytes(bytes);
        expect(kind.is(id)).toBe(true);
        expect(kind.toBytes(id)).toEqual(bytes);
        expect(kind.fromParts(kind.toParts(id))).toBe(id);
      }),
    );
  });

  it('has one spelling, and takes the others wherever it takes an id', () => {
    fc.assert(
      fc.property(text, id => {
        for (const other of spell(id)) {
          expect(kind.parse(other)).toBe(id);
          expect(kind.toParts(other)).toEqual(kind.toParts(id));
          expect(kind.toBytes(other)).toEqual(kind.toBytes(id));
          expect(kind.compare(other, id)).toBe(0);
          expect(kind.is(other)).toBe(other === id);
        }
      }),
    );
  });

  it('goes by number in its order', () => {
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), all => {
        const byNumber = all.toSorted((a, b) => (number(a) < number(b) ? -1 : number(a) > number(b) ? 1 : 0));
        expect(all.map(kind.fromParts).toSorted(kind.compare)).toEqual(byNumber.map(kind.fromParts));
      }),
    );
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(kind.compare(a, b)) + Math.sign(kind.compare(b, a))).toBe(0);
        expect(kind.compare(a, b) === 0).toBe(a === b);
      }),
    );
  });

  it('takes no text that is not one of its spellings', () => {
    fc.assert(
      fc.property(text, fc.nat(40), fc.string({ minLength: 1, maxLength: 2, unit: 'binary' }), (id, at, put) => {
        const spoiled = id.slice(0, at) + put + id.slice(at);
        let parsed: string;
        try {
          parsed = kind.parse(spoiled);
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError);
          expect(error).toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
          expect(kind.is(spoiled)).toBe(false);
          return;
        }
        // A digit more may be another id, or padding. Nothing else may have been put in.
        expect(spoiled).toMatch(/^[\dA-Fa-fxX:{}-]+$/);
        expect(spoiled.length).toBeLessThanOrEqual(38);
        expect(kind.is(parsed)).toBe(true);
      }),
    );
  });

  it('makes new bytes and frozen parts each time', () => {
    const id = kind.fromBytes(new Uint8Array(kind.size).fill(0xa5));
    const bytes = kind.toBytes(id);
    bytes.fill(0);
    expect(kind.toBytes(id)).toEqual(new Uint8Array(kind.size).fill(0xa5));
    expect(Object.isFrozen(kind.toParts(id))).toBe(true);
    expect(Object.isFrozen(kind)).toBe(true);
  });

  it('keeps no bytes of its caller', () => {
    const bytes = new Uint8Array(kind.size + 8).fill(7);
    const id = kind.fromBytes(bytes.subarray(3, 3 + kind.size));
    bytes.fill(9);
    expect(kind.toBytes(id)).toEqual(new Uint8Array(kind.size).fill(7));
  });

  it('works without its object', () => {
    const { parse, is, compare, toBytes, fromBytes, toParts, fromParts } = kind;
    const id = fromBytes(new Uint8Array(kind.size));
    expect([id].map(parse).filter(is)).toEqual([id]);
    expect(compare(fromParts(toParts(id)), fromBytes(toBytes(id)))).toBe(0);
  });
});
