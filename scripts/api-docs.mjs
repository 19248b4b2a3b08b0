// Writes docs/api/, a page for each entry of the package, from the declarations and their comments:
//   node scripts/api-docs.mjs
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ReflectionKind } from 'typedoc';
import { entries, readModel } from './api-docs-model.mjs';
import { apiTheme } from './api-docs-theme.mjs';
import { headings } from './page-links.mjs';
import { root } from './run.mjs';

export const WRITE = 'node scripts/api-docs.mjs';
const FOLDER = join(root, 'docs/api');
const NOTE = `<!-- Made by ${WRITE} from the declarations in lib/. Change the comments there. -->`;

const LOOK = {
  plugin: ['typedoc-plugin-markdown'],
  outputFileStrategy: 'modules',
  theme: 'api',
  hidePageTitle: true,
  hidePageHeader: true,
  hideBreadcrumbs: true,
  hideGenerator: true,
  parametersFormat: 'none',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
  useCodeBlocks: true,
  expandObjects: true,
  tableColumnSettings: { hideInherited: true, hideModifiers: true, hideDefaults: true, hideOverrides: true },
};

/** The numbers in the ids of table rows change with every new row. Those that no link needs are left out. */
function withoutSpareAnchors(pages) {
  const wanted = new Set(pages.flatMap(text => [...text.matchAll(/\]\([\w.-]*#([\w-]+)\)/g)].map(found => found[1])));
  return pages.map(text => text.replaceAll(/<a id="([\w-]+)"><\/a> /g, (all, id) => (wanted.has(id) ? all : '')));
}

/** GitHub counts equal headings, so the anchor of `Session` depends on whether a `session()` comes before it. */
function withTrueAnchors(texts, names) {
  const anchors = texts.map(text => {
    const items = headings(text).filter(({ level }) => level === 3);
    return new Map(items.map(({ title, anchor }) => [title.replaceAll('\\', ''), anchor]));
  });
  return texts.map((text, at) =>
    text.replaceAll(/\[(`?)(\w+)\1\]\((?:([\w-]+)\.md)?#[\w-]+\)/g, (all, tick, name, page) => {
      const anchor = anchors[page === undefined ? at : names.indexOf(page)]?.get(name);
      return anchor ? `[${tick}${name}${tick}](${page ? `${page}.md` : ''}#${anchor})` : all;
    }),
  );
}

/** What is on a page: a row for each group, with all that it declares. */
function contents(text) {
  const rows = [];
  for (const { level, title, anchor } of headings(text)) {
    const link = `[${title}](#${anchor})`;
    if (level === 2) rows.push([link, []]);
    if (level === 3) rows.at(-1)[1].push(link);
  }
  return ['| | |', '| --- | --- |', ...rows.map(([group, all]) => `| ${group} | ${all.join(', ')} |`)].join('\n');
}

const index = named =>
  `${NOTE}\n\n# The API\n\n${named.map(({ page, imported }) => `- [\`${imported}\`](${page}.md)`).join('\n')}\n\nErrors and what to do about them: [errors.md](../errors.md).\n`;

/** The pages, by their name in docs/api/; and the model they were made from. */
export async function apiPages() {
  const { app, project, texts } = await readModel(LOOK);
  app.renderer.defineTheme('api', apiTheme(texts));
  const folder = mkdtempSync(join(tmpdir(), 'winstation-api-'));
  try {
    app.options.setValue('outputs', [{ name: 'markdown', path: folder }]);
    await app.generateOutputs(project);
    if (app.logger.hasErrors() || app.logger.hasWarnings())
      throw new Error('TypeDoc found something to say; see above');
    const named = entries();
    const names = named.map(({ page }) => page);
    const written = names.map(page => readFileSync(join(folder, `${page}.md`), 'utf8'));
    const made = withTrueAnchors(withoutSpareAnchors(written), names);
    const pages = named.map(({ page, imported }, at) => {
      const text = made[at].trim();
      return [`${page}.md`, `${NOTE}\n\n# API: ${imported}\n\n${contents(text)}\n\n${text}\n`];
    });
    return { pages: new Map([['README.md', index(named)], ...pages]), project };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What in docs/api/ is not as it would be written. */
export function stale(pages) {
  const there = readdirSync(FOLDER);
  const read = name => readFileSync(join(FOLDER, name), 'utf8').replaceAll('\r\n', '\n');
  const changed = [...pages].filter(([name, text]) => !there.includes(name) || read(name) !== text);
  return [...changed.map(([name]) => name), ...there.filter(name => !pages.has(name))];
}

/** Every public function and method, as `name()`. */
export function publicFunctions(project) {
  const all = Object.values(project.reflections).filter(it => it.kindOf?.(ReflectionKind.FunctionOrMethod));
  return new Set(all.map(it => `${it.name}()`));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { pages } = await apiPages();
  mkdirSync(FOLDER, { recursive: true });
  for (const name of stale(pages)) {
    if (pages.has(name)) writeFileSync(join(FOLDER, name), pages.get(name));
    else rmSync(join(FOLDER, name));
    console.log(`docs/api/${name}`);
  }
}
