import { randomBytes } from 'node:crypto';
import { access, constants, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { getSystemErrorMap } from 'node:util';

/** Files have names of people: only their owner may read them. */
const MODE = 0o600;
/** On Windows a scanner may hold a file for a moment. */
const RENAME_TRIES = 5;
const RENAME_PAUSE_MS = 100;
const HELD: readonly unknown[] = ['EPERM', 'EACCES', 'EBUSY'];
/** Not every file system can be asked to write through. */
const NO_SYNC: readonly unknown[] = ['EINVAL', 'ENOTSUP', 'ENOSYS', 'EPERM'];

/** Rejects when the file could not be written. Nothing of it is changed. */
export async function checkWritable(path: string): Promise<void> {
  const target = await targetOf(path);
  if (target.exists) await access(target.path, constants.W_OK);
  if (!target.isPlain) return;
  const beside = besideOf(target.path);
  await (await open(beside, 'wx', MODE)).close();
  await rm(beside, { force: true });
}

/**
 * Writes a new file and puts it in the place of the old one, so that a full disk or the end of the process leaves the old one
 * as it was. Devices and pipes are written as they are.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const target = await targetOf(path);
  if (target.exists) await access(target.path, constants.W_OK);
  if (!target.isPlain) return await writeFile(target.path, text);
  const beside = besideOf(target.path);
  try {
    await writeNew(beside, text);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    throw error;
  }
  try {
    await replace(beside, target.path);
  } catch (error) {
    throw new Error(`${systemMessage(error)}; what was to be written is in ${beside}`, { cause: error });
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', MODE);
  try {
    await file.writeFile(text);
    await file.sync().catch(error => {
      if (!NO_SYNC.includes(error?.code)) throw error;
    });
  } finally {
    await file.close();
  }
}

async function replace(from: string, to: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (tries === RENAME_TRIES || !HELD.includes((error as NodeJS.ErrnoException).code)) throw error;
      await new Promise(done => setTimeout(done, RENAME_PAUSE_MS));
    }
  }
}

interface FileTarget {
  readonly path: string;
  readonly exists: boolean;
  /** What can be replaced by another file. */
  readonly isPlain: boolean;
}

/** Behind a link, the file that it leads to. */
async function targetOf(path: string): Promise<FileTarget> {
  try {
    const real = await realpath(path);
    const found = await stat(real);
    if (found.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
    return { path: real, exists: true, isPlain: found.isFile() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { path: resolve(path), exists: false, isPlain: true };
  }
}

function besideOf(path: string): string {
  return join(dirname(path), `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`);
}

/** What went wrong, without the name of the call and the file: `no space left on device`. */
export function systemMessage(error: unknown): string {
  const { errno, message } = Object(error) as Partial<NodeJS.ErrnoException>;
  const known = typeof errno === 'number' ? getSystemErrorMap().get(errno)?.[1] : undefined;
  return known ?? message ?? String(error);
}
