import type { CallBackend, CallThread } from '../lane/contract.js';
import type { Ask } from '../lane/job.js';
import type { Lane } from '../lane/lane.js';
import { machineLane } from '../lane/machine-lane.js';
import { Waits } from '../lane/waits.js';
import { THREAD_CALLS, type ThreadCalls } from './calls.js';
import type { DesktopBackend } from './contract.js';
import { desktopError } from './hints.js';
import { KnownHints } from './known-hints.js';

export type DesktopThread = CallThread<ThreadCalls>;
export type AskDesktop = Ask<DesktopThread>;

/** What this domain asks of a backend. */
export type Asked = CallBackend & DesktopBackend;

/** What all who ask one backend about desktops share. */
export interface DesktopContext {
  readonly backend: Asked;
  readonly waits: Waits;
  /** A thread of its own: the first call of user32.dll ties a thread to a window station. */
  readonly lane: Lane<DesktopThread>;
  readonly hints: KnownHints;
}

const shared = new WeakMap<CallBackend, DesktopContext>();

export function shareDesktop(backend: Asked): DesktopContext {
  const known = shared.get(backend) ?? makeShared(backend);
  shared.set(backend, known);
  return known;
}

function makeShared(backend: Asked): DesktopContext {
  const lane = machineLane(backend, {
    domain: 'desktop',
    calls: THREAD_CALLS,
    busy: failure => desktopError(backend.localName(), failure),
  });
  return { backend, waits: new Waits(backend.clock), lane, hints: new KnownHints() };
}
