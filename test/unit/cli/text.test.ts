import { describe, expect, it } from 'vitest';
import { formatDuration, formatTime, parseDuration } from '../../../lib/cli/duration.js';
import { toJson } from '../../../lib/cli/json.js';
import { cut, escapeControls, widthOf } from '../../../lib/cli/text.js';

describe('durations', () => {
  it.each([
    ['500ms', 500],
    ['5s', 5_000],
    ['30m', 1_800_000],
    ['1h30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['2D', 172_800_000],
    ['0s', 0],
  ])('reads %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '30', 'm', '5 m', '-5m', '5x', '5mm', '1h30', 'Infinity'])('refuses %j', text => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it.each([
    [0, '0s'],
    [59_999, '59s'],
    [60_000, '1m'],
    [3_599_999, '59m'],
    [3_600_000, '1h00m'],
    [86_399_999, '23h59m'],
    [86_400_000, '1d00h'],
    [99 * 86_400_000 + 3_600_000, '99d01h'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('writes times in the local time zone', () => {
    const time = new Date(2026, 0, 5, 8, 7, 9);
    expect(formatTime(time)).toBe('2026-01-05 08:07');
    expect(formatTime(time, { seconds: true })).toBe('2026-01-05 08:07:09');
  });
});

describe('width', () => {
  it.each([
    ['', 0],
    ['anna', 4],
    ['jürgen', 6],
    ['ju\u0308rgen', 6],
    ['佐藤', 4],
    ['ｱﾅ', 2],
    ['ＡＢ', 4],
    ['한글', 4],
    ['\u1112\u1161\u11ab', 2],
    ['👩‍💻', 2],
    ['❤️', 2],
    ['a\u200bb', 2],
    ['…', 1],
    ['𠮷', 2],
  ])('of %j is %d', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });

  it('cuts between characters, never inside one', () => {
    expect(cut('anna', 4)).toBe('anna');
    expect(cut('annabel', 4)).toBe('ann…');
    expect(cut('佐藤花子', 6)).toBe('佐藤…');
    expect(widthOf(cut('佐藤花子', 6))).toBe(5);
    expect(cut('ju\u0308rgen', 3)).toBe('ju\u0308…');
  });
});

describe('control characters', () => {
  it.each([
    ['\x1b[2J', '\\x1b[2J'],
    ['a\r\nb', 'a\\x0d\\x0ab'],
    ['\x9b2J', '\\x9b2J'],
    ['\x7f', '\\x7f'],
    ['x\u202eexe', 'x\\u202eexe'],
    ['\ud800', '\\ud800'],
    ['👩‍💻 佐藤', '👩‍💻 佐藤'],
    ['an\u200bna', 'an\\u200bna'],
    ['an\u200cna\u200d', 'an\\u200cna\\u200d'],
    ['\ufeffanna\u2060', '\\ufeffanna\\u2060'],
    ['an\u00adna\u034f', 'an\\xadna\\u034f'],
    ['a\ufe0f\u{e0041}\u3164', 'a\\ufe0f\\u{e0041}\\u3164'],
    ['💻\u200d', '💻\\u200d'],
    // Joiners of scripts that are written joined, and pictures of emoji, are seen.
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['क\u094d\u200dष', 'क\u094d\u200dष'],
    ['❤️ 👍🏽 葛\u{e0100}', '❤️ 👍🏽 葛\u{e0100}'],
    ['👩🏽‍🚀', '👩🏽‍🚀'],
  ])('%j is written out', (text, shown) => {
    expect(escapeControls(text)).toBe(shown);
  });

  it('are escaped in JSON too, and parse to the same text', () => {
    const value = { a: '\x1b[2J\x7f\x9b2J\u202e\ud800\n', b: undefined, c: new Date(0), d: [undefined] };
    const json = toJson(value);
    expect(json).toMatch(/^[\n\x20-\x7e]*$/);
    expect(JSON.parse(json)).toEqual({ a: value.a, b: null, c: '1970-01-01T00:00:00.000Z', d: [null] });
  });
});
