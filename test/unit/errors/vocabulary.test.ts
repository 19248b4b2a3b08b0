import { describe, expect, it } from 'vitest';
import { Vocabulary } from '../../../lib/errors/vocabulary.js';
import { WindowsError, windowsErrorIn } from '../../../lib/errors/windows-error.js';

const DOMAIN = new Vocabulary({
  reasons: new Map([[4711, 'busy']]),
  rightFor: syscall => (syscall === 'FrobThing' ? 'Frob' : undefined),
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
    expect(error).toMatchObject({ reason: 'not-found', hint: undefined });
    expect(WindowsError.is(error, 'not-found')).toBe(true);
  });
});
