import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { CallDescription } from '../../../lib/base/call.js';
import type { Reason } from '../../../lib/errors/reasons.js';
import { TERMINAL_CALLS } from '../../../lib/terminal/calls.js';
import { ERROR_CODES } from '../../../lib/terminal/codes.js';
import { VOCABULARY } from '../../../lib/terminal/hints.js';

const PAGE = fileURLToPath(new URL('../../../docs/errors.md', import.meta.url));
// A checkout on Windows may have other line ends.
const page = readFileSync(PAGE, 'utf8').replaceAll('\r\n', '\n');

/** The compiler sees to it that none is forgotten. */
const REASONS: Readonly<Record<Reason, true>> = {
  'access-denied': true,
  'not-found': true,
  changed: true,
  unreachable: true,
  'not-supported': true,
  'no-user': true,
  busy: true,
  other: true,
};

function codes(): string {
  const rows = Object.keys(REASONS).flatMap(reason => {
    const those = Object.entries(ERROR_CODES).filter(([, code]) => VOCABULARY.reasonOf(code) === reason);
    const listed = those.map(([name, code]) => `\`${name}\` (${code})`).join(', ');
    return reason === 'other' || those.length === 0 ? [] : [`| \`${reason}\` | ${listed} |`];
  });
  return ['| `reason` | codes |', '|---|---|', ...rows].join('\n');
}

function rights(): string {
  const calls: readonly (readonly [string, CallDescription])[] = Object.entries(TERMINAL_CALLS);
  const rows = calls.flatMap(([name, { right }]) => (right === undefined ? [] : [`| \`${name}\` | ${right} |`]));
  return ['| function | right |', '|---|---|', ...rows].join('\n');
}

const between = (name: string) => new RegExp(`(?<=<!-- ${name}:begin -->\\n).*?(?=<!-- ${name}:end -->)`, 's');

it('docs/errors.md has the codes of each reason, and the rights of each call', async () => {
  const made = page.replace(between('codes'), () => `${codes()}\n`).replace(between('rights'), () => `${rights()}\n`);
  expect(made).toContain('`ERROR_ACCESS_DENIED` (5)');
  expect(made).toContain('`WTSLogoffSession`');
  // After a wanted change, `vitest -u` writes the page anew.
  await expect(made).toMatchFileSnapshot(PAGE);
});

it.each(Object.keys(REASONS))('docs/errors.md says what to do about %s', reason => {
  expect(page).toMatch(new RegExp(`^\\| \`${reason}\` \\| [^|]+ \\| [^|]+ \\|$`, 'm'));
});

it('docs/errors.md names each code of the library itself', () => {
  const lib = fileURLToPath(new URL('../../../lib/errors/', import.meta.url));
  const own = ['arguments', 'host-closed', 'idle-unknown', 'invalid-state', 'no-addon', 'stop'].flatMap(file =>
    [...readFileSync(`${lib}${file}.ts`, 'utf8').matchAll(/'(ERR_[A-Z_]+|E[A-Z]+|ABORT_ERR)'/g)].map(
      found => found[1]!,
    ),
  );
  expect(own).toContain('ETIMEDOUT');
  for (const code of own) expect(page).toContain(`\`${code}\``);
});
