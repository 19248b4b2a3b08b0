import type { SessionRef } from '../identity/session.js';
import type { CallBackend, CallThread } from '../lane/contract.js';
import type { Lane } from '../lane/lane.js';
import { fewLeftBehind, machineLane } from '../lane/machine-lane.js';
import type { HostSlots } from '../lane/slots.js';
import type { Wait } from '../lane/wait.js';
import { Waits } from '../lane/waits.js';
import { THREAD_CALLS, type ThreadCalls } from './calls.js';
import { monikerError } from './hints.js';

export type MonikerThread = CallThread<ThreadCalls>;

/** Terminal sessions are another domain: what names one becomes an id above, and is handed in. */
export interface Sessions {
  /** Checks a reference before any raw call. */
  check(ref: SessionRef): void;
  /** Runs an act with the id. A row is looked at right before, and no other call comes between. */
  forAct<R>(ref: SessionRef, syscall: string, wait: Wait, act: (id: number) => Promise<R>): Promise<R>;
}

/** What all who ask one backend about monikers share. */
export interface MonikerContext {
  readonly backend: CallBackend;
  readonly waits: Waits;
  /** What reads the registry. */
  readonly reads: Lane<MonikerThread>;
  /** How many objects are held, or asked for. */
  held: number;
  /** For threads of activations: each has a lane of its own, so the bound is of all together. */
  readonly leftBehind: HostSlots;
}

const shared = new WeakMap<CallBackend, MonikerContext>();

export function shareMoniker(backend: CallBackend): MonikerContext {
  const known = shared.get(backend) ?? {
    backend,
    waits: new Waits(backend.clock),
    reads: openLane(backend, fewLeftBehind()),
    held: 0,
    leftBehind: fewLeftBehind(),
  };
  shared.set(backend, known);
  return known;
}

/** A thread, and with it an apartment of COM. */
export function openLane(backend: CallBackend, leftBehind: HostSlots): Lane<MonikerThread> {
  return machineLane(backend, {
    domain: 'moniker',
    calls: THREAD_CALLS,
    leftBehind,
    busy: failure => monikerError(backend.localName(), failure),
  });
}
