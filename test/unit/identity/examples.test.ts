import { describe, expect, it } from 'vitest';
import {
  guid,
  iscsiConnectionId,
  iscsiSessionId,
  type Luid,
  luid,
  serviceWindowStation,
  sessionMoniker,
  wtsSessionId,
} from 'winstation/identity';

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], it => Number.parseInt(it, 16));
const refused = { code: 'ERR_INVALID_ARG_VALUE' };

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('a GUID', () => {
  const id = 'c191bfbc-b602-4675-8bd1-67d642f529d5';

  it('has its first three fields swapped in bytes', () => {
    expect(guid.parse('{C191BFBC-B602-4675-8BD1-67D642F529D5}')).toBe(id);
    expect(guid.toBytes(guid.parse(id))).toEqual(bytesOf('bcbf91c102b675468bd167d642f529d5'));
    expect(guid.fromBytes(bytesOf('33221100554477668899aabbccddeeff'))).toBe('00112233-4455-6677-8899-aabbccddeeff');
    expect(guid.toParts(guid.parse(id))).toEqual({
      data1: 0xc191bfbc,
      data2: 0xb602,
      data3: 0x4675,
      data4: bytesOf('8bd167d642f529d5'),
    });
  });

  it('may be nil', () => {
    expect(guid.nil).toBe('00000000-0000-0000-0000-000000000000');
    expect(guid.fromBytes(new Uint8Array(16))).toBe(guid.nil);
    expect(guid.is(guid.nil)).toBe(true);
  });

  it.each([
    `(${id})`,
    `{${id}`,
    `${id}}`,
    `{{${id}}}`,
    `{ ${id} }`,
    id.replaceAll('-', ''),
    `urn:uuid:${id}`,
    '{0xc191bfbc,0xb602,0x4675,{0x8b,0xd1,0x67,0xd6,0x42,0xf5,0x29,0xd5}}',
    `${id.slice(0, -1)}g`,
    `${id.slice(0, -1)}`,
    `${id}0`,
    id.replace('-', ''),
  ])('is not %s', text => {
    expect(thrownBy(() => guid.parse(text))).toMatchObject(refused);
  });
});

describe('an iSCSI id', () => {
  it.each([
    ['fffffa8003bb3018-0000000000000022', 'fffffa8003bb3018-22'],
    ['0xFFFFFA800D008430-0x4000013700000001', 'fffffa800d008430-4000013700000001'],
    ['0xffffac0cacbff010-15', 'ffffac0cacbff010-15'],
    ['00-0X0', '0-0'],
  ])('%s is %s', (text, canonical) => {
    expect(iscsiSessionId.parse(text)).toBe(canonical);
    expect(iscsiConnectionId.parse(text)).toBe(canonical);
  });

  it('is two little-endian numbers', () => {
    const id = iscsiSessionId.parse('fffffa800d008430-4000013700000001');
    expect(iscsiSessionId.toBytes(id)).toEqual(bytesOf('3084000d80faffff0100000037010040'));
    expect(iscsiSessionId.toParts(id)).toEqual({
      adapterUnique: 0xfffffa800d008430n,
      adapterSpecific: 0x4000013700000001n,
    });
  });

  it('is in order by number', () => {
    const ids = ['a-1', '10-1', '9-ffffffffffffffff'].map(iscsiSessionId.parse);
    expect(ids.toSorted(iscsiSessionId.compare)).toEqual(['9-ffffffffffffffff', 'a-1', '10-1']);
  });

  it.each([
    '1-12345678901234567',
    '00000000000000000-1',
    '-1',
    '1-',
    '1-2-3',
    '+1-2',
    '1_0-2',
    '{1-2}',
    '1\u20112',
    '\uff11-2',
    '1-2\n',
    ' 1-2',
    '0x-0x',
    '0x0x1-2',
    '1:2',
    '1',
  ])('is not %j', text => {
    expect(thrownBy(() => iscsiSessionId.parse(text))).toMatchObject(refused);
    expect(iscsiSessionId.is(text)).toBe(false);
  });

  it('says in its errors what was wanted', () => {
    expect(thrownBy(() => iscsiSessionId.parse('x'))).toMatchObject({
      message: expect.stringContaining('an iSCSI session'),
    });
    expect(thrownBy(() => iscsiConnectionId.parse('x'))).toMatchObject({
      message: expect.stringContaining('a connection'),
    });
  });
});

