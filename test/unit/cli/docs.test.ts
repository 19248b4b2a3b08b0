import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { COMMANDS } from '../../../lib/cli/commands/index.js';
import { cli, exampleFile, lines, scenarioFile } from './harness.js';

// The page shows times of day, and says in which zone.
process.env.TZ = 'UTC';

const PAGE = fileURLToPath(new URL('../../../docs/cli.md', import.meta.url));
const BLOCK = /(?<=```console\n).*?(?=```)/gs;
const PROMPT = '$ winstation';

/** A block with what its command lines really print. */
async function played(block: string): Promise<string> {
  const files: Record<string, string> = {
    'examples/scenarios/office.json': scenarioFile('office'),
    'examples/scenarios/farm.json': scenarioFile('farm'),
    'examples/recordings/morning.json': exampleFile('recordings/morning.json'),
  };
  let text = '';
  for (const line of lines(block).filter(it => it.startsWith(PROMPT))) {
    const { both, written } = await cli(line.slice(PROMPT.length).trim().split(' ').filter(Boolean), { files });
    for (const [path, content] of written) files[path] = content;
    text += `${line}\n${both}`;
  }
  return text;
}

it('docs/cli.md shows every command, with what it really prints', async () => {
  // A checkout on Windows may have other line ends.
  const page = readFileSync(PAGE, 'utf8').replaceAll('\r\n', '\n');
  const blocks = page.match(BLOCK) ?? [];
  for (const { name } of COMMANDS) expect(blocks.join('')).toContain(`${PROMPT} ${name}`);
  const real = await Promise.all(blocks.map(played));
  // After a wanted change, `vitest -u` writes the page anew.
  await expect(page.replace(BLOCK, () => real.shift()!)).toMatchFileSnapshot(PAGE);
});
