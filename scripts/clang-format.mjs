// Formats the C++ files, or with --check says which are not as clang-format has them.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, run } from './run.mjs';

const FOLDERS = ['native', 'cmake', 'test/lab', 'test/native', 'test/bench'];

const sources = () =>
  FOLDERS.flatMap(folder => {
    try {
      return readdirSync(join(root, folder), { recursive: true }).map(name => join(folder, name));
    } catch (error) {
      if (error.code === 'ENOENT') return [];
      throw error;
    }
  })
    .filter(name => /\.(cc|h|c)$/.test(name) && !name.includes('node_modules'))
    .sort();

/** Each version formats a little differently; this one's word counts. */
const VERSION = '14';

/** Its path, or undefined when it is not installed. */
function found() {
  return [`clang-format-${VERSION}`, 'clang-format'].find(name => {
    const { ok, out } = run(name, ['--version']);
    return ok && out.includes(`version ${VERSION}.`);
  });
}

/** Answers undefined when there is no such clang-format here. */
export function clangFormat({ check }) {
  const program = found();
  if (!program) return undefined;
  const files = sources();
  const result = run(program, [...(check ? ['--dry-run', '-Werror'] : ['-i']), '--style=file', ...files]);
  return { ...result, files: files.length };
}

export const MISSING = `clang-format ${VERSION} is not installed here`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const result = clangFormat({ check: process.argv.includes('--check') });
  process.stderr.write(result ? result.all : `${MISSING}\n`);
  process.exitCode = result?.ok ? 0 : 1;
}
