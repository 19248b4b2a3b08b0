import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkWritable, replaceFile, systemMessage } from '../../../lib/cli/files.js';

const root = mkdtempSync(join(tmpdir(), 'winstation-files-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;
function folder(): string {
  folders += 1;
  const path = join(root, `f${folders}`);
  mkdirSync(path);
  return path;
}

const onWindows = process.platform === 'win32';
/** Root may write everywhere. */
const isRoot = process.getuid?.() === 0;

describe('a file', () => {
  it('is written whole, for its owner alone, and nothing is left beside it', async () => {
    const at = folder();
    const file = join(at, 'scenario.json');
    await replaceFile(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    if (!onWindows) expect(statSync(file).mode & 0o777).toBe(0o600);
    await replaceFile(file, 'newer');
    expect(readFileSync(file, 'utf8')).toBe('newer');
    expect(readdirSync(at)).toEqual(['scenario.json']);
  });

  it.skipIf(onWindows)('gets the rights of a private one also where the old one had others', async () => {
    const file = join(folder(), 'scenario.json');
    writeFileSync(file, 'old', { mode: 0o644 });
    await replaceFile(file, 'new');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.skipIf(onWindows)('is written where a link leads to', async () => {
    const at = folder();
    writeFileSync(join(at, 'real'), 'old');
    symlinkSync('real', join(at, 'link'));
    await replaceFile(join(at, 'link'), 'new');
    expect(readFileSync(join(at, 'real'), 'utf8')).toBe('new');
    expect(readdirSync(at).sort()).toEqual(['link', 'real']);
  });

  it.skipIf(onWindows)('that is a device is written as it is', async () => {
    await checkWritable('/dev/null');
    await replaceFile('/dev/null', 'text');
    expect(statSync('/dev/null').isFile()).toBe(false);
  });

  it('cannot be a folder, or in none', async () => {
    const at = folder();
    for (const write of [checkWritable, (path: string) => replaceFile(path, 'x')]) {
      await expect(write(at)).rejects.toThrow('it is a folder');
      await expect(write(join(at, 'no/such/file'))).rejects.toMatchObject({ code: 'ENOENT' });
    }
    expect(readdirSync(at)).toEqual([]);
  });

  it.skipIf(onWindows || isRoot)('that is write-protected stays, also where its folder is not', async () => {
    const file = join(folder(), 'kept');
    writeFileSync(file, 'old');
    chmodSync(file, 0o400);
    await expect(checkWritable(file)).rejects.toMatchObject({ code: 'EACCES' });
    await expect(replaceFile(file, 'new')).rejects.toMatchObject({ code: 'EACCES' });
    expect(readFileSync(file, 'utf8')).toBe('old');
  });

  it('is only looked at by the check', async () => {
    const at = folder();
    const file = join(at, 'kept');
    await checkWritable(file);
    expect(readdirSync(at)).toEqual([]);
    writeFileSync(file, 'old');
    await checkWritable(file);
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(at)).toEqual(['kept']);
  });
});

it('a failure is said without the name of the call', async () => {
  const error = await checkWritable(join(root, 'none/file')).catch(it => it);
  expect(systemMessage(error)).toBe('no such file or directory');
  expect(systemMessage(new Error('odd'))).toBe('odd');
  expect(systemMessage('text')).toBe('text');
});
