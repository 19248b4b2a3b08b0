import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** The scripts are JavaScript; what they export is known here alone. */
const script = async (name: string) => await import(new URL(`../../../scripts/${name}.mjs`, import.meta.url).href);

describe('the check of plain words', async () => {
  const { hardWordsIn } = await script('plain-words');
  const lines = (path: string, text: string): readonly string[] =>
    hardWordsIn(path, text).map((it: string) => it.split(':').slice(0, 2).join(':'));

  it('finds a phrase in the prose of a page, with its line', () => {
    expect(lines('a.md', 'One line.\nIt tells whoever asks.\n')).toEqual(['a.md:2', 'a.md:2']);
  });

  it('leaves code alone', () => {
    expect(lines('a.md', 'A `told` word.\n```js\ntell();\n```\n<!-- told -->\n')).toEqual([]);
    expect(lines('a.ts', "const told = 'whoever'; // `told`\n")).toEqual([]);
  });

  it('finds a phrase in the comments of code', () => {
    expect(lines('a.ts', '/** What it\n * tells. */\nconst a = 1; // for good\n')).toEqual(['a.ts:2', 'a.ts:3']);
  });
});

describe('the check of what is used of Windows', async () => {
  const { disagreements } = await script('coverage-docs');
  const list = (exports: object) => [{ name: 'none.json', dll: 'none.dll', exports }];
  const calls = (...names: string[]) => new Map(names.map(name => [name, { domain: 'terminal' }]));
  const found = (all: Map<string, object>, exports: object): readonly string[] =>
    disagreements({ all, dlls: list(exports) }, (name: string) => name === 'logoff()');

  it('has nothing to say when all agree', () => {
    expect(
      found(calls('Used'), { Used: { for: ['logoff()'] }, UsedA: { instead: 'Used' }, Other: { not: 'why' } }),
    ).toEqual([]);
  });

  it.each([
    ['a call that no list has', calls('New'), {}, 'New of lib/terminal/calls.ts is in no list'],
    ['a call that the list does not use', calls('New'), { New: { notYet: 'x' } }, 'say what it is for'],
    ['a use that is not described', calls(), { Old: { for: ['logoff()'] } }, 'does not describe it'],
    ['a method that does not exist', calls('Used'), { Used: { for: ['logof()'] } }, 'nothing public'],
    ['an export without a word about it', calls(), { Used: {} }, 'needs one of'],
    ['a helper that the addon does not look up', calls(), { Free: { helps: 'x' } }, 'does not look it up'],
    ['another form that is not there', calls(), { UsedA: { instead: 'UsedW' } }, 'no UsedW'],
  ] as const)('reports %s', (_, all, exports, words) => {
    expect(found(all, exports)).toEqual([expect.stringContaining(words)]);
  });
});

describe('the check of descriptions', async () => {
  const { readModel } = await script('api-docs-model');
  const { lacks } = await script('api-docs-check');

  it('finds what is undescribed, and promises that do not say how they reject', async () => {
    const file = fileURLToPath(new URL('undescribed.ts', import.meta.url));
    const { project } = await readModel({}, [{ imported: 'fixture', page: 'fixture', file }]);
    expect(lacks(project)).toEqual([
      'Bare has no text',
      'Bare.ask may reject, and has no @throws',
      'Bare.bare has no text',
      'Either.of has no text',
    ]);
  }, 30_000);
});
