// Formats the C++ files, or with --check says which are not as clang-format has them.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, run } from './run.mjs';

const FOLDERS = ['native', 'test/lab', 'test/native', 'test/bench'];

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

/** `missing` when there is no clang-format here. */
export function clangFormat({ check }) {
  const files = sources();
  const result = run('clang-format', [...(check ? ['--dry-run', '-Werror'] : ['-i']), '--style=file', ...files]);
  return { ...result, files: files.length };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const result = clangFormat({ check: process.argv.includes('--check') });
  if (result.missing) console.error('clang-format is not installed');
  else process.stderr.write(result.all);
  process.exitCode = result.ok ? 0 : 1;
}