describe('a LUID', () => {
  it.each([
    ['0x0:0x3E7', '0x0:0x3e7'],
    ['0X00000000:0X000003E7', '0x0:0x3e7'],
    ['0xffffffff:0x0', '0xffffffff:0x0'],
  ])('%s is %s', (text, canonical) => {
    expect(luid.parse(text)).toBe(canonical);
  });

  it('has its low half first in bytes, and a signed high half', () => {
    expect(luid.toBytes(luid.parse('0x1:0x3e7'))).toEqual(bytesOf('e703000001000000'));
    expect(luid.toParts(luid.parse('0xffffffff:0xffffffff'))).toEqual({ high: -1, low: 0xffff_ffff });
    const ids = ['0x1:0x0', '0x0:0xffffffff', '0x80000000:0x0', '0xffffffff:0x5', '0x0:0x10', '0x0:0x9'].map(
      luid.parse,
    );
    expect(ids.toSorted(luid.compare)).toEqual([
      '0x80000000:0x0',
      '0xffffffff:0x5',
      '0x0:0x9',
      '0x0:0x10',
      '0x0:0xffffffff',
      '0x1:0x0',
    ]);
  });

  it.each([
    '0x3e7',
    '0:3e7',
    '0x0:3e7',
    '0:0x3e7',
    '0x123456789:0x0',
    '0x0:0x123456789',
    '0x:0x',
    '0x0-0x3e7',
    '0x0:0x3e7 ',
  ])('is not %j', text => {
    expect(thrownBy(() => luid.parse(text))).toMatchObject(refused);
  });
});

describe('a WTS_SESSION_ID', () => {
  const id = { sessionUniqueGuid: guid.parse('f4204024-08a2-45cd-951b-f756f64b0000'), sessionId: 4 };
  const bytes = bytesOf('244020f4a208cd45951bf756f64b000004000000');

  it('is 20 bytes', () => {
    expect(wtsSessionId.size).toBe(20);
    expect(wtsSessionId.toBytes(id)).toEqual(bytes);
    expect(wtsSessionId.fromBytes(bytes)).toEqual(id);
    expect(Object.isFrozen(wtsSessionId.fromBytes(bytes))).toBe(true);
    const last = { ...id, sessionId: 0xffff_ffff };
    expect(wtsSessionId.fromBytes(wtsSessionId.toBytes(last))).toEqual(last);
  });

  it.each([0, 16, 19, 21, 40])('is not %i bytes', length => {
    const error = thrownBy(() => wtsSessionId.fromBytes(new Uint8Array(length)));
    expect(error).toBeInstanceOf(RangeError);
    expect(error).toMatchObject({ code: 'ERR_OUT_OF_RANGE' });
  });

  it('is equal when both of its members are', () => {
    expect(wtsSessionId.equal(id, wtsSessionId.fromBytes(bytes))).toBe(true);
    const shouted = {
      ...id,
      sessionUniqueGuid: '{F4204024-08A2-45CD-951B-F756F64B0000}' as typeof id.sessionUniqueGuid,
    };
    expect(wtsSessionId.equal(id, shouted)).toBe(true);
    expect(wtsSessionId.equal(id, { ...id, sessionId: 5 })).toBe(false);
    expect(wtsSessionId.equal(id, { ...id, sessionUniqueGuid: guid.nil })).toBe(false);
  });

  it.each([
    ['sessionUniqueGuid', undefined, 'ERR_INVALID_ARG_TYPE'],
    ['sessionUniqueGuid', 'f4204024', 'ERR_INVALID_ARG_VALUE'],
    ['sessionId', '4', 'ERR_INVALID_ARG_TYPE'],
    ['sessionId', -1, 'ERR_OUT_OF_RANGE'],
    ['sessionId', 2 ** 32, 'ERR_OUT_OF_RANGE'],
  ])('refuses the %s %j', (key, value, code) => {
    const wrong = { ...id, [key]: value } as typeof id;
    for (const work of [
      () => wtsSessionId.toBytes(wrong),
      () => wtsSessionId.equal(wrong, id),
      () => wtsSessionId.equal(id, wrong),
    ]) {
      expect(thrownBy(work)).toMatchObject({ code, message: expect.stringContaining(`.${key} `) });
    }
    expect(thrownBy(() => wtsSessionId.toBytes(undefined as unknown as typeof id))).toMatchObject({
      code: 'ERR_INVALID_ARG_TYPE',
    });
  });
});

