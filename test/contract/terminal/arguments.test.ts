import { describe, expect, it } from 'vitest';
import type { SessionHost } from 'winstation';
import { rawCalls, rejection, withWorld } from '../suite.js';

type Loose = Record<keyof SessionHost, (...args: unknown[]) => Promise<unknown>>;

/** Mistakes of callers without types. They are reported before any raw call, in the same way on every backend. */
const wrong: readonly [string, keyof SessionHost, unknown[], string][] = [
  ['options that are no object', 'sessions', ['x'], 'ERR_INVALID_ARG_TYPE'],
  ['null for options', 'sessions', [null], 'ERR_INVALID_ARG_TYPE'],
  ['a misspelt option', 'sessions', [{ detail: true }], 'ERR_INVALID_ARG_VALUE'],
  ['details that are no boolean', 'sessions', [{ details: 1 }], 'ERR_INVALID_ARG_TYPE'],
  ['a misspelt filter', 'sessions', [{ where: { usre: 'x' } }], 'ERR_INVALID_ARG_VALUE'],
  ['a filter that is no object', 'sessions', [{ where: 'user' }], 'ERR_INVALID_ARG_TYPE'],
  ['an unknown kind', 'sessions', [{ where: { kind: 'people' } }], 'ERR_INVALID_ARG_VALUE'],
  ['an unknown state', 'sessions', [{ where: { state: ['active', 'gone'] } }], 'ERR_INVALID_ARG_VALUE'],
  ['a user that is no text', 'sessions', [{ where: { user: 5 } }], 'ERR_INVALID_ARG_TYPE'],
  ['a user with a pattern', 'sessions', [{ where: { user: 'an*' } }], 'ERR_INVALID_ARG_VALUE'],
  ['a user of two domains', 'sessions', [{ where: { user: 'A\\B\\anna' } }], 'ERR_INVALID_ARG_VALUE'],
  ['a user without a name', 'findSession', [{ user: ['anna', ''] }], 'ERR_INVALID_ARG_VALUE'],
  ['a list for a filter', 'sessions', [{ where: [] }], 'ERR_INVALID_ARG_TYPE'],
  ['a Map for a filter', 'findSession', [new Map([['user', 'anna']])], 'ERR_INVALID_ARG_TYPE'],
  ['a Date for options', 'sessions', [new Date(0)], 'ERR_INVALID_ARG_TYPE'],
  ['a signal for options', 'session', [1, AbortSignal.abort()], 'ERR_INVALID_ARG_TYPE'],
  ['an idle time without its length', 'sessions', [{ where: { idle: {} } }], 'ERR_INVALID_ARG_TYPE'],
  ['a number for an idle time', 'sessions', [{ where: { idle: 5 } }], 'ERR_INVALID_ARG_TYPE'],
  ['an idle time that is longer than', 'sessions', [{ where: { idle: { under: 5 } } }], 'ERR_INVALID_ARG_VALUE'],
  ['a negative idle time', 'findSession', [{ idle: { over: -1 } }], 'ERR_OUT_OF_RANGE'],
  ['an idle time of an event', 'once', ['logon', { where: { idle: { over: 5 } } }], 'ERR_INVALID_ARG_VALUE'],
  ['an id beyond all', 'sessions', [{ where: { id: 0xffffffff } }], 'ERR_OUT_OF_RANGE'],
  ['a signal that is none', 'sessions', [{ signal: {} }], 'ERR_INVALID_ARG_TYPE'],
  ...(
    [
      ['sessions', []],
      ['session', [1]],
      ['findSession', [{}]],
      ['query', [1, 'WTSUserName']],
      ['queryRaw', [1, 5]],
      ['processes', []],
      ['capture', []],
      ['message', [1, 'x']],
      ['logoff', [1]],
      ['once', ['logon']],
    ] as const
  ).map(([method, args]): (typeof wrong)[number] => [
    'a signal without methods',
    method,
    [...args, { signal: { aborted: false } }],
    'ERR_INVALID_ARG_TYPE',
  ]),
  ['a signal without methods', 'whenIdle', [1, { forMs: 1, signal: { aborted: false } }], 'ERR_INVALID_ARG_TYPE'],
  ['a negative timeout', 'sessions', [{ timeout: -1 }], 'ERR_OUT_OF_RANGE'],
  ['NaN for a timeout', 'sessions', [{ timeout: Number.NaN }], 'ERR_OUT_OF_RANGE'],
  ['no reference', 'session', [], 'ERR_INVALID_ARG_TYPE'],
  ['a reference that is no id', 'session', [-1], 'ERR_OUT_OF_RANGE'],
  ['a fraction for an id', 'session', [1.5], 'ERR_OUT_OF_RANGE'],
  ['the sentinel for any session', 'session', [0xfffffffe], 'ERR_OUT_OF_RANGE'],
  ['a text that names no session', 'session', ['7'], 'ERR_INVALID_ARG_TYPE'],
  ['an object that is no session', 'session', [{}], 'ERR_INVALID_ARG_TYPE'],
  ['null for a reference', 'session', [null], 'ERR_INVALID_ARG_TYPE'],
  ['a misspelt class', 'query', [1, 'WTSUsername'], 'ERR_INVALID_ARG_VALUE'],
  ['a number for a class', 'query', [1, 5], 'ERR_INVALID_ARG_TYPE'],
  ['a class number beyond all', 'queryRaw', [1, 2 ** 31], 'ERR_OUT_OF_RANGE'],
  ['a text for a class number', 'queryRaw', [1, 'WTSUserName'], 'ERR_INVALID_ARG_TYPE'],
  ['a name with a NUL', 'processes', [{ name: 'a\0b' }], 'ERR_INVALID_ARG_VALUE'],
  ['no text', 'message', [1], 'ERR_INVALID_ARG_TYPE'],
  ['a text with a NUL', 'message', [1, 'a\0b'], 'ERR_INVALID_ARG_VALUE'],
  ['unknown buttons', 'message', [1, 'x', { buttons: 'maybe' }], 'ERR_INVALID_ARG_VALUE'],
  ['an inherited word for buttons', 'message', [1, 'x', { buttons: 'toString' }], 'ERR_INVALID_ARG_VALUE'],
  ['an unknown icon', 'message', [1, 'x', { icon: 'skull' }], 'ERR_INVALID_ARG_VALUE'],
  ['a negative expiry', 'message', [1, 'x', { expires: -5 }], 'ERR_OUT_OF_RANGE'],
  ['a wait that is no boolean', 'logoff', [1, { wait: 'yes' }], 'ERR_INVALID_ARG_TYPE'],
  ['a redact that is no boolean', 'capture', [{ redact: 'yes' }], 'ERR_INVALID_ARG_TYPE'],
];

