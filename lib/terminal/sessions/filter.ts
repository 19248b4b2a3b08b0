import { fold } from '../../base/fold.js';
import {
  checkDuration,
  checkOptions,
  checkText,
  outOfRange,
  suggestion,
  wrongType,
  wrongValue,
} from '../../errors/arguments.js';
import type { Session } from '../../identity/session.js';
import type { HostContext } from '../host-context.js';
import type { Many, SessionFilter } from './types.js';
import { KINDS, STATE_WORDS } from './words.js';

/** The highest id that is not one of Windows' sentinels (-1 for the current session, -2 for any). */
export const MAX_SESSION_ID = 0xfffffffd;

/** A `where`, checked and ready. The client is known only after asking further, so it is tested apart. */
export interface CompiledFilter {
  matches(session: Session): boolean;
  /** Whether `where.id`, if given, holds for a session of which only the id is known. */
  matchesId(id: number): boolean;
  /** Whether more than the id of a session must be known to decide. */
  readonly needsSession: boolean;
  /** Absent when any client will do. */
  readonly matchesClient: ((name: string | undefined) => boolean) | undefined;
  /** Absent when it does not matter. */
  readonly matchesIdle: ((ms: number | undefined) => boolean) | undefined;
}

const ANY: CompiledFilter = {
  matches: () => true,
  matchesId: () => true,
  needsSession: false,
  matchesClient: undefined,
  matchesIdle: undefined,
};
const KEYS: readonly (keyof SessionFilter)[] = ['kind', 'state', 'user', 'client', 'idle', 'id'];
const NO_CONSOLE = 0xffffffff;
/** What neither the name of an account nor that of a domain can hold; a domain and a user are divided by one backslash. */
const NO_ACCOUNT = /["/[\]:;|=,+*?<>]|\\.*\\/;

function misplaced(why: string): TypeError {
  return Object.assign(new TypeError(`where.idle must be left out ${why}`), { code: 'ERR_INVALID_ARG_VALUE' });
}

export function compileFilter(
  where: SessionFilter | undefined,
  host: Pick<HostContext, 'remote' | 'backend'>,
  /** Where the idle time cannot decide, with the reason. */
  noIdle?: string,
): CompiledFilter {
  if (where === undefined) return ANY;
  checkOptions('where', where, KEYS);
  if (where.idle !== undefined && noIdle !== undefined) throw misplaced(noIdle);
  const tests: ((session: Session) => boolean)[] = [];

  const kinds = words('where.kind', where.kind, KINDS);
  if (kinds) tests.push(session => kinds.includes(session.kind));

  const states = words('where.state', where.state, STATE_WORDS);
  if (states) tests.push(session => states.includes(session.state));

  const users = texts('where.user', where.user);
  for (const user of many(where.user) ?? []) checkAccount(user);
  if (users) {
    tests.push(({ user, account }) => {
      if (user === undefined || account === undefined) return false;
      return users.has(fold(user)) || users.has(fold(account));
    });
  }

  const ids = many(where.id);
  if (ids) {
    for (const id of ids) checkId('where.id', id, host);
    tests.push(
      session =>
        ids.includes(session.id) ||
        (session.isConsole && ids.includes('console')) ||
        (session.isCurrent && ids.includes('current')),
    );
  }

  const clients = texts('where.client', where.client);
  return {
    matches: session => tests.every(test => test(session)),
    matchesId: id => ids === undefined || ids.includes(id) || namedIds(ids, host.backend).includes(id),
    needsSession: Boolean(kinds || states || users || clients),
    matchesClient: clients && (name => name !== undefined && clients.has(fold(name))),
    matchesIdle: idleTest(where.idle),
  };
}

function checkAccount(user: string): void {
  if (user.trim() === '') throw wrongValue('where.user', 'the name of an account', user);
  if (!NO_ACCOUNT.test(user)) return;
  throw wrongValue(
    'where.user',
    "'user' or 'DOMAIN\\user'; there are no patterns, and no account has such a name",
    user,
  );
}

function idleTest(idle: SessionFilter['idle']): CompiledFilter['matchesIdle'] {
  if (idle === undefined) return undefined;
  checkOptions('where.idle', idle, ['over']);
  const { over } = idle;
  if (typeof over !== 'number') throw wrongType('where.idle.over', 'a number of milliseconds', over);
  checkDuration('where.idle.over', over, Number.MAX_SAFE_INTEGER);
  return ms => ms !== undefined && ms > over;
}

/** A session's id or one of the two names for a session; Windows forbids "current" with a remote server handle. */
export function checkId(name: string, id: unknown, host: Pick<HostContext, 'remote'>): void {
  if (id === 'console') return;
  if (id === 'current') {
    if (host.remote === undefined) return;
    throw wrongValue(name, "an id or 'console' on a remote host, where this process has no session", id);
  }
  if (typeof id !== 'number') throw wrongType(name, "a session id, 'current' or 'console'", id);
  if (!Number.isInteger(id) || id < 0 || id > MAX_SESSION_ID) {
    throw outOfRange(name, `a session id from 0 to ${MAX_SESSION_ID}`, id);
  }
}

/** The ids that stand behind the two names on this machine, now. */
function namedIds(ids: readonly (number | string)[], { terminal }: HostContext['backend']): readonly number[] {
  const named: number[] = [];
  if (ids.includes('console')) {
    const id = terminal.activeConsoleSessionId();
    if (id !== NO_CONSOLE) named.push(id);
  }
  if (ids.includes('current')) {
    const own = terminal.sessionIdOf(undefined);
    if (own.ok) named.push(own.value);
  }
  return named;
}

function many<T>(value: Many<T> | undefined): readonly T[] | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

function words(name: string, value: Many<string> | undefined, known: readonly string[]): readonly string[] | undefined {
  const list = many(value);
  for (const word of list ?? []) {
    if (typeof word !== 'string') throw wrongType(name, `one of ${known.join(', ')}`, word);
    if (!known.includes(word)) throw wrongValue(name, `one of ${known.join(', ')}${suggestion(word, known)}`, word);
  }
  return list;
}

function texts(name: string, value: Many<string> | undefined): ReadonlySet<string> | undefined {
  const list = many(value);
  for (const text of list ?? []) checkText(name, text);
  return list && new Set(list.map(fold));
}
