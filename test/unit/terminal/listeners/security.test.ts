import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACE,
  type Acl,
  type Descriptor,
  Malformed,
  readDescriptor,
  UnknownAce,
  writeDescriptor,
} from '../../../../lib/terminal/listeners/security/descriptor.js';
import { isGranted, permissionsOf } from '../../../../lib/terminal/listeners/security/permissions.js';
import { parseSddl, WrongSddl, writeSddl } from '../../../../lib/terminal/listeners/security/sddl.js';
import { normalSid, sidFromBytes, sidToBytes } from '../../../../lib/terminal/listeners/security/sid.js';
import type { SessionRight } from '../../../../lib/terminal/listeners/types.js';

const hex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/[0-9a-f]{2}/gi)!.map(it => Number.parseInt(it, 16)));

const u32 = fc.integer({ min: 0, max: 0xffffffff });
const sid = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 0xffff_ffff_ffff })),
    fc.array(u32, { maxLength: 15 }),
  )
  .map(([authority, parts]) => normalSid(['S-1', authority, ...parts].join('-'))!);
const ace = (types: readonly number[]) =>
  fc.record({ type: fc.constantFrom(...types), flags: fc.integer({ min: 0, max: 0xff }), mask: u32, sid });
const acl = (types: readonly number[]): fc.Arbitrary<Acl> =>
  fc.record({
    isProtected: fc.boolean(),
    isAutoInherited: fc.boolean(),
    isAutoInheritRequired: fc.boolean(),
    aces: fc.array(ace(types), { maxLength: 12 }),
  });
const list = (types: readonly number[]) => fc.oneof(acl(types), fc.constant(null), fc.constant(undefined));
const descriptor: fc.Arbitrary<Descriptor> = fc.record({
  dacl: list([ACE.allowed, ACE.denied]),
  sacl: list([ACE.audit, ACE.alarm, ACE.label]),
});

/** What Windows makes of these texts. */
const VECTORS: readonly (readonly [string, string])[] = [
  [
    'D:(A;;GA;;;SY)',
    '01000480 00000000 00000000 00000000 14000000 02001c00 01000000 00001400 00000010 010100000000000512000000',
  ],
  ['D:', '01000480 00000000 00000000 00000000 14000000 02000800 00000000'],
  ['D:NO_ACCESS_CONTROL', '01000480 00000000 00000000 00000000 00000000'],
  ['D:P', '01000490 00000000 00000000 00000000 14000000 02000800 00000000'],
  [
    'D:(D;CIIO;0x20;;;BA)S:(AU;SAFA;GR;;;WD)',
    `01001480 00000000 00000000 14000000 30000000
     02001c00 01000000 02c01400 00000080 010100000000000100000000
     02002000 01000000 010a1800 20000000 01020000000000052000000020020000`,
  ],
];

describe('a security descriptor', () => {
  it.each(VECTORS)('is written and read as Windows has it: %s', (text, bytes) => {
    expect(writeDescriptor(parseSddl(text))).toEqual(hex(bytes));
    expect(writeSddl(readDescriptor(hex(bytes)))).toBe(text);
  });

  it('is the same in bytes and back, whatever follows it and wherever it lies', () => {
    fc.assert(
      fc.property(descriptor, fc.uint8Array({ maxLength: 9 }), (it, rest) => {
        const bytes = writeDescriptor(it)!;
        const around = new Uint8Array(3 + bytes.length + rest.length);
        around.set(bytes, 3);
        around.set(rest, 3 + bytes.length);
        expect(readDescriptor(around.subarray(3))).toEqual(it);
      }),
    );
  });

  it('is the same in words and back', () => {
    fc.assert(
      fc.property(descriptor, it => {
        fc.pre(it.dacl !== undefined || it.sacl !== undefined);
        expect(parseSddl(writeSddl(it))).toEqual(it);
      }),
    );
  });

  const failsAsMalformed = (bytes: Uint8Array) => {
    try {
      readDescriptor(bytes);
    } catch (error) {
      expect(error instanceof Malformed || error instanceof UnknownAce, String(error)).toBe(true);
    }
  };

  it('takes any bytes, and no byte beyond them', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), failsAsMalformed), { numRuns: 2_000 });
    fc.assert(
      fc.property(descriptor, fc.nat(), fc.nat(255), (it, at, value) => {
        const bytes = writeDescriptor(it)!;
        bytes[at % bytes.length] = value;
        failsAsMalformed(bytes);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is not read where it is cut short', () => {
    const bytes = writeDescriptor(parseSddl('D:(A;;GA;;;SY)(D;;0x20;;;S-1-5-21-1-2-3-1001)S:(AU;SA;GR;;;WD)'))!;
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => readDescriptor(bytes.subarray(0, length)), String(length)).toThrow(Malformed);
    }
  });

  it('is not read where an entry depends on more than an account', () => {
    const bytes = writeDescriptor(parseSddl('D:(A;;GA;;;SY)'))!;
    for (const type of [4, 5, 6, 9, 10, 0x12]) {
      bytes[28] = type;
      expect(() => readDescriptor(bytes)).toThrow(UnknownAce);
    }
  });

  it('is not written with more entries than a list holds', () => {
    const aces = Array.from({ length: 3_300 }, () => '(A;;GA;;;SY)').join('');
    expect(writeDescriptor(parseSddl(`D:${aces}`))).toBeUndefined();
    expect(writeDescriptor(parseSddl(`D:${aces.slice(0, 12 * 3_276)}`))).toHaveLength(20 + 8 + 20 * 3_276);
  });
});

