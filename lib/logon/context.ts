import type { SessionRef } from '../identity/session.js';
import type { CallBackend, CallThread } from '../lane/contract.js';
import type { Ask } from '../lane/job.js';
import type { Lane } from '../lane/lane.js';
import { machineLane } from '../lane/machine-lane.js';
import type { Wait } from '../lane/wait.js';
import { Waits } from '../lane/waits.js';
import { LOGON_CALLS, type LogonCalls } from './calls.js';
import { logonError } from './hints.js';

export type LogonThread = CallThread<LogonCalls>;
export type AskLogon = Ask<LogonThread>;

/** Terminal sessions are another domain: what names one becomes an id above, and is handed in. */
export interface Sessions {
  /** Checks a reference before any raw call. */
  check(ref: SessionRef): void;
  /** Runs `ask` with the id. A row is looked at again afterwards: an id that is still of that logon was so in between. */
  whileSame<R>(ref: SessionRef, syscall: string, wait: Wait, ask: (id: number) => Promise<R>): Promise<R>;
}

/** What all who ask one backend about logons share. */
export interface LogonContext {
  readonly backend: CallBackend;
  readonly waits: Waits;
  readonly lane: Lane<LogonThread>;
}

const shared = new WeakMap<CallBackend, LogonContext>();

export function shareLogon(backend: CallBackend): LogonContext {
  const known = shared.get(backend) ?? makeShared(backend);
  shared.set(backend, known);
  return known;
}

function makeShared(backend: CallBackend): LogonContext {
  const lane = machineLane(backend, {
    domain: 'logon',
    calls: LOGON_CALLS,
    busy: failure =>
      logonError(backend.localName(), failure, {
        hint: 'Too many earlier questions to the Local Security Authority are still without an answer. Try again later.',
      }),
  });
  return { backend, waits: new Waits(backend.clock), lane };
}