describe('a session moniker', () => {
  const clsid = guid.parse('c191bfbc-b602-4675-8bd1-67d642f529d5');

  it.each([
    [{ session: 3, as: 'clsid', clsid }, `Session:3!clsid:${clsid}`],
    [{ session: 0, as: 'new', clsid }, `Session:0!new:{${clsid}}`],
    [{ session: 'console', as: 'clsid', clsid }, `Session:Console!clsid:${clsid}`],
    [{ session: 4294967295, as: 'new', clsid }, `Session:4294967295!new:{${clsid}}`],
  ] as const)('%j is %s', (moniker, text) => {
    expect(sessionMoniker.format(moniker)).toBe(text);
    expect(sessionMoniker.parse(text)).toEqual(moniker);
    expect(Object.isFrozen(sessionMoniker.parse(text))).toBe(true);
    const shouted = text.toUpperCase();
    expect(sessionMoniker.parse(shouted)).toEqual(moniker);
    expect(sessionMoniker.parse(text.toLowerCase())).toEqual(moniker);
  });

  it('may have braces or not', () => {
    expect(sessionMoniker.parse(`session:3!clsid:{${clsid}}`)).toEqual({ session: 3, as: 'clsid', clsid });
    expect(sessionMoniker.parse(`session:3!NEW:${clsid}`)).toEqual({ session: 3, as: 'new', clsid });
    const braced = `{${clsid.toUpperCase()}}` as typeof clsid;
    expect(sessionMoniker.format({ session: 3, as: 'clsid', clsid: braced })).toBe(`Session:3!clsid:${clsid}`);
  });

  it.each([
    'Session:',
    'Session:3',
    'Session:3!',
    'Session:3!clsid:',
    `Session:!clsid:${clsid}`,
    `Session:03!clsid:${clsid}`,
    `Session:+3!clsid:${clsid}`,
    `Session:-1!clsid:${clsid}`,
    `Session:0x3!clsid:${clsid}`,
    `Session:3e0!clsid:${clsid}`,
    `Session:4294967296!clsid:${clsid}`,
    `Session:99999999999!clsid:${clsid}`,
    `Session: 3!clsid:${clsid}`,
    `Session:3 !clsid:${clsid}`,
    `Session:3!clsid:${clsid} `,
    `Session:3!clsid:${clsid}\n`,
    `Session:3!clsid:${clsid}!new:${clsid}`,
    `Session:3!!clsid:${clsid}`,
    `Session:3!clsid:{${clsid}`,
    `Session:3!clsid:${clsid}}`,
    `Session:3!${clsid}`,
    `Session:3!file:${clsid}`,
    `Session:conſole!clsid:${clsid}`,
    `ſession:3!clsid:${clsid}`,
    `Elevation:Administrator!new:{${clsid}}`,
    `xSession:3!clsid:${clsid}`,
  ])('is not %j', text => {
    expect(thrownBy(() => sessionMoniker.parse(text))).toMatchObject(refused);
  });

  it.each([
    [{ session: '3', as: 'new', clsid }, 'ERR_INVALID_ARG_VALUE', 'moniker.session'],
    [{ session: 'Console', as: 'new', clsid }, 'ERR_INVALID_ARG_VALUE', 'moniker.session'],
    [{ session: '3!new:{x}', as: 'new', clsid }, 'ERR_INVALID_ARG_VALUE', 'moniker.session'],
    [{ session: undefined, as: 'new', clsid }, 'ERR_INVALID_ARG_TYPE', 'moniker.session'],
    [{ session: -1, as: 'new', clsid }, 'ERR_OUT_OF_RANGE', 'moniker.session'],
    [{ session: 1.5, as: 'new', clsid }, 'ERR_OUT_OF_RANGE', 'moniker.session'],
    [{ session: 2 ** 32, as: 'new', clsid }, 'ERR_OUT_OF_RANGE', 'moniker.session'],
    [{ session: 3, as: 'New', clsid }, 'ERR_INVALID_ARG_VALUE', 'moniker.as'],
    [{ session: 3, as: undefined, clsid }, 'ERR_INVALID_ARG_VALUE', 'moniker.as'],
    [{ session: 3, as: 'new', clsid: `${clsid}!x` }, 'ERR_INVALID_ARG_VALUE', 'moniker.clsid'],
    [{ session: 3, as: 'new', clsid: undefined }, 'ERR_INVALID_ARG_TYPE', 'moniker.clsid'],
    [undefined, 'ERR_INVALID_ARG_TYPE', 'moniker'],
  ])('is not made of %j', (moniker, code, what) => {
    const error = thrownBy(() => sessionMoniker.format(moniker as Parameters<typeof sessionMoniker.format>[0]));
    expect(error).toMatchObject({ code, message: expect.stringContaining(`${what} `) });
  });
});

describe('the window station of a service', () => {
  it.each([
    ['Service-0x0-3e7$', '0x0:0x3e7'],
    ['SERVICE-0X0-3E4$', '0x0:0x3e4'],
    ['Service-0x12-abcdef01$', '0x12:0xabcdef01'],
    ['Service-0xffffffff-0$', '0xffffffff:0x0'],
  ])('%s is that of %s', (name, id) => {
    expect(serviceWindowStation.parse(name)).toBe(id);
    expect(serviceWindowStation.format(id as Luid)).toBe(
      name
        .toLowerCase()
        .replace('service', 'Service')
        .replace('$', () => '$'),
    );
  });

  it.each([
    'WinSta0',
    'Service-0x0-3e7',
    'Service-0x0-0x3e7$',
    'Service-0-3e7$',
    'Service-0x0-3e7$$',
    'Service-0x0-3e7$\n',
    'Service-0x123456789-3e7$',
    'Service-0x0-123456789$',
    'Service-0x-$',
    'xService-0x0-3e7$',
  ])('is not %j', name => {
    expect(serviceWindowStation.parse(name)).toBeUndefined();
  });

  it('is made for any spelling of a LUID', () => {
    expect(serviceWindowStation.format(luid.parse('0x00:0x3E7'))).toBe('Service-0x0-3e7$');
    expect(serviceWindowStation.format('0x00000000:0x000003E7' as Luid)).toBe('Service-0x0-3e7$');
  });
});
