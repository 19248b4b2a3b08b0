import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CALL_COUNTS } from '../../contract/terminal/call-counts.js';

it('docs/acts.md says how many raw calls each act makes, as the contract suite counts them', () => {
  const page = readFileSync(new URL('../../../docs/acts.md', import.meta.url), 'utf8').replaceAll('\r\n', '\n');
  const rows = CALL_COUNTS.map(({ act, calls, withRow }) => `| \`${act}\` | ${calls} | ${withRow ?? ''} |`);
  expect(page).toContain(['| act | raw calls | with a row |', '|---|---|---|', ...rows, ''].join('\n'));
});
