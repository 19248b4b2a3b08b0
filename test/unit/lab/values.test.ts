import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flag, type Kind, list, record, secret, sid, text, textOrNull, u32 } from '../../../lib/base/call.js';
import { ByteReader, ByteWriter } from '../../lab/wire/bytes.js';
import { sameKind } from '../../lab/wire/forms.js';
import { readValue } from '../../lab/wire/read-value.js';
import { writeValue } from '../../lab/wire/write-value.js';
import { kinds, valuesOf } from './arbitrary-kinds.js';

const written = (kind: Kind, value: unknown): ByteReader => {
  const writer = new ByteWriter(1);
  writeValue(writer, kind, value);
  return new ByteReader(writer.body());
};
const kindsWithValues = kinds.chain(kind => fc.tuple(fc.constant(kind), valuesOf(kind)));
const put = (kind: Kind, value: unknown) => () => written(kind, value);

describe('a value on the wire', () => {
  it('comes back whole, with its form and its names, and ends where it should', () => {
    fc.assert(
      fc.property(kindsWithValues, ([kind, value]) => {
        const reader = written(kind, value);
        expect(readValue(reader)).toEqual({ kind, value });
        expect(reader.isAtEnd).toBe(true);
      }),
    );
  });

  it('is never read past its end', () => {
    fc.assert(
      fc.property(kindsWithValues, fc.nat(), ([kind, value], cut) => {
        const writer = new ByteWriter();
        writeValue(writer, kind, value);
        const whole = writer.body();
        expect(() => readValue(new ByteReader(whole.subarray(0, cut % whole.length)))).toThrow(RangeError);
      }),
    );
  });

  it('names the members of a list of records once', () => {
    const rows = list(record({ processName: text }));
    const size = (count: number) => {
      const writer = new ByteWriter();
      writeValue(writer, rows, Array(count).fill({ processName: '' }));
      return writer.body().length;
    };
    expect(size(100) - size(99)).toBe(4);
  });
});

describe('a value that is not as described', () => {
  const row = record({ sessionId: u32, userName: textOrNull });
  const rows = list(row);

  it.each([
    [u32, 'one', "the value is 'one' instead of u32"],
    [u32, -1, 'the value is -1 instead of u32'],
    [u32, 2 ** 32, 'the value is 4294967296 instead of u32'],
    [flag, 1, 'the value is 1 instead of flag'],
    [text, undefined, 'the value is undefined instead of text'],
    [secret(text), 7, "the value is '***' instead of text"],
    [sid, 7, 'the value is 7 instead of sid'],
    [row, undefined, 'the value is undefined instead of a record'],
    [rows, {}, 'the value is [object Object] instead of a list'],
    [row, { sessionId: 1, user: '' }, "the value's userName is not there, and the description has it"],
    [row, { sessionId: 1, userName: '', sid: '' }, "the value's sid is there, and the description lacks it"],
    [
      rows,
      [
        { sessionId: 1, userName: undefined },
        { sessionId: 2, userName: 3 },
      ],
      "the value's [1].userName is 3 instead of textOrNull",
    ],
  ] as const)('is refused with what differs: %j, %j', (kind, value, message) => {
    expect(put(kind as Kind, value)).toThrow(new TypeError(message));
  });

  it('has no form that does not travel', () => {
    expect(put({ form: 'choice' }, 1)).toThrow("The form 'choice' does not travel.");
  });
});

describe('two kinds', () => {
  it('are the same whatever the order of their members', () => {
    expect(sameKind(record({ pid: u32, name: text }), record({ name: text, pid: u32 }))).toBe(true);
  });

  it.each([
    [u32, flag],
    [text, textOrNull],
    [list(u32), list(text)],
    [record({ pid: u32 }), record({ pid: text })],
    [record({ pid: u32 }), record({ id: u32 })],
    [record({ pid: u32 }), record({ pid: u32, name: text })],
  ] as const)('are not the same: %j, %j', (one, other) => {
    expect(sameKind(one as Kind, other as Kind)).toBe(false);
    expect(sameKind(other as Kind, one as Kind)).toBe(false);
  });
});
