import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { definitionOf, namesOf } from '../../lab/setup/exports.js';

const source = [
  'STANDIN_EXPORT(BOOL, WTSLogoffSession)(HANDLE server, DWORD sessionId, BOOL wait) {',
  'STANDIN_LATER_EXPORT(HANDLE, WTSOpenServerExW)(wchar_t* name) { return open(name, __func__); }',
  '// STANDIN_EXPORT(BOOL, WTSNotThis)()',
  '#define STANDIN_EXPORT(type, name) extern "C" type WINAPI name',
].join('\n');

/** Child sessions came with Windows 8. */
const LATER = [
  'WTSActiveSessionExists',
  'WTSEnableChildSessions',
  'WTSGetChildSessionId',
  'WTSIsChildSessionsEnabled',
  'WTSSetRenderHint',
];

describe('the list of exports', () => {
  it('is what the sources export', () => {
    expect(namesOf([source], false)).toEqual(['WTSLogoffSession', 'WTSOpenServerExW']);
    expect(namesOf([source], true)).toEqual(['WTSLogoffSession']);
    expect(definitionOf('wtsapi32.dll', ['A', 'B'])).toBe('LIBRARY wtsapi32.dll\nEXPORTS\nA\nB\n');
  });

  it('is refused when it says something twice or nothing', () => {
    expect(() => namesOf([source, source], false)).toThrow('exports WTSLogoffSession twice');
    expect(() => namesOf(['// nothing'], false)).toThrow('exports nothing');
  });

  it('of an old Windows lacks the Ex calls, those about listeners, and what came later', () => {
    const folder = path.resolve(__dirname, '../../lab/standin/terminal');
    const sources = readdirSync(folder)
      .filter(name => name.endsWith('.cc'))
      .map(name => readFileSync(path.join(folder, name), 'utf8'));
    const old = namesOf(sources, true);
    const missing = namesOf(sources, false).filter(name => !old.includes(name));
    expect(old).toContain('WTSLogoffSession');
    expect(missing).toContain('WTSEnumerateSessionsExW');
    const later = /ExW?$|Listener/;
    expect(missing.filter(name => !later.test(name)).sort()).toEqual(LATER);
    expect(old.filter(name => later.test(name))).toEqual([]);
  });
});
