import type { Deps } from './io.js';
import type { OptionName } from './options.js';
import { messageOf } from './target.js';
import { UsageError } from './usage.js';

type Given = ReadonlyMap<OptionName, readonly string[]>;

/** The given values, with the names of a file in the place of each `--host @file`. */
export async function withHostFiles(given: Given, command: string, deps: Deps): Promise<Given> {
  const hosts = given.get('host');
  if (!hosts?.some(it => it.startsWith('@'))) return given;
  const names = await Promise.all(
    hosts.map(it => (it.startsWith('@') ? namesIn(it.slice(1), command, deps) : Promise.resolve([it]))),
  );
  return new Map([...given, ['host', names.flat()]]);
}

/** A name in each line; empty lines and what follows a `#` are left out. */
async function namesIn(file: string, command: string, deps: Deps): Promise<readonly string[]> {
  if (file === '') throw new UsageError('--host @FILE needs the name of a file', command);
  let text: string;
  try {
    text = await deps.readFile(file);
  } catch (error) {
    throw new UsageError(`cannot read the hosts in ${file}: ${messageOf(error)}`, command);
  }
  // Some editors on Windows begin a file with a byte order mark.
  const names = text
    .replace(/^\ufeff/, '')
    .split('\n')
    .flatMap(line => line.replace(/#.*/, '').trim() || []);
  // Without a host this machine would be asked, which nobody meant.
  if (names.length === 0) throw new UsageError(`${file} names no host`, command);
  return names;
}
