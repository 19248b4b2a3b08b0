import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { WindowsError } from '../../../lib/errors/windows-error.js';
import { ERROR_CODES } from '../../../lib/terminal/codes.js';
import { VOCABULARY, windowsError } from '../../../lib/terminal/hints.js';

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

  it('is made by the library alone', () => {
    const Loose = WindowsError as unknown as new (...args: unknown[]) => unknown;
    expect(() => new Loose('x', {}, Symbol())).toThrow('made by winstation');
    expect(() => WindowsError.from({} as never)).toThrow('toJSON');
  });
});

describe('codes', () => {
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
