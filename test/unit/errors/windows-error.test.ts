import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { HostClosedError } from '../../../lib/errors/host-closed.js';
import { IdleUnknownError } from '../../../lib/errors/idle-unknown.js';
import { NoAddonError } from '../../../lib/errors/no-addon.js';
import { AbortError, TimeoutError } from '../../../lib/errors/stop.js';
import { WindowsError } from '../../../lib/errors/windows-error.js';
import { ERROR_CODES } from '../../../lib/terminal/codes.js';
import { VOCABULARY, windowsError } from '../../../lib/terminal/hints.js';
import { vssError } from '../../../lib/vss/hints.js';

const failure = { ok: false, syscall: 'WTSLogoffSession', code: 5 } as const;
const error = windowsError(failure, { host: 'rds01', remote: true, sessionId: 7 });

describe('WindowsError', () => {
  it('says what, where, why and what to do', () => {
    expect(error).toMatchObject({
      name: 'WindowsError',
      code: 'ERROR_ACCESS_DENIED',
      errno: 5,
      syscall: 'WTSLogoffSession',
      host: 'rds01',
      sessionId: 7,
      reason: 'access-denied',
      outcome: undefined,
      subject: 'session',
      left: undefined,
    });
    expect(error.message).toBe(
      `WTSLogoffSession failed for session 7 on rds01: ERROR_ACCESS_DENIED (5). ${error.hint}`,
    );
    expect(error.stack).toMatch(/^WindowsError: WTSLogoffSession failed/);
    expect(error).toBeInstanceOf(Error);
  });

  it('goes through JSON and comes back', () => {
    const back = WindowsError.from(JSON.parse(JSON.stringify(error)));
    expect(back).toBeInstanceOf(WindowsError);
    expect(back.toJSON()).toEqual(error.toJSON());
    expect(Object.keys(error.toJSON())).toEqual([
      'name',
      'message',
      'code',
      'errno',
      'syscall',
      'host',
      'sessionId',
      'reason',
      'hint',
      'outcome',
      'subject',
      'left',
    ]);
  });

  it('is known by reason or code, across realms and as JSON', () => {
    expect(WindowsError.is(error)).toBe(true);
    expect(WindowsError.is(error, 'access-denied')).toBe(true);
    expect(WindowsError.is(error, 'ERROR_ACCESS_DENIED')).toBe(true);
    expect(WindowsError.is(error, 'changed')).toBe(false);
    expect(WindowsError.is(error.toJSON(), 'access-denied')).toBe(true);
    const foreign = runInNewContext(
      `Object.assign(new Error('x'), { name: 'WindowsError', code: 'ERROR_X', errno: 1, syscall: 's', reason: 'other' })`,
    );
    expect(foreign instanceof Error).toBe(false);
    expect(WindowsError.is(foreign, 'other')).toBe(true);
  });

  it.each([undefined, null, 'x', 5, {}, new Error('x'), { name: 'WindowsError' }, { ...error.toJSON(), errno: '5' }])(
    'is not %j',
    it => {
      expect(WindowsError.is(it)).toBe(false);
    },
  );

  it('is asked of anything without throwing', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const throwing = {
      get name(): string {
        throw new Error('no');
      },
    };
    for (const it of [proxy, throwing]) {
      expect(WindowsError.is(it)).toBe(false);
      expect(TimeoutError.is(it)).toBe(false);
      expect(() => WindowsError.from(it as never)).toThrow('toJSON');
    }
  });

  it.each([
    { host: {} },
    { host: 5 },
    { reason: 'constructor' },
    { reason: 'Changed' },
    { errno: 1.5 },
    { errno: -1 },
    { sessionId: '3' },
    { hint: [] },
    { outcome: 'known' },
    { message: undefined },
    { left: [1] },
    { left: 'x' },
    { subject: 7 },
  ])('is not made of %j', wrong => {
    expect(() => WindowsError.from({ ...error.toJSON(), ...wrong } as never)).toThrow(TypeError);
  });

  it('is made by the library alone', () => {
    const Loose = WindowsError as unknown as new (...args: unknown[]) => unknown;
    expect(() => new Loose('x', {}, Symbol())).toThrow('made by winstation');
    expect(() => WindowsError.from({} as never)).toThrow('toJSON');
  });
});

