import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { type luid, serviceWindowStation, sessionMoniker, wtsSessionId } from 'winstation/identity';
import { KINDS } from './kinds.js';

const revoked = (target: object) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};

/** Whatever is asked of it, it throws. */
const furious = new Proxy(
  {},
  {
    get: () => {
      throw new Error('it was read');
    },
    getPrototypeOf: () => {
      throw new Error('its prototype was read');
    },
    ownKeys: () => {
      throw new Error('its keys were read');
    },
  },
);

const NO_TEXTS: readonly (readonly [string, unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['a number', 7],
  ['a bigint', 7n],
  ['a symbol', Symbol('x')],
  ['a function', () => '0x0:0x3e7'],
  ['an object whose text fits', { toString: () => '0x0:0x3e7', length: 9 }],
  ['an array whose text fits', ['0x0:0x3e7']],
  ['a String', Object('0x0:0x3e7')],
  ['an object that must not be read', furious],
  ['a revoked proxy', revoked({})],
  ['a revoked proxy of an array', revoked([])],
  ['a revoked proxy of a function', revoked(() => {})],
];

const LONG = 1_000_000;
const NO_IDS: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['constructor', 'constructor'],
  ['__proto__', '__proto__'],
  ['a million digits', '1'.repeat(LONG)],
  ['a million halves', '1-'.repeat(LONG)],
  ['a million braces', '{'.repeat(LONG)],
  ['a million zeros before an id', `${'0'.repeat(LONG)}-1`],
  ['a million surrogates', '\ud800'.repeat(LONG)],
  ['a lone surrogate', '\udfff'],
  ['a hyphen', '-'],
  ['no digits', '0x-0x'],
  ['NUL', '\0'],
];

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

