import type { Failure } from '../base/answer.js';
import type { CallDescriptions } from '../base/call.js';
import { WIN32_CODES as E } from '../errors/codes.js';
import type { CallBackend, CallThread } from './contract.js';
import { Lane } from './lane.js';
import { type HostSlots, Slots } from './slots.js';
import { tracedCallThread } from './traced-call-thread.js';

const NO_THREAD: Failure = { ok: false, syscall: 'CreateThread', code: E.ERROR_BUSY };
/** Threads inside Windows that nobody waits for any more. */
const MOST_LEFT_BEHIND = 4;

export const fewLeftBehind = (): HostSlots => new Slots(MOST_LEFT_BEHIND, MOST_LEFT_BEHIND).of('');

export interface MachineLaneOptions<C extends CallDescriptions> {
  readonly domain: string;
  readonly calls: C;
  /** One slot for each thread that is left behind. Default: a few of its own; lanes of one kind may share theirs. */
  readonly leftBehind?: HostSlots;
  /** The error of a call for which no further thread may be left behind, from the failure that this is. */
  busy(failure: Failure): Error;
}

/**
 * A lane for a domain of this machine. Its calls are made on nothing, so its threads keep nothing open. Where there is one such lane
 * for each backend and purpose, its bound is its own.
 */
export function machineLane<C extends CallDescriptions>(
  backend: CallBackend,
  { domain, calls, leftBehind = fewLeftBehind(), busy }: MachineLaneOptions<C>,
): Lane<CallThread<C>> {
  return new Lane<CallThread<C>>({
    clock: backend.clock,
    leftBehind,
    openThread: () => tracedCallThread(backend.localName(), backend.openCallThread(domain, calls)),
    busy: () => busy(NO_THREAD),
  });
}
