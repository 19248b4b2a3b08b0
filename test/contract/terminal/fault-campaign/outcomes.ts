import { expect } from 'vitest';
import type { Session, SessionDetails } from 'winstation';
import { WTS_INFO_CLASS } from 'winstation';
import type { Job, Outcome, Position } from './campaign.js';
import { FALLBACK, nameOf, VANISHED } from './codes.js';

export const LIST = 'WTSEnumerateSessionsExW';
export const OLDER_LIST = 'WTSEnumerateSessionsW';
export const QUERY = 'WTSQuerySessionInformationW';
export const PROCESSES = 'WTSEnumerateProcessesExW';
export const OLDER_PROCESSES = 'WTSEnumerateProcessesW';
export const OPEN = 'WTSOpenServerExW';
export const OWN = 'ProcessIdToSessionId';
export const SID_OF = 'LookupAccountNameW';
export const ACCOUNT_OF = 'LookupAccountSidW';
export const VERSION = 'NetWkstaGetInfo';

export const falls = (code: number): boolean => (FALLBACK as readonly number[]).includes(code);
export const vanishes = (code: number): boolean => (VANISHED as readonly number[]).includes(code);

/** Calls that an older one can replace. */
export const NEWER: readonly string[] = [LIST, PROCESSES, OPEN];
/** Look-ups for a row never make a list fail. */
const IN_PASSING: readonly string[] = [QUERY, SID_OF, ACCOUNT_OF, OWN, VERSION, 'GetLastInputInfo'];

/** Where an older call can replace it, the job goes on; otherwise it fails. */
export const aboutList = ({ name }: Position, code: number): Outcome =>
  IN_PASSING.includes(name) || (NEWER.includes(name) && falls(code)) ? 'goes on' : 'fails';

/** One class says which logon a session belongs to, and has an older form. */
export const asksWho = ({ name, args }: Position): boolean =>
  name === QUERY && args[1] === WTS_INFO_CLASS.WTSSessionInfoEx;

export const aboutOne = (position: Position, code: number): Outcome =>
  asksWho(position) && !falls(code) ? 'fails' : aboutList(position, code);

export const alone = (): Outcome => 'fails';
export const never = (): Outcome => 'goes on';
/** On another machine, a side thread first opens the server for itself. */
export const onSideThread =
  (outcome: Job['outcome']): Job['outcome'] =>
  (position, code) =>
    position.name === OPEN && falls(code) ? 'goes on' : outcome(position, code);

const CLASS_NAMES = new Map<number, string>(Object.entries(WTS_INFO_CLASS).map(([name, number]) => [number, name]));

/** A class that fails must be in `withheld` of its session, unless this Windows does not know the class. */
function checkWithheld(rows: readonly SessionDetails[], { name, args }: Position, code: number): void {
  const withheld = rows.flatMap(row => row.withheld.map(({ what, code }) => [row.id, what, code]));
  const [id, infoClass] = args as [number, number];
  const isInfo = infoClass === WTS_INFO_CLASS.WTSSessionInfoEx;
  if (name === VERSION) expect(withheld).toEqual([[expect.any(Number), 'version', nameOf(code)]]);
  else if (name === SID_OF) expect(withheld).toEqual(code === 1332 ? [] : [[expect.any(Number), 'sid', nameOf(code)]]);
  else if (name !== QUERY || falls(code) || (code === 87 && !isInfo) || (vanishes(code) && isInfo)) {
    expect(withheld).toEqual([]);
  } else if (code === 87) expect(withheld).toEqual([[id, 'WTSSessionInfoEx', nameOf(code)]]);
  else expect(withheld).toEqual([[id, CLASS_NAMES.get(infoClass), nameOf(code)]]);
}

/** A session that ended between the list and the question about it must be left out, and no other. */
export function listsAll(total: number): NonNullable<Job['answers']> {
  return (result, position, code) => {
    const rows = result as readonly Session[];
    const [id] = position.args;
    const isGone = asksWho(position) && vanishes(code);
    expect(rows).toHaveLength(isGone ? total - 1 : total);
    if (isGone) expect(rows.map(row => row.id)).not.toContain(id);
  };
}

export const listsDetails =
  (total: number): NonNullable<Job['answers']> =>
  (result, position, code, stage) => {
    listsAll(total)(result, position, code, stage);
    checkWithheld(result as readonly SessionDetails[], position, code);
  };

export const isWhole =
  (length: number): NonNullable<Job['answers']> =>
  result =>
    expect(result).toHaveLength(length);
