import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergedEnvironment, variable } from '../../../../lib/terminal/programs/environment.js';

const OWN = ['=C:=C:\\Users\\anna', 'APPDATA=C:\\Users\\anna\\AppData', 'Path=C:\\Windows', 'USERNAME=anna'];

describe('the environment of a program', () => {
  it('is the own one of the user where nothing changes', () => {
    expect(mergedEnvironment(OWN)).toEqual(OWN);
  });

  it('has changes by name without regard to case, and the new spelling', () => {
    expect(mergedEnvironment(OWN, { PATH: 'D:\\' })).toContain('PATH=D:\\');
    expect(mergedEnvironment(OWN, { PATH: 'D:\\' })).toHaveLength(OWN.length);
  });

  it('has no variable that is undefined', () => {
    expect(mergedEnvironment(OWN, { username: undefined })).toEqual(OWN.slice(0, 3));
    expect(mergedEnvironment(OWN, { missing: undefined })).toEqual(OWN);
  });

  it('takes the first of two names that differ in case alone, as Node does', () => {
    expect(mergedEnvironment([], { b: '3', Ab: '2', AB: '1' })).toEqual(['AB=1', 'b=3']);
    expect(mergedEnvironment(['ab=0'], { Ab: 'x', AB: undefined })).toEqual([]);
  });

  it('keeps the current folders of drives, and values with signs of equality', () => {
    const merged = mergedEnvironment(OWN, { A: 'x=y=z' });
    expect(merged[0]).toBe('=C:=C:\\Users\\anna');
    expect(variable(merged, 'a')).toBe('x=y=z');
    expect(variable(merged, '=c:')).toBe('C:\\Users\\anna');
    expect(variable(merged, 'none')).toBeUndefined();
  });

  it('has each name once, in the order that Windows demands, with the last word on each', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'A', 'b', '_', '1', 'ß', 'Ä'), minLength: 1, maxLength: 3 });
    const changes = fc.dictionary(name, fc.option(fc.string({ maxLength: 3 }), { nil: undefined }));
    fc.assert(
      fc.property(fc.uniqueArray(name, { selector: it => it.toLowerCase() }), changes, (names, changed) => {
        const own = names.map(it => `${it}=own`);
        const merged = mergedEnvironment(own, changed);
        const keys = merged.map(it => it.slice(0, it.indexOf('=', 1)).toLowerCase());
        expect(new Set(keys).size).toBe(keys.length);
        const upper = merged.map(it => it.slice(0, it.indexOf('=', 1)).toUpperCase());
        expect(upper).toEqual([...upper].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
        const first = new Map<string, string | undefined>();
        for (const key of Object.keys(changed).sort())
          if (!first.has(key.toLowerCase())) first.set(key.toLowerCase(), changed[key]);
        for (const [key, value] of first) expect(variable(merged, key)).toBe(value);
        for (const it of names) if (!first.has(it.toLowerCase())) expect(variable(merged, it)).toBe('own');
      }),
    );
  });
});