describe('wrong arguments', () => {
  const driver = withWorld();

  it.each(wrong)('%s: %s(%j)', async (_, method, args, code) => {
    const host = driver.winstation.localHost() as unknown as Loose;
    const error = await rejection(host[method](...args));
    expect(error).toMatchObject({ code, name: code === 'ERR_OUT_OF_RANGE' ? 'RangeError' : 'TypeError' });
    expect(await rawCalls(driver)).toEqual([]);
  });

  it.each([
    ['', 'ERR_INVALID_ARG_VALUE'],
    [5, 'ERR_INVALID_ARG_TYPE'],
    [undefined, 'ERR_INVALID_ARG_TYPE'],
    ['a\0b', 'ERR_INVALID_ARG_VALUE'],
  ])('openHost(%j)', async (name, code) => {
    expect(await rejection(driver.winstation.openHost(name as string))).toMatchObject({ code });
    expect(await rawCalls(driver)).toEqual([]);
  });

  it('a signal without methods, of a function that is not a call on a host', async () => {
    const signal = { aborted: false } as never;
    const code = 'ERR_INVALID_ARG_TYPE';
    expect(await rejection(driver.winstation.openHost('RDS01', { signal }))).toMatchObject({ code });
    expect(await rejection(driver.winstation.diagnose(undefined, { signal }))).toMatchObject({ code });
    expect(() => driver.winstation.localHost().watch({ signal })).toThrowError(expect.objectContaining({ code }));
    expect(await rawCalls(driver)).toEqual([]);
  });

  it.each([-1, 1.5, 2 ** 32, '4', undefined, Number.NaN])('sessionIdOf(%j)', pid => {
    expect(() => driver.winstation.sessionIdOf(pid as number)).toThrowError(
      expect.objectContaining({ code: typeof pid === 'number' ? 'ERR_OUT_OF_RANGE' : 'ERR_INVALID_ARG_TYPE' }),
    );
  });

  it('an invalid backend', () => {
    expect(() => driver.winstation.localHost({ backend: {} as never })).toThrowError(
      expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }),
    );
  });

  it('an idle time where time cannot decide', async () => {
    const where = { idle: { over: 5 } };
    const host = driver.winstation.localHost();
    expect(() => host.watch({ where })).toThrow('use whenIdle()');
    expect(() => host.sessionsSync({ where })).toThrow('use sessions()');
    expect(await rawCalls(driver)).toEqual([]);
  });

  it.each([
    [{ where: { usre: 'x' } }, 'did you mean user?'],
    [{ detials: true }, 'did you mean details?'],
    [{ where: { kind: 'uesr' } }, 'did you mean user?'],
    [{ where: { state: 'actve' } }, 'did you mean active?'],
    [{ where: { idle: { ovr: 1 } } }, 'did you mean over?'],
    [{ where: new Map() }, 'got a Map'],
  ])('%j name what was meant', async (options, text) => {
    const host = driver.winstation.localHost() as unknown as Loose;
    expect(await rejection(host.sessions(options))).toMatchObject({ message: expect.stringContaining(text) });
  });

  it('are reported with the most similar right word', async () => {
    const host = driver.winstation.localHost() as unknown as Loose;
    expect(await rejection(host.query(1, 'WTSUsername'))).toMatchObject({
      message: expect.stringContaining('did you mean WTSUserName?'),
    });
  });
});