describe('SDDL', () => {
  it.each([
    ['d:(a;;ga;;;sy)', 'D:(A;;GA;;;SY)'],
    [' D: P AI ( A ; ; GA ; ; ; SY ) ', 'D:PAI(A;;GA;;;SY)'],
    ['S:(AU;SA;GW;;;WD)D:(A;;GR;;;BU)', 'D:(A;;GR;;;BU)S:(AU;SA;GW;;;WD)'],
    ['D:(A;;CCDCLCSWRPWPDTLOCR;;;BA)', 'D:(A;;0x1ff;;;BA)'],
    ['D:(A;;GAGRGWGX;;;BA)', 'D:(A;;GAGRGWGX;;;BA)'],
    ['D:(A;;SDRCWDWO;;;BA)', 'D:(A;;SDRCWDWO;;;BA)'],
    ['D:(A;;0xF03FF;;;BA)', 'D:(A;;0xf03ff;;;BA)'],
    ['D:(A;;32;;;S-1-5-32-555)', 'D:(A;;0x20;;;RD)'],
    ['D:(A;;040;;;RD)', 'D:(A;;0x20;;;RD)'],
    ['D:(A;;0;;;RD)', 'D:(A;;;;;RD)'],
    ['D:(A;;;;;RD)', 'D:(A;;;;;RD)'],
    ['D:ARAI', 'D:ARAI'],
    ['D:(A;;GA;;;s-1-0x5-18)', 'D:(A;;GA;;;SY)'],
    ['D:(A;;GA;;;S-1-281474976710655-4294967295)', 'D:(A;;GA;;;S-1-0xFFFFFFFFFFFF-4294967295)'],
    ['D:(A;OICINPIOIDCRSAFA;GA;;;WD)', 'D:(A;OICINPIOIDCRSAFA;GA;;;WD)'],
  ])('%s', (text, written) => {
    expect(writeSddl(parseSddl(text))).toBe(written);
  });

  it.each([
    ['', "'D:' or 'S:' is missing"],
    ['O:SY', 'owner'],
    ['D:O:SY', 'owner'],
    ['D:D:', 'twice'],
    ['X:', 'is expected'],
    ['D:(A;;GA;;;SY', 'is expected'],
    ['D:(A;;GA;;SY)', 'six parts, and (A;;GA;;SY) has 5'],
    ['D:(A;;GA;;;SY;)', 'has 7'],
    ['D:(XA;;GA;;;SY;(a==b))', 'is expected'],
    ['D:(OA;;GA;;;SY)', "'OA' is no kind"],
    ['D:(A;;GA;bf967aba-0de6-11d0-a285-00aa003049e2;;SY)', 'object'],
    ['D:(AU;SA;GA;;;SY)', 'wrong list'],
    ['S:(A;;GA;;;SY)', 'wrong list'],
    ['D:(A;XX;GA;;;SY)', "'XX' is no flag"],
    ['D:(A;O;GA;;;SY)', "'O' is no flag"],
    ['D:(A;;QQ;;;SY)', "'QQ' is no right"],
    ['D:(A;;0x100000000;;;SY)', '32 bits'],
    ['D:(A;;-1;;;SY)', "'-1' is no right"],
    ['D:(A;;GA;;;DA)', "'DA' needs to be given as a SID"],
    ['D:(A;;GA;;;anna)', "'anna' is no SID"],
    ['D:(A;;GA;;;S-1-5-4294967296)', 'is no SID'],
    [`D:(A;;GA;;;S-1-5${'-1'.repeat(16)})`, 'is no SID'],
    ['D:(A;;GA;;;)', "'' is no SID"],
    ['D:NO_ACCESS_CONTROL(A;;GA;;;SY)', 'has no entries'],
  ])('is refused: %s', (text, why) => {
    expect(() => parseSddl(text)).toThrow(WrongSddl);
    expect(() => parseSddl(text)).toThrow(why);
  });

  it('takes any text', () => {
    const words = fc.constantFrom(
      'D:',
      'S:',
      'O:',
      '(',
      ')',
      ';',
      'A',
      'GA',
      'SY',
      'P',
      'AI',
      ' ',
      '0x20',
      'S-1-5-18',
      'é',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 40 }).map(it => it.join('')),
    );
    fc.assert(
      fc.property(text, it => {
        try {
          parseSddl(it);
        } catch (error) {
          expect(error).toBeInstanceOf(WrongSddl);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('a SID', () => {
  it('is the same in bytes and back', () => {
    fc.assert(
      fc.property(sid, it => {
        const bytes = sidToBytes(it);
        expect(sidFromBytes(bytes)).toEqual({ sid: it, size: bytes.length });
        for (let length = 0; length < bytes.length; length += 1) {
          expect(sidFromBytes(bytes.subarray(0, length))).toBeUndefined();
        }
      }),
    );
  });
});

describe('permissions', () => {
  const ALL: readonly SessionRight[] = [
    ...(['query', 'set', 'reset', 'virtualChannels', 'shadow'] as const),
    ...(['logon', 'logoff', 'message', 'connect', 'disconnect'] as const),
  ];
  const of = (text: string) => permissionsOf(parseSddl(text));

  it.each(ALL.map((right, i) => [right, 2 ** i] as const))('%s is the bit %i', (right, bit) => {
    expect(of(`D:(A;;${bit};;;RD)`)).toEqual([{ sid: 'S-1-5-32-555', allow: [right], deny: [] }]);
  });

  it('are by account, what is allowed and what is denied', () => {
    expect(of('D:(D;;0x10;;;WD)(A;;0x121;;;RD)(A;;GA;;;SY)(A;;0x80;;;RD)(D;;0x80;;;RD)')).toEqual([
      { sid: 'S-1-1-0', allow: [], deny: ['shadow'] },
      { sid: 'S-1-5-32-555', allow: ['query', 'logon', 'message', 'connect'], deny: ['message'] },
      { sid: 'S-1-5-18', allow: ALL, deny: [] },
    ]);
  });

  it('are all where there is no list, and none where it is empty', () => {
    expect(of('D:NO_ACCESS_CONTROL')).toEqual([{ sid: 'S-1-1-0', allow: ALL, deny: [] }]);
    expect(of('S:')).toEqual([{ sid: 'S-1-1-0', allow: ALL, deny: [] }]);
    expect(of('D:')).toEqual([]);
  });

  it('leave out what is only handed down, what audits, and bits that are none of theirs', () => {
    expect(of('D:(A;IO;GA;;;SY)(A;;0xfffc00;;;BA)S:(AU;SA;GA;;;WD)')).toEqual([
      { sid: 'S-1-5-32-544', allow: [], deny: [] },
    ]);
  });

  it('are decided by the first entry that is about the right', () => {
    const granted = (text: string, right: SessionRight) => isGranted(parseSddl(text), ['S-1-5-4', 'S-1-1-0'], right);
    expect(granted('D:(D;;0x1;;;WD)(A;;GA;;;IU)', 'query')).toBe(false);
    expect(granted('D:(A;;GA;;;IU)(D;;0x1;;;WD)', 'query')).toBe(true);
    expect(granted('D:(D;;0x1;;;WD)(A;;GA;;;IU)', 'set')).toBe(true);
    expect(granted('D:(A;;GA;;;SY)', 'query')).toBe(false);
    expect(granted('D:', 'query')).toBe(false);
    expect(granted('D:NO_ACCESS_CONTROL', 'query')).toBe(true);
    for (const right of ALL) expect(granted('D:(A;;GA;;;WD)', right)).toBe(true);
  });
});
