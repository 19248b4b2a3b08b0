import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FROM_CLIENT, TO_CLIENT } from '../../lab/wire/channel-line.js';
import { FORMS } from '../../lab/wire/forms.js';
import { NOTES } from '../../lab/wire/ledger.js';
import { NOTICE_KINDS } from '../../lab/wire/notices.js';

/** What a header gives numbers to, such as `kGiven = 2` or `u32 = 1`. */
function numbersIn(...headers: string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const header of headers) {
    const text = readFileSync(path.resolve(__dirname, '../../lab/standin', header), 'utf8');
    for (const [, name, number] of text.matchAll(/\b(\w+) = (\d+)[,; ]/g)) {
      found[name!.replace(/^k(?=[A-Z])/, '').replace(/^./, letter => letter.toLowerCase())] = Number(number);
    }
  }
  return found;
}

describe('the numbers of the wire', () => {
  it('are the same on both sides', () => {
    expect(numbersIn('forms.h')).toEqual(Object.fromEntries(FORMS.map((form, number) => [form, number])));
    expect(numbersIn('notes.h', 'terminal/window_notes.h', 'terminal/channel_notes.h')).toEqual(NOTES);
    expect(numbersIn('terminal/channel_pipe.h')).toEqual({ ...FROM_CLIENT, ...TO_CLIENT });
    const { listening, ...kinds } = NOTICE_KINDS;
    expect(numbersIn('terminal/notices.h')).toEqual(kinds);
    expect(Object.values(kinds)).not.toContain(listening);
  });
});
