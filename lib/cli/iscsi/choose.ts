import { fold, sameText } from '../../base/fold.js';
import { didYouMean } from '../../base/nearest.js';
import type { IscsiSessionId } from '../../identity/iscsi-session-id.js';
import type { IscsiSessionDetails } from '../../iscsi/sessions/types.js';
import type { Cancel } from '../../lane/cancel.js';
import type { Call } from '../call.js';
import { NoSessionError } from '../no-session.js';
import type { Values } from '../values.js';

const MAX_DISK = 0xffffffff;

/** The number of `--disk`. */
export function diskOf(values: Values): number | undefined {
  const text = values.text('disk');
  if (text === undefined) return undefined;
  if (/^\d{1,10}$/.test(text) && Number(text) <= MAX_DISK) return Number(text);
  throw values.wrong(`--disk is the number of a disk, not '${text}'`);
}

/** The sessions that are named, by their ids or their targets, or that have the disk. */
export async function chosenSessions(
  call: Call,
  host: string,
  words: readonly string[],
  { signal, timeout }: Cancel,
): Promise<readonly IscsiSessionDetails[]> {
  const disk = diskOf(call.values);
  const iscsi = await call.iscsi();
  const all = await iscsi.sessions({ details: true, where: disk === undefined ? {} : { disk }, signal, timeout });
  if (words.length === 0) return all;
  // Loaded for those who need it.
  const { iscsiSessionId } = await import('../../identity/index.js');
  const named = new Set(words.flatMap(word => ofWord(host, all, { word, id: idOf(word, iscsiSessionId.parse) })));
  return all.filter(it => named.has(it));
}

interface Named {
  readonly word: string;
  /** Where the word is an id. */
  readonly id: IscsiSessionId | undefined;
}

function ofWord(
  host: string,
  all: readonly IscsiSessionDetails[],
  { word, id }: Named,
): readonly IscsiSessionDetails[] {
  const found = all.filter(it => it.id === id || (it.target !== undefined && sameText(it.target, word)));
  if (found.length > 0) return found;
  const known = new Map(all.map(({ target = '' }) => [fold(target), target]));
  throw new NoSessionError(host, `no iSCSI session ${word}${didYouMean(word, [...known.values()])}`);
}

function idOf(word: string, parse: (text: string) => IscsiSessionId): IscsiSessionId | undefined {
  try {
    return parse(word);
  } catch {
    return undefined;
  }
}
