import { describe, expect, it } from 'vitest';
import { call, nothing } from '../../../lib/base/call.js';
import { Vocabulary } from '../../../lib/errors/vocabulary.js';
import { WindowsError, windowsErrorIn } from '../../../lib/errors/windows-error.js';
import { withheldIn } from '../../../lib/errors/withheld.js';

const DOMAIN = new Vocabulary({
  reasons: new Map([[4711, 'busy']]),
  calls: {
    FrobThing: call({
      args: {},
      value: nothing,
      on: 'machine',
      about: 'listener',
      right: 'Frob',
      meanings: {
        2: { subject: 'program' },
        87: { reason: 'not-found', subject: 'process', hint: 'No such process.' },
      },
    }),
  },
  hintFor: ({ code, right }) =>
    code === 1168 ? `Ask for the thing again${right ? `, with ${right}` : ''}.` : undefined,
});
const about = { host: 'PC', remote: false };
const failed = (syscall: string, code: number) => ({ ok: false, syscall, code }) as const;

describe("a domain's words", () => {
  it('come before those of all Windows', () => {
    const error = windowsErrorIn(DOMAIN, failed('FrobThing', 1168), about);
    expect(error).toMatchObject({ reason: 'not-found', hint: 'Ask for the thing again, with Frob.' });
    expect(windowsErrorIn(DOMAIN, failed('FrobThing', 4711), about)).toMatchObject({
      code: 'WIN32_4711',
      reason: 'busy',
      hint: 'Try again later.',
    });
  });

  it('leave the rest as it is, with the right that a call needs', () => {
    expect(windowsErrorIn(DOMAIN, failed('FrobThing', 5), about).hint).toContain('the right "Frob"');
    expect(windowsErrorIn(DOMAIN, failed('Other', 5), about).hint).toBe('Run elevated, or as LocalSystem.');
    expect(windowsErrorIn(DOMAIN, failed('Other', 5), { host: 'B', remote: true }).hint).toContain(
      'administrator on B',
    );
  });

  it('need not be', () => {
    const error = windowsErrorIn(new Vocabulary(), failed('Other', 1168), about);
    expect(error).toMatchObject({ reason: 'not-found', hint: expect.stringContaining('Other did not find') });
    expect(WindowsError.is(error, 'not-found')).toBe(true);
  });
});

describe('what a failure is about', () => {
  const subject = (syscall: string, code: number) => windowsErrorIn(DOMAIN, failed(syscall, code), about).subject;

  it('is what its call is about', () => {
    expect(subject('FrobThing', 1168)).toBe('listener');
    expect(subject('FrobThing', 5)).toBe('listener');
    expect(subject('Other', 1168)).toBeUndefined();
    expect(subject('toString', 1168)).toBeUndefined();
  });

  it('is another thing where code or reason say more', () => {
    expect(subject('FrobThing', 1332)).toBe('user');
    expect(subject('FrobThing', 1722)).toBe('host');
    expect(subject('Other', 170)).toBe('host');
  });

  it('is judged by the call, and so are reason and hint', () => {
    expect(windowsErrorIn(DOMAIN, failed('FrobThing', 2), about)).toMatchObject({
      subject: 'program',
      reason: 'not-found',
      hint: 'No such program was found there. Give its whole path.',
    });
    expect(windowsErrorIn(DOMAIN, failed('FrobThing', 87), about)).toMatchObject({
      subject: 'process',
      reason: 'not-found',
      hint: 'No such process.',
    });
    expect(windowsErrorIn(DOMAIN, failed('Other', 87), about)).toMatchObject({ subject: undefined, reason: 'other' });
    expect(withheldIn(DOMAIN, 'thing', failed('FrobThing', 87))).toEqual({
      what: 'thing',
      code: 'ERROR_INVALID_PARAMETER',
      reason: 'not-found',
    });
  });

  it('can be known better by the caller, who also says what could not be put back', () => {
    const known = { subject: 'channel', left: ['b', 'a'], says: 'Nothing was done' } as const;
    const error = windowsErrorIn(DOMAIN, failed('FrobThing', 5), about, known);
    expect(error).toMatchObject({ subject: 'channel', left: ['b', 'a'] });
    expect(Object.isFrozen(error.left)).toBe(true);
    expect(error.message).toMatch(/^Nothing was done on PC: ERROR_ACCESS_DENIED \(5\)/);
    expect(WindowsError.from(JSON.parse(JSON.stringify(error)))).toMatchObject({
      subject: 'channel',
      left: ['b', 'a'],
    });
    const { subject: _s, left: _l, ...older } = error.toJSON();
    expect(WindowsError.from(older as never)).toMatchObject({ subject: undefined, left: undefined });
  });
});