describe('errors of stops', () => {
  const at = { host: 'rds01', sessionId: 7, syscall: 'WTSLogoffSession' };

  it('say where they were, also as JSON', () => {
    const late = new TimeoutError(300, 'unknown', at);
    expect(late).toMatchObject({ ...at, code: 'ETIMEDOUT', outcome: 'unknown' });
    expect(late.message).toBe(
      'The call took longer than 300 ms (WTSLogoffSession for session 7 on rds01); Windows had begun it and may still carry it out',
    );
    expect(JSON.parse(JSON.stringify(late))).toEqual({
      name: 'TimeoutError',
      message: late.message,
      code: 'ETIMEDOUT',
      ...at,
      outcome: 'unknown',
    });
    const aborted = new AbortError('enough');
    expect(aborted.message).toBe('The call was aborted');
    expect(JSON.parse(JSON.stringify(aborted))).toEqual({
      name: 'AbortError',
      message: 'The call was aborted',
      code: 'ABORT_ERR',
      host: null,
      sessionId: null,
      syscall: null,
      outcome: null,
    });
  });

  it('are known across copies and as JSON, and tell themselves from those of others', () => {
    const late = new TimeoutError(300, undefined, at);
    const aborted = new AbortError('enough');
    for (const it of [late, late.toJSON()]) {
      expect([TimeoutError.is(it), AbortError.is(it), WindowsError.is(it)]).toEqual([true, false, false]);
    }
    for (const it of [aborted, aborted.toJSON()]) {
      expect([TimeoutError.is(it), AbortError.is(it)]).toEqual([false, true]);
    }
    const others = Object.assign(new Error('x'), { name: 'AbortError', code: 'ABORT_ERR' });
    expect(AbortError.is(others)).toBe(false);
    const foreign = runInNewContext(
      `Object.assign(new Error('x'), { name: 'TimeoutError', code: 'ETIMEDOUT', outcome: undefined })`,
    );
    expect(TimeoutError.is(foreign)).toBe(true);
    expect(HostClosedError.is(new HostClosedError('x'))).toBe(true);
    expect(NoAddonError.is(new NoAddonError('x'))).toBe(true);
    expect(IdleUnknownError.is(new IdleUnknownError('x', 1))).toBe(true);
    for (const { is } of [HostClosedError, NoAddonError, IdleUnknownError]) expect(is(late)).toBe(false);
  });
});

describe('codes', () => {
  it('that are statuses have their digits as a name, and their own reason', () => {
    const status = windowsError(
      { ok: false, syscall: 'WTSQueryUserToken', code: 0xc0000002 },
      { host: 'X', remote: false },
    );
    expect(status).toMatchObject({ code: '0xC0000002', errno: 0xc0000002, reason: 'not-supported' });
    expect(status.message).toMatch(/^WTSQueryUserToken failed on X: 0xC0000002\. /);
    expect(VOCABULARY.codes.numberOf('0xC0000002')).toBe(0xc0000002);
    expect(VOCABULARY.reasonOf(0xc0000022)).toBe('access-denied');
    expect(VOCABULARY.codes.nameOf(0x7fffffff)).toBe('WIN32_2147483647');
  });

  it('that are HRESULTs are shown with the digits that Windows shows', () => {
    const full = vssError('X', { ok: false, syscall: 'DoSnapshotSet', code: 0x8004231f });
    expect(full.message).toMatch(/^DoSnapshotSet failed on X: VSS_E_INSUFFICIENT_STORAGE \(0x8004231F\)\. /);
  });

  it('have a name and a way back', () => {
    for (const [name, code] of Object.entries(ERROR_CODES)) {
      expect(VOCABULARY.codes.nameOf(code)).toBe(name);
      expect(VOCABULARY.codes.numberOf(name)).toBe(code);
    }
    expect(VOCABULARY.codes.nameOf(4711)).toBe('WIN32_4711');
    expect(VOCABULARY.codes.numberOf('WIN32_4711')).toBe(4711);
    expect(VOCABULARY.codes.numberOf('toString')).toBeUndefined();
    expect(VOCABULARY.codes.numberOf('ERROR_NO_SUCH')).toBeUndefined();
  });

  it('are all different', () => {
    const numbers = Object.values(ERROR_CODES);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('come down to one of the words', () => {
    for (const code of Object.values(ERROR_CODES)) {
      expect(['access-denied', 'not-found', 'unreachable', 'not-supported', 'no-user', 'busy', 'other']).toContain(
        VOCABULARY.reasonOf(code),
      );
    }
  });
});
