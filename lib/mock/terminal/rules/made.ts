import { ERROR_CODES as E } from '../../../errors/codes.js';
import type { TerminalCalls } from '../../../terminal/calls.js';
import type { Hosts, Place } from '../../world/hosts.js';
import type { Rules } from '../../world/raw-call.js';
import type { SessionState } from '../state.js';

/** What a call is made on: a host, and there maybe a server handle or a window. */
export interface Made {
  readonly hosts: Hosts;
  readonly place: Place;
  readonly on: unknown;
}

export type TerminalRules = Rules<TerminalCalls, Made>;

export const DONE = { value: undefined } as const;

const CURRENT_SESSION = 0xffffffff;

/** The session, if there is one of that id and the caller may look at it and act on it; else the code. */
export function usable({ hosts, place }: Made, sessionId: number): SessionState | number {
  const id = sessionId === CURRENT_SESSION && place === hosts.local ? hosts.callerSessionId() : sessionId;
  const session = place.state.sessions.get(id);
  if (!session) return E.ERROR_CTX_WINSTATION_NOT_FOUND;
  return hosts.mayUse(place, id) ? session : E.ERROR_ACCESS_DENIED;
}
