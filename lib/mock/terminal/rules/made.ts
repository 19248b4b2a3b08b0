import type { TerminalCalls } from '../../../terminal/calls.js';
import { ERROR_CODES as E } from '../../../terminal/codes.js';
import type { SessionRight } from '../../../terminal/listeners/types.js';
import type { Caller } from '../../world/caller.js';
import type { Privileges } from '../../world/privileges.js';
import type { Rules } from '../../world/raw-call.js';
import type { SimulatedHost } from '../host.js';
import type { InputAges } from '../input-ages.js';
import type { Objects } from '../programs/objects.js';
import type { SessionState } from '../state.js';

/** What the rules need of the world around the host. */
export interface AllSessions {
  readonly local: SimulatedHost;
  readonly inputAges: InputAges;
  readonly objects: Objects;
  readonly caller: Caller;
  readonly privileges: Privileges;
  callerIs(pid: number): boolean;
  callerSessionId(): number;
  /** Whether the caller may do this with a session; without a right, whether it is the caller's own or the caller an administrator. */
  mayUse(host: SimulatedHost, sessionId: number, right?: SessionRight): boolean;
}

/** What a call is made on: a host, and there maybe a server handle, a window, or an object of the kernel. */
export interface Made {
  readonly world: AllSessions;
  readonly host: SimulatedHost;
  readonly on: unknown;
}

export type TerminalRules = Rules<TerminalCalls, Made>;

export const DONE = { value: undefined } as const;

const CURRENT_SESSION = 0xffffffff;

/** The session, if there is one of that id and the caller may do this with it; else the code. */
export function usable({ world, host }: Made, sessionId: number, right?: SessionRight): SessionState | number {
  const id = sessionId === CURRENT_SESSION && host === world.local ? world.callerSessionId() : sessionId;
  const session = host.state.sessions.get(id);
  if (!session) return E.ERROR_CTX_WINSTATION_NOT_FOUND;
  return world.mayUse(host, id, right) ? session : E.ERROR_ACCESS_DENIED;
}
