import { WIN32_CODES as E } from '../../errors/codes.js';
import type { LogonCalls } from '../../logon/calls.js';
import type { Rules } from '../world/raw-call.js';
import type { LogonBook } from './logon-book.js';

/** What the rules need of the world. */
export interface Made {
  readonly book: LogonBook;
  /** Whether the caller may read what Windows keeps of a logon: administrators any, users their own. */
  mayRead(sid: string | undefined): boolean;
}

/** Windows' rules for every raw call of this domain. */
export const LOGON_RULES: Rules<LogonCalls, Made> = {
  LsaEnumerateLogonSessions: (_, { book }) => ({ value: book.all().map(({ low, high }) => ({ low, high })) }),

  LsaGetLogonSessionData: (id, { book, mayRead }) => {
    const found = book.find(id);
    if (!found) return E.ERROR_NO_SUCH_LOGON_SESSION;
    if (!mayRead(found.sid)) return E.ERROR_ACCESS_DENIED;
    const { low: _, high: __, ...data } = found;
    return { value: { isThere: true, hasTail: true, ...data } };
  },
};
