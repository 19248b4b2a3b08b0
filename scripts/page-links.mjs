// Follows the links between the pages: every file and every heading that one names must be there.
//   node scripts/page-links.mjs
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run.mjs';

const posix = path => path.split(sep).join('/');

const PAGES = [
  ...readdirSync(root).filter(name => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true })
    .filter(name => name.endsWith('.md'))
    .map(name => posix(join('docs', name))),
];

const prose = text => text.replaceAll(/^```[\s\S]*?^```/gm, all => all.replaceAll(/[^\n]/g, ' '));

/** The headings of a page, each with the anchor that GitHub gives it. */
export function headings(text) {
  const seen = new Map();
  return [...prose(text).matchAll(/^(#{1,6}) (.*)$/gm)].map(([, marks, written]) => {
    const title = written.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*\\]/g, '');
    const plain = title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
    const times = seen.get(plain) ?? 0;
    seen.set(plain, times + 1);
    return { level: marks.length, title: written, anchor: times === 0 ? plain : `${plain}-${times}` };
  });
}

function anchorsOf(path) {
  const text = readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
  const ids = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id);
  return new Set([...headings(text).map(({ anchor }) => anchor), ...ids]);
}

/** Each link of the packed pages to a file of this checkout that is not packed with them. A folder is there when one of its files is. */
export function linksOutOf(packed) {
  const isPacked = path => packed.includes(path) || packed.some(it => it.startsWith(`${path.replace(/\/$/, '')}/`));
  return packed
    .filter(page => page.endsWith('.md'))
    .flatMap(page => {
      const text = prose(readFileSync(join(root, page), 'utf8').replaceAll('\r\n', '\n')).replaceAll(/`[^`\n]*`/g, '');
      return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target]) => target)
        .filter(target => !/^(https?:|mailto:|#)/.test(target))
        .filter(target => !isPacked(posix(relative(root, join(root, dirname(page), target.split('#')[0])))))
        .map(target => `${page}: ${target}: is not in the package`);
    });
}

/** Each link that leads nowhere, as `page: link: why`. */
export function brokenLinks(pages = PAGES) {
  const found = [];
  for (const page of pages) {
    const text = prose(readFileSync(join(root, page), 'utf8').replaceAll('\r\n', '\n')).replaceAll(/`[^`\n]*`/g, '');
    for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(https?|mailto):/.test(target)) {
        if (target.includes('learn.microsoft.com/en-')) found.push(`${page}: ${target}: leave the language out`);
        continue;
      }
      const [file, anchor] = target.split('#');
      const path = file === '' ? page : posix(relative(root, join(root, dirname(page), file)));
      if (!existsSync(join(root, path))) found.push(`${page}: ${target}: there is no ${path}`);
      else if (anchor && path.endsWith('.md') && !anchorsOf(path).has(anchor)) {
        found.push(`${page}: ${target}: ${path} has no such heading`);
      }
    }
  }
  return found;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = brokenLinks();
  for (const line of found) console.log(line);
  process.exitCode = found.length > 0 ? 1 : 0;
}
