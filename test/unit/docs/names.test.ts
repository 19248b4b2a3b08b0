import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { COMMANDS } from '../../../lib/cli/commands/index.js';

const root = new URL('../../../', import.meta.url);
const pages = readdirSync(new URL('docs/', root)).filter(it => it.endsWith('.md'));
const PAGES = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', ...pages.map(it => `docs/${it}`)];
/** Every match in every page, with the page that has it. */
const found = (pattern: RegExp): readonly string[] =>
  PAGES.flatMap(page =>
    [...readFileSync(new URL(page, root), 'utf8').matchAll(pattern)].map(it => `${page}: ${it[1]}`),
  );

it('names only commands that the program has', () => {
  const known = [...COMMANDS.map(it => it.name), 'COMMAND'];
  const named = found(/`(?:npx )?winstation ([A-Za-z][A-Za-z-]*)/g);
  expect(named).toContain('SECURITY.md: doctor');
  expect(named.filter(it => !known.includes(it.split(': ')[1]!))).toEqual([]);
});

it('names only files that the package has', () => {
  const named = found(/node_modules\/winstation\/([\w./-]+\.\w+)/g);
  expect(named.length).toBeGreaterThan(1);
  expect(named.filter(it => !existsSync(new URL(it.split(': ')[1]!, root)))).toEqual([]);
});
