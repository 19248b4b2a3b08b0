import { fold } from '../base/fold.js';
import { didYouMean } from '../base/nearest.js';
import { WindowsError } from '../errors/windows-error.js';
import type { Cancel } from '../lane/cancel.js';
import type { SessionDetails } from '../terminal/sessions/types.js';
import type { SessionHost } from '../terminal/types.js';
import { NoSessionError } from './no-session.js';

/** A session as people name it: by an id, by one of the two names that every machine has, or by its own name or that of its user. */
export type Wanted = number | 'current' | 'console' | { readonly text: string };

/** The sessions that are meant; of a user there may be several. Rejects when there is none. */
export async function findSessions(
  host: SessionHost,
  wanted: Wanted,
  cancel: Cancel,
): Promise<readonly SessionDetails[]> {
  if (typeof wanted !== 'object')
    return [await host.session(wanted, { signal: cancel.signal, timeout: cancel.timeout })];
  const { signal, timeout } = cancel;
  const sessions = await host.sessions({ signal, timeout, details: true });
  return ofText(host.name, sessions, wanted.text);
}

/** Those among the listed sessions that are meant. */
export function amongSessions(
  host: string,
  sessions: readonly SessionDetails[],
  wanted: Wanted,
): readonly SessionDetails[] {
  if (typeof wanted === 'object') return ofText(host, sessions, wanted.text);
  const found = sessions.filter(it => {
    if (wanted === 'console') return it.isConsole;
    return wanted === 'current' ? it.isCurrent : it.id === wanted;
  });
  if (found.length === 0) {
    const what = typeof wanted === 'number' ? `no session ${wanted}` : `no ${wanted} session`;
    throw new NoSessionError(host, what);
  }
  return found;
}

function ofText(host: string, sessions: readonly SessionDetails[], text: string): readonly SessionDetails[] {
  const wanted = fold(text);
  const names = (it: SessionDetails) =>
    [it.name, it.user, it.account].filter(name => name !== undefined && name !== '');
  const found = sessions.filter(it => names(it).some(name => fold(name as string) === wanted));
  if (found.length > 0) return found;
  const known = ['current', 'console', ...new Set(sessions.flatMap(it => names(it) as string[]))];
  throw new NoSessionError(host, `no session and no user named '${text}'${didYouMean(text, known)}`);
}

/** Has the session or process ended, or does its id belong to another one? A user or a listener that is not there is not gone. */
export function isGone(error: unknown): boolean {
  const { subject = 'session' } = Object(error) as { readonly subject?: unknown };
  if (subject !== 'session' && subject !== 'process') return false;
  return WindowsError.is(error, 'not-found') || WindowsError.is(error, 'changed');
}
