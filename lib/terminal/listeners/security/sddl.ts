import { ACE, type Ace, type Acl, type Descriptor } from './descriptor.js';
import { FLAGS, GENERIC, RIGHTS, SIDS, STANDARD, TYPES, WRITTEN_SIDS } from './sddl-words.js';
import { normalSid } from './sid.js';

/** The text is no SDDL, or not one that this library can set. The message says what is wrong with it. */
export class WrongSddl extends Error {}

const NULL_LIST = 'NO_ACCESS_CONTROL';
const AUDITING: readonly number[] = [ACE.audit, ACE.alarm, ACE.label];

/**
 * Reads `D:…` and `S:…`, each at most once, in any order.
 * @throws WrongSddl.
 */
export function parseSddl(text: string): Descriptor {
  const lists: { dacl?: Acl | null; sacl?: Acl | null } = {};
  let at = 0;
  while (at < text.length) {
    const head = /^\s*([OGDS]):/i.exec(text.slice(at));
    if (!head) throw new WrongSddl(`'D:' or 'S:' is expected before ${quote(text.slice(at))}`);
    const which = head[1]!.toUpperCase();
    if (which === 'O' || which === 'G') throw new WrongSddl(`an owner or group ('${which}:') is not set here`);
    const key = which === 'D' ? 'dacl' : 'sacl';
    if (key in lists) throw new WrongSddl(`'${which}:' is there twice`);
    at += head[0].length;
    const { list, end } = parseList(text, at, key);
    lists[key] = list;
    at = end;
    at += /^\s*/.exec(text.slice(at))![0].length;
  }
  if (!('dacl' in lists) && !('sacl' in lists)) throw new WrongSddl("'D:' or 'S:' is missing");
  return { dacl: lists.dacl, sacl: lists.sacl };
}

function parseList(
  text: string,
  start: number,
  which: keyof Descriptor,
): { readonly list: Acl | null; readonly end: number } {
  const flags = /^(?:\s*(?:NO_ACCESS_CONTROL|AR|AI|P))*/i.exec(text.slice(start))![0];
  const words: readonly string[] = flags.toUpperCase().match(/NO_ACCESS_CONTROL|AR|AI|P/g) ?? [];
  let at = start + flags.length;
  const aces: Ace[] = [];
  for (;;) {
    const entry = /^\s*\(([^()]*)\)/.exec(text.slice(at));
    if (!entry) break;
    aces.push(parseAce(entry[1]!, which));
    at += entry[0].length;
  }
  if (words.includes(NULL_LIST)) {
    if (aces.length > 0) throw new WrongSddl(`${NULL_LIST} has no entries`);
    return { list: null, end: at };
  }
  const list = {
    isProtected: words.includes('P'),
    isAutoInherited: words.includes('AI'),
    isAutoInheritRequired: words.includes('AR'),
    aces,
  };
  return { list, end: at };
}

function parseAce(text: string, which: keyof Descriptor): Ace {
  const parts = text.split(';').map(it => it.trim());
  if (parts.length !== 6) throw new WrongSddl(`an entry has six parts, and (${text}) has ${parts.length}`);
  const [type, flags, rights, object, inherited, account] = parts as [string, string, string, string, string, string];
  const number = TYPES[type.toUpperCase()];
  if (number === undefined) throw new WrongSddl(`${quote(type)} is no kind of entry that can be set here`);
  if (AUDITING.includes(number) !== (which === 'sacl')) throw new WrongSddl(`(${text}) stands in the wrong list`);
  if (object !== '' || inherited !== '') throw new WrongSddl(`(${text}) is about an object`);
  return { type: number, flags: parseFlags(flags), mask: parseRights(rights), sid: parseSid(account) };
}

function parseFlags(text: string): number {
  return wordsOf(text, FLAGS, 'flag').reduce((sum, it) => sum | it, 0);
}

/** A number, or names one after the other. */
function parseRights(text: string): number {
  if (/^(0x[0-9a-f]+|\d+)$/i.test(text)) {
    // As in C, a leading zero makes it octal.
    const value = /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(text);
    if (!(value <= 0xffffffff)) throw new WrongSddl(`${quote(text)} is more than 32 bits`);
    return value;
  }
  return wordsOf(text, RIGHTS, 'right').reduce((sum, it) => (sum | it) >>> 0, 0);
}

function wordsOf(text: string, words: Readonly<Record<string, number>>, what: string): number[] {
  const found = text.match(/../g) ?? [];
  if (text.length % 2 !== 0) throw new WrongSddl(`${quote(text)} is no ${what}`);
  return found.map(word => {
    const number = words[word.toUpperCase()];
    if (number === undefined) throw new WrongSddl(`${quote(word)} is no ${what}`);
    return number;
  });
}

function parseSid(text: string): string {
  const sid = SIDS[text.toUpperCase()] ?? normalSid(text);
  if (sid !== undefined) return sid;
  if (/^[a-z]{2}$/i.test(text)) throw new WrongSddl(`${quote(text)} needs to be given as a SID`);
  throw new WrongSddl(`${quote(text)} is no SID`);
}

const quote = (text: string): string => `'${text.length > 20 ? `${text.slice(0, 17)}...` : text}'`;

/** As Windows writes it, but that masks with other bits than the general ones are numbers. */
export function writeSddl({ dacl, sacl }: Descriptor): string {
  return listText('D', dacl) + listText('S', sacl);
}

function listText(letter: string, list: Acl | null | undefined): string {
  if (list === undefined) return '';
  if (list === null) return `${letter}:${NULL_LIST}`;
  const flags = [list.isProtected && 'P', list.isAutoInheritRequired && 'AR', list.isAutoInherited && 'AI'];
  return `${letter}:${flags.filter(Boolean).join('')}${list.aces.map(aceText).join('')}`;
}

const NAME_OF_TYPE = new Map(Object.entries(TYPES).map(([name, number]) => [number, name]));
const NAME_OF_SID = new Map(Object.entries(WRITTEN_SIDS).map(([name, sid]) => [sid, name]));
const WRITTEN_RIGHTS = Object.entries({ ...GENERIC, ...STANDARD });

function aceText({ type, flags, mask, sid }: Ace): string {
  const flagText = Object.entries(FLAGS)
    .filter(([, bit]) => (flags & bit) !== 0)
    .map(([name]) => name)
    .join('');
  return `(${NAME_OF_TYPE.get(type)};${flagText};${maskText(mask)};;;${NAME_OF_SID.get(sid) ?? sid})`;
}

function maskText(mask: number): string {
  const names = WRITTEN_RIGHTS.filter(([, bit]) => (mask & bit) !== 0);
  const whole = names.reduce((sum, [, bit]) => (sum | bit) >>> 0, 0);
  return whole === mask ? names.map(([name]) => name).join('') : `0x${mask.toString(16)}`;
}
