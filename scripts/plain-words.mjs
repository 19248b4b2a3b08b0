// Finds phrases that are harder to read than they need to be, in pages and in the comments of the library.
//   node scripts/plain-words.mjs [file or folder …]
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run.mjs';

/** A phrase, and why it is not used here or what to write. */
const PHRASES = [
  [/\bwho(m)?(so)?ever\b/gi, 'name them: "callers", "a program that", "users who"'],
  [/\bwhat is absent is\b/gi, 'write "missing values are"'],
  [/\b(tells?|told|telling)\b/gi, 'write "reports", "says" or "shows": to tell has four meanings'],
  [/\b(stands?|stood|standing) (in|for|beside)\b/gi, 'write "is in", "takes the place of" or "means"'],
  [/\bhis\b/gi, 'a user, a caller and a machine have no gender: write "their", "its" or the noun'],
  [/\bhow manieth\b/gi, 'write "its number"'],
  [
    /\b(anew|for good|thereupon|henceforth|forsaken?)\b/gi,
    'old or an idiom: write "again", "finally", "then", "given up"',
  ],
  [/\bof ours\b/gi, 'write "our own"'],
  [/\bis (none|no more)\b(?= (and|but|is|fails|of))/gi, 'write "is not one"'],
];

/** What is read by default: pages, among them docs/api, which has the comments of all that is public. */
const READ = ['README.md', 'CONTRIBUTING.md', 'docs', 'examples', 'lib'];
/** Lists for a page that is read itself. */
const LEFT_OUT = ['docs/exports'];

const posix = path => path.split(sep).join('/');

function* filesOf(path) {
  const full = join(root, path);
  if (LEFT_OUT.includes(path)) return;
  if (!statSync(full).isDirectory()) {
    if (/\.(md|ts|mjs|cjs|js)$/.test(path) && !path.endsWith('.generated.ts')) yield path;
    return;
  }
  for (const name of readdirSync(full).sort()) yield* filesOf(posix(join(path, name)));
}

/** The same text with everything but words for readers blanked, so that lines keep their numbers. */
function wordsOf(path, text) {
  const blank = all => all.replaceAll(/[^\n]/g, ' ');
  if (path.endsWith('.md')) return text.replaceAll(/^```[\s\S]*?^```|`[^`\n]*`|<!--[\s\S]*?-->/gm, blank);
  let words = '';
  let at = 0;
  for (const { 0: comment, index } of text.matchAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g)) {
    words += blank(text.slice(at, index)) + comment.replaceAll(/`[^`\n]*`/g, blank);
    at = index + comment.length;
  }
  return words + blank(text.slice(at));
}

/** Each phrase that a file's text has, as `file:line: phrase: what to do`. */
export function hardWordsIn(path, text) {
  const words = wordsOf(path, text);
  return PHRASES.flatMap(([phrase, advice]) =>
    [...words.matchAll(phrase)].map(({ 0: found, index }) => {
      const line = words.slice(0, index).split('\n').length;
      return `${path}:${line}: "${found}": ${advice}`;
    }),
  );
}

/** The same of files and folders. */
export function hardWords(paths = READ) {
  const files = paths.flatMap(path => [...filesOf(path)]);
  return files.flatMap(path => hardWordsIn(path, readFileSync(join(root, path), 'utf8')));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const given = process.argv.slice(2).map(path => posix(relative(root, join(process.cwd(), path))));
  const found = hardWords(given.length > 0 ? given : READ);
  for (const line of found) console.log(line);
  process.exitCode = found.length > 0 ? 1 : 0;
}
