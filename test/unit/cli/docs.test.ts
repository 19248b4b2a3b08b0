import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { COMMANDS } from '../../../lib/cli/commands/index.js';
import { cli, lines } from './harness.js';

// The page shows times of day in this zone.
process.env.TZ = 'UTC';

const PAGE = fileURLToPath(new URL('../../../docs/cli.md', import.meta.url));
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
