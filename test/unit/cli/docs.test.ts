import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { COMMANDS } from '../../../lib/cli/commands/index.js';
import { cli, lines } from './harness.js';

// The page shows times of day in this zone.
process.env.TZ = 'UTC';

const PAGE = fileURLToPath(new URL('../../../docs/cli.md', import.meta.url));
const README = fileURLToPath(new URL('../../../README.md', import.meta.url));
const BLOCK = /(?<=```console\n).*?(?=```)/gs;
const PROMPT = '$ winstation';

/** As every shell splits them: double quotes hold words together. */
function wordsOf(line: string): readonly string[] {
  return (line.match(/"[^"]*"|\S+/g) ?? []).map(it => it.replace(/^"(.*)"$/, '$1'));
}

/** The block with the real output of its command lines. */
async function played(block: string): Promise<string> {
  const files: Record<string, string> = {};
  let text = '';
  for (const line of lines(block).filter(it => it.startsWith(PROMPT))) {
    const { both, written } = await cli(wordsOf(line.slice(PROMPT.length)), { files });
    for (const [path, content] of written) files[path] = content;
    // Lines of CSV end with CRLF, those of the page do not.
    text += `${line}\n${both.replaceAll('\r\n', '\n')}`;
  }
  return text;
}

it('docs/cli.md shows every command with its real output', async () => {
  // A checkout on Windows may have other line ends.
  const page = readFileSync(PAGE, 'utf8').replaceAll('\r\n', '\n');
  const blocks = page.match(BLOCK) ?? [];
  for (const { name } of COMMANDS) expect(page).toContain(`winstation ${name}`);
  const real = await Promise.all(blocks.map(played));
  // After an intended change, `vitest -u` updates the page.
  await expect(page.replace(BLOCK, () => real.shift()!)).toMatchFileSnapshot(PAGE);
});

it('README.md shows what the example office shows', async () => {
  const blocks = readFileSync(README, 'utf8').replaceAll('\r\n', '\n').match(BLOCK) ?? [];
  expect(blocks).not.toEqual([]);
  for (const block of blocks) {
    const [command = '', ...shown] = lines(block);
    // Somebody at a terminal. Of what is asked, the page shows the question.
    const argv = [...wordsOf(command.replace(/^\$ npx winstation /, '')), '--mock', 'office', '--quiet'];
    const { both } = await cli(argv, { terminal: 120, env: { NO_COLOR: '1' }, types: [] });
    const [beforeAnswer = ''] = both.split(/(?<=\[y\/N\])/);
    expect(beforeAnswer.trimEnd()).toBe(shown.join('\n').trimEnd());
  }
});
