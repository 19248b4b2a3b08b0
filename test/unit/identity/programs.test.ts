import { expect, it } from 'vitest';
import {
  type Guid,
  guid,
  type IscsiSessionId,
  iscsiSessionId,
  luid,
  serviceWindowStation,
  sessionMoniker,
  wtsSessionId,
} from 'winstation/identity';

// Programs as users write them.

interface Row {
  readonly id: IscsiSessionId;
  readonly target: string;
}

/** Joins a list with what a tool printed, whatever its case or padding. */
function join(printed: string, rows: readonly Row[]): Row | undefined {
  const id = iscsiSessionId.parse(printed);
  return rows.find(row => row.id === id);
}

/** Sorts and keys by identity, and puts it in JSON. */
function table(rows: readonly Row[]): string {
  const ids = rows.map(row => row.id).toSorted(iscsiSessionId.compare);
  const names = new Map<IscsiSessionId, string>(rows.map(row => [row.id, row.target]));
  const adapter = (id: IscsiSessionId) => iscsiSessionId.toParts(id).adapterUnique.toString(16);
  return JSON.stringify(ids.map(id => ({ id, target: names.get(id), adapter: adapter(id) })));
}

/** A WTS_SESSION_ID out of a provider's trace. */
function fromTrace(bytes: Uint8Array): { connection: Guid; session: number } {
  const { sessionUniqueGuid, sessionId } = wtsSessionId.fromBytes(bytes);
  return { connection: sessionUniqueGuid, session: sessionId };
}

/** Which logon a service's window station belongs to. */
function logonOf(windowStation: string): string {
  const id = serviceWindowStation.parse(windowStation);
  if (id === undefined) return 'interactive';
  return id === luid.parse('0x0:0x3E7') ? 'LocalSystem' : `logon ${luid.toParts(id).low}`;
}

/** A moniker that no user text can break out of. */
function monikerFor(session: string, clsid: string): string {
  if (session !== 'console' && !/^\d+$/.test(session)) throw new RangeError('which session?');
  return sessionMoniker.format({
    session: session === 'console' ? session : Number(session),
    as: 'new',
    clsid: guid.parse(clsid),
  });
}

it('joins and sorts iSCSI sessions', () => {
  const rows = ['fffffa800d008430-4000013700000001', 'fffffa800d008430-22', '1-3'].map((text, i) => ({
    id: iscsiSessionId.parse(text),
    target: `iqn.2024-01.example:${i}`,
  }));
  expect(join('0xFFFFFA800D008430-0x4000013700000001', rows)).toBe(rows[0]);
  expect(join('fffffa800d008430-0000000000000022', rows)).toBe(rows[1]);
  expect(join('1-4', rows)).toBeUndefined();
  expect(JSON.parse(table(rows))).toEqual([
    { id: '1-3', target: 'iqn.2024-01.example:2', adapter: '1' },
    { id: 'fffffa800d008430-22', target: 'iqn.2024-01.example:1', adapter: 'fffffa800d008430' },
    { id: 'fffffa800d008430-4000013700000001', target: 'iqn.2024-01.example:0', adapter: 'fffffa800d008430' },
  ]);
});

it('reads a trace', () => {
  const bytes = Buffer.from('244020f4a208cd45951bf756f64b000004000000', 'hex');
  expect(fromTrace(bytes)).toEqual({ connection: 'f4204024-08a2-45cd-951b-f756f64b0000', session: 4 });
  expect(() => fromTrace(bytes.subarray(1))).toThrow(RangeError);
});

it('finds the logon of a window station', () => {
  expect(['WinSta0', 'Service-0x0-3e7$', 'Service-0x0-3e4$', 'service-0x0-1A2B3$'].map(logonOf)).toEqual([
    'interactive',
    'LocalSystem',
    'logon 996',
    'logon 107187',
  ]);
});

it('makes monikers of what users wrote', () => {
  const clsid = '{C191BFBC-B602-4675-8BD1-67D642F529D5}';
  expect(monikerFor('console', clsid)).toBe('Session:Console!new:{c191bfbc-b602-4675-8bd1-67d642f529d5}');
  expect(monikerFor('3', clsid)).toBe('Session:3!new:{c191bfbc-b602-4675-8bd1-67d642f529d5}');
  for (const session of ['3!new:{x}', '', ' 3', 'Console', '-1', '1e3', '4294967296', '9'.repeat(400)]) {
    expect(() => monikerFor(session, clsid), session).toThrow(RangeError);
  }
  for (const text of [`${clsid}!new:${clsid}`, `${clsid} `, '', 'notepad']) {
    expect(() => monikerFor('3', text), text).toThrow(TypeError);
  }
});
