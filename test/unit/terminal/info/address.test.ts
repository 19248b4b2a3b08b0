import { SocketAddress } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromAddress, fromClientAddress } from '../../../../lib/terminal/info/address.js';

const bytes20 = (at: number, bytes: readonly number[]) => {
  const all = new Uint8Array(20);
  all.set(bytes, at);
  return all;
};

describe('addresses', () => {
  it('begin at byte 2 for IPv4', () => {
    expect(fromAddress({ family: 2, bytes: bytes20(2, [10, 20, 30, 40]) })).toEqual({
      family: 'ipv4',
      address: '10.20.30.40',
    });
  });

  it('are missing when they are all zero or have no family', () => {
    expect(fromAddress({ family: 2, bytes: new Uint8Array(20) })).toEqual({ family: 'ipv4', address: undefined });
    expect(fromAddress({ family: 23, bytes: new Uint8Array(20) })).toEqual({ family: 'ipv6', address: undefined });
    expect(fromAddress({ family: 0, bytes: new Uint8Array(20) })).toEqual({ family: 'none', address: undefined });
    expect(fromAddress({ family: 17, bytes: new Uint8Array(20) })).toEqual({ family: 'unknown', address: undefined });
    expect(fromClientAddress(2, [])).toEqual({ family: 'ipv4', address: undefined });
    expect(fromClientAddress(23, [1, 2])).toEqual({ family: 'ipv6', address: undefined });
  });

  it('of IPv6 are found at both places that the documents give', () => {
    const v6 = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x42];
    for (const at of [0, 2]) {
      expect(fromAddress({ family: 23, bytes: bytes20(at, v6) }).address).toBe('2001:db8::42');
    }
  });

  const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
  it('are written as RFC 5952 requires', () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), groups => {
        fc.pre(groups.some(g => g !== 0));
        const swapped = groups.map(g => ((g & 0xff) << 8) | (g >> 8));
        const text = fromClientAddress(23, [...swapped, ...new Array(23).fill(0)]).address ?? '';
        // Node parses and compares; it writes IPv4-mapped ones in another way, so the text itself is only parsed back.
        const parsed = new SocketAddress({ address: text, family: 'ipv6' });
        expect(expand(text)).toEqual(groups);
        expect(parsed.family).toBe('ipv6');
        expect(text).not.toMatch(/::.*::/);
        expect(text).toBe(text.toLowerCase());
      }),
    );
  });

  it('of IPv4 are read from one octet in each word', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 }), octets => {
        fc.pre(octets.some(o => o !== 0));
        expect(fromClientAddress(2, [...octets, 9, 9]).address).toBe(octets.join('.'));
        expect(fromAddress({ family: 2, bytes: bytes20(2, octets) }).address).toBe(octets.join('.'));
      }),
    );
  });
});

function expand(text: string): number[] {
  const [head = '', tail] = text.split('::');
  const parse = (part: string) => (part === '' ? [] : part.split(':').map(g => Number.parseInt(g, 16)));
  if (tail === undefined) return parse(head);
  const [a, b] = [parse(head), parse(tail)];
  return [...a, ...new Array(8 - a.length - b.length).fill(0), ...b];
}