const wrongType = { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' };
const wrongValue = { name: 'TypeError', code: 'ERR_INVALID_ARG_VALUE' };
const outOfRange = { name: 'RangeError', code: 'ERR_OUT_OF_RANGE' };
const shown = (error: unknown) => ({ ...(error as object), name: (error as Error).name });

describe.each(KINDS)('$name', ({ kind }) => {
  const some = kind.fromBytes(new Uint8Array(kind.size).fill(1));

  it.each(NO_TEXTS)('takes no text that is %s', (_, value) => {
    const text = value as string;
    for (const work of [
      () => kind.parse(text),
      () => kind.toParts(text),
      () => kind.toBytes(text),
      () => kind.compare(text, some),
      () => kind.compare(some, text),
    ]) {
      expect(shown(thrownBy(work))).toMatchObject(wrongType);
    }
    expect(kind.is(value)).toBe(false);
  });

  it.each(NO_IDS)('takes no id that is %s, and shows little of it', (_, text) => {
    const error = thrownBy(() => kind.parse(text));
    expect(shown(error)).toMatchObject(wrongValue);
    expect((error as Error).message.length).toBeLessThan(600);
    expect(kind.is(text)).toBe(false);
  });

  it.each([' ', '\n', '\t', '\0', '\u00a0', '\u200b', '\ufeff', '\ud800'])('takes no %j around an id', extra => {
    for (const text of [some + extra, extra + some]) {
      expect(shown(thrownBy(() => kind.parse(text)))).toMatchObject(wrongValue);
      expect(kind.is(text)).toBe(false);
    }
  });

  it.each([
    ['hyphens', (text: string) => text.replace('-', '\u2011').replace(':', '\uff1a')],
    ['digits', (text: string) => text.replace('1', '\uff11')],
    ['signs', (text: string) => text.replace('1', '+')],
    ['underscores', (text: string) => text.replace('1', '_')],
  ])('takes no %s of another alphabet', (_, spoil) => {
    expect(spoil(some)).not.toBe(some);
    expect(shown(thrownBy(() => kind.parse(spoil(some))))).toMatchObject(wrongValue);
  });

  it('runs no pattern on a text that is too long', () => {
    const real = RegExp.prototype.exec;
    const lengths: number[] = [];
    RegExp.prototype.exec = function exec(text: string) {
      lengths.push(text.length);
      return real.call(this, text);
    };
    try {
      for (const [, text] of NO_IDS) {
        expect(() => kind.parse(text)).toThrow();
        kind.is(text);
      }
    } finally {
      RegExp.prototype.exec = real;
    }
    expect(lengths.length).toBeGreaterThan(0);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(38);
  });

  it.each([
    ['an array', Array.from({ length: kind.size }, () => 1)],
    ['an ArrayBuffer', new ArrayBuffer(kind.size)],
    ['a DataView', new DataView(new ArrayBuffer(kind.size))],
    [
      'a DataView that says otherwise',
      Object.defineProperty(new DataView(new ArrayBuffer(kind.size)), Symbol.toStringTag, { value: 'Uint8Array' }),
    ],
    ['signed bytes', new Int8Array(kind.size)],
    ['an object of that length', { length: kind.size }],
    ['a prototype', Object.create(Uint8Array.prototype)],
    ['a proxy of bytes', new Proxy(new Uint8Array(kind.size), {})],
    ['an object that must not be read', furious],
    ['a revoked proxy', revoked(new Uint8Array(kind.size))],
    ['text', '\0'.repeat(kind.size)],
    ['undefined', undefined],
  ])('takes no bytes that are %s', (_, value) => {
    expect(shown(thrownBy(() => kind.fromBytes(value as Uint8Array)))).toMatchObject(wrongType);
  });

  it.each([0, kind.size - 1, kind.size + 1, 1_000_000])('takes no %i bytes', length => {
    expect(shown(thrownBy(() => kind.fromBytes(new Uint8Array(length))))).toMatchObject(outOfRange);
  });

  it('goes by what bytes are and not by what they say', () => {
    const bytes = Buffer.alloc(kind.size, 1);
    expect(kind.fromBytes(bytes)).toBe(some);
    Object.defineProperties(bytes, {
      length: { get: () => 3 },
      [Symbol.iterator]: { value: () => [][Symbol.iterator]() },
      buffer: { value: new ArrayBuffer(64) },
    });
    expect(kind.fromBytes(bytes)).toBe(some);
    expect(kind.fromBytes(runInNewContext(`new Uint8Array(${kind.size}).fill(1)`))).toBe(some);
    const shared = new Uint8Array(new SharedArrayBuffer(kind.size)).fill(1);
    expect(kind.fromBytes(shared)).toBe(some);
    const detached = new Uint8Array(kind.size);
    structuredClone(detached, { transfer: [detached.buffer] });
    expect(shown(thrownBy(() => kind.fromBytes(detached)))).toMatchObject(outOfRange);
  });

  it.each([undefined, null, 'text', 7])('takes no parts that are %j', value => {
    expect(shown(thrownBy(() => kind.fromParts(value as unknown as object)))).toMatchObject(wrongType);
  });

  it('takes no part that is missing or of another type', () => {
    const parts = kind.toParts(some) as Record<string, unknown>;
    for (const key of Object.keys(parts)) {
      for (const value of [undefined, null, '1', true, {}, [], furious, typeof parts[key] === 'bigint' ? 1 : 1n]) {
        const error = thrownBy(() => kind.fromParts({ ...parts, [key]: value }));
        expect(shown(error)).toMatchObject(wrongType);
        expect((error as Error).message).toContain(`parts.${key} `);
      }
    }
  });

  it('takes no part that does not fit its field', () => {
    const parts = kind.toParts(some) as Record<string, unknown>;
    for (const key of Object.keys(parts)) {
      const wrong: readonly unknown[] =
        typeof parts[key] === 'bigint'
          ? [-1n, 2n ** 64n]
          : typeof parts[key] === 'number'
            ? [2 ** 32, -(2 ** 31) - 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]
            : [new Uint8Array(7), new Uint8Array(9), new Uint8Array(0)];
      for (const value of wrong) {
        const error = thrownBy(() => kind.fromParts({ ...parts, [key]: value }));
        expect(shown(error)).toMatchObject(outOfRange);
        expect((error as Error).message).toContain(`parts.${key} `);
      }
    }
  });

  it('reads each part once, so that what was checked is what is used', () => {
    const parts = kind.toParts(some) as Record<string, unknown>;
    const reads: string[] = [];
    const sly = Object.create(null);
    for (const [key, value] of Object.entries(parts)) {
      Object.defineProperty(sly, key, {
        enumerable: true,
        get: () => {
          reads.push(key);
          return reads.filter(it => it === key).length === 1 ? value : 'something else';
        },
      });
    }
    expect(kind.fromParts(sly)).toBe(some);
    expect(reads.sort()).toEqual(Object.keys(parts).sort());
  });
});

describe('the others', () => {
  const id = '0x0:0x3e7' as ReturnType<typeof luid.parse>;
  const sessionUniqueGuid = 'f4204024-08a2-45cd-951b-f756f64b0000';

  it.each(NO_TEXTS)('take no text that is %s', (_, value) => {
    const text = value as string;
    for (const work of [
      () => sessionMoniker.parse(text),
      () => serviceWindowStation.parse(text),
      () => serviceWindowStation.format(text as typeof id),
    ]) {
      expect(shown(thrownBy(work))).toMatchObject(wrongType);
    }
  });

  it.each(NO_IDS)('take no text that is %s', (_, text) => {
    expect(shown(thrownBy(() => sessionMoniker.parse(text)))).toMatchObject(wrongValue);
    expect(shown(thrownBy(() => serviceWindowStation.format(text as typeof id)))).toMatchObject(wrongValue);
    expect(serviceWindowStation.parse(text)).toBeUndefined();
  });

  it('read each member once', () => {
    const sly = (values: object) => {
      const left: Record<string, unknown> = { ...values };
      return new Proxy(values, {
        get: (_, key: string) => {
          const value = left[key];
          left[key] = 'something else';
          return value;
        },
      }) as never;
    };
    expect(sessionMoniker.format(sly({ session: 3, as: 'clsid', clsid: sessionUniqueGuid }))).toBe(
      `Session:3!clsid:${sessionUniqueGuid}`,
    );
    const bytes = wtsSessionId.toBytes(sly({ sessionUniqueGuid, sessionId: 4 }));
    expect(wtsSessionId.fromBytes(bytes)).toEqual({ sessionUniqueGuid, sessionId: 4 });
  });
});
