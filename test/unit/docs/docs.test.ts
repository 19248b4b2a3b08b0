import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Block, blocksOf } from './blocks.js';
import { runBlock } from './run-block.js';

const read = (file: string) =>
  readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8').replaceAll('\r\n', '\n');

/** The two long examples of the README are files, which run as tests. */
const EXAMPLES = ['examples/idle-sweep.mjs', 'examples/idle-sweep.test.mjs'];
const ofReadme = blocksOf('README.md', read('README.md'));

it.each(EXAMPLES)('README.md shows %s byte for byte', file => {
  expect(ofReadme.map(({ code }) => code)).toContain(read(file));
});

const examples = EXAMPLES.map(read);
const PAGES: Readonly<Record<string, readonly Block[]>> = {
  'docs/channels.md': blocksOf('docs/channels.md', read('docs/channels.md')),
  'README.md': ofReadme.filter(({ code }) => !examples.includes(code)),
  'docs/acts.md': blocksOf('docs/acts.md', read('docs/acts.md')),
  'docs/configuration.md': blocksOf('docs/configuration.md', read('docs/configuration.md')),
  'docs/desktop.md': blocksOf('docs/desktop.md', read('docs/desktop.md')),
  'docs/errors.md': blocksOf('docs/errors.md', read('docs/errors.md')),
  'docs/events.md': blocksOf('docs/events.md', read('docs/events.md')),
  'docs/identity.md': blocksOf('docs/identity.md', read('docs/identity.md')),
  'docs/iscsi.md': blocksOf('docs/iscsi.md', read('docs/iscsi.md')),
  'docs/logon.md': blocksOf('docs/logon.md', read('docs/logon.md')),
  'docs/moniker.md': blocksOf('docs/moniker.md', read('docs/moniker.md')),
  'docs/vss.md': blocksOf('docs/vss.md', read('docs/vss.md')),
  'docs/mock.md': blocksOf('docs/mock.md', read('docs/mock.md')),
  'docs/programs.md': blocksOf('docs/programs.md', read('docs/programs.md')),
};

describe.each(Object.entries(PAGES))('%s', (_, blocks) => {
  it('has examples', () => {
    expect(blocks.length).toBeGreaterThan(0);
  });

  it.each(blocks.map(block => [block.line, block] as const))(
    'runs the block at line %i',
    async (_, block) => {
      const printed = await runBlock(block);
      if (block.prints) expect(printed).toEqual(block.prints);
    },
    20_000,
  );
});

describe('the blocks', () => {
  const block = (code: string, notes = '') => {
    const text = `${notes === '' ? '' : `<!-- world\n${notes}\n-->\n`}\`\`\`js\n${code}\n\`\`\`\n`;
    return blocksOf('page', text)[0] as Block;
  };

  it('fail when they throw, print something else or do not end', async () => {
    await expect(runBlock(block(`throw new Error('wrong');`))).rejects.toThrow('wrong');
    await expect(runBlock(block(`import { nothing } from 'winstation';\nnothing();`))).rejects.toThrow();
    await expect(runBlock(block(`await new Promise(() => {});`))).rejects.toThrow('has not ended');
    expect(await runBlock(block(`console.log(1, 'x');`))).toEqual(['1 x']);
    expect(() => block('', 'befor: x')).toThrow('a note that is none');
  }, 20_000);

  it('see a world in which events happen', async () => {
    const code = `import { localHost } from 'winstation';\nfor await (const e of localHost().watch()) console.log(e.type);`;
    expect(await runBlock(block(code, 'during: world.lock(2);'))).toEqual(['snapshot', 'lock']);
  });
});
