import { WIN32_CODES as E } from '../errors/codes.js';
import type { WindowsError } from '../errors/windows-error.js';
import { Gate } from '../lane/gate.js';
import { Slots } from '../lane/slots.js';
import type { TerminalBackend } from './contract.js';
import { windowsError } from './hints.js';

/** Threads inside Windows that nobody waits for any more, calls that open a host included. */
const LEFT_BEHIND = { perHost: 4, inAll: 64 };
/** Threads beside the lanes, those included that nobody waits for any more. */
const SIDE_THREADS = { perHost: 64, inAll: 256 };

/** Programs that were started and have not ended, each with a thread. */
export const MOST_PROGRAMS = 64;

/** Virtual channels that are open, or are being opened or closed, each with a thread. */
export const MOST_CHANNELS = 256;

/** What all hosts of one backend share, so that nothing piles up, however many hosts are opened and closed. */
export interface Bounds {
  readonly leftBehind: Slots;
  readonly sideThreads: Slots;
  readonly programs: Slots;
  readonly channels: Slots;
  /** The way to a host that has not answered yet. */
  readonly opening: Gate;
}

const bounds = new WeakMap<TerminalBackend, Bounds>();

export function boundsOf(backend: TerminalBackend): Bounds {
  const known = bounds.get(backend) ?? makeBounds();
  bounds.set(backend, known);
  return known;
}

function makeBounds(): Bounds {
  const leftBehind = new Slots(LEFT_BEHIND.perHost, LEFT_BEHIND.inAll);
  return {
    leftBehind,
    sideThreads: new Slots(SIDE_THREADS.perHost, SIDE_THREADS.inAll),
    programs: new Slots(MOST_PROGRAMS, MOST_PROGRAMS),
    channels: new Slots(MOST_CHANNELS, MOST_CHANNELS),
    opening: new Gate(leftBehind),
  };
}

/** The error of a call that would be one too many. */
export function busyError(host: string, remote: boolean, outcome?: 'unknown'): WindowsError {
  return windowsError(
    { ok: false, syscall: 'CreateThread', code: E.ERROR_BUSY },
    { host, remote },
    {
      subject: 'host',
      says: outcome ? 'No further call was begun' : 'No call was begun',
      ...(outcome && { outcome }),
      hint: `Too many earlier calls to ${host} are still without an answer. Try again when it has answered, or restart the process.`,
    },
  );
}

/** The error of a program or a channel that would be one too many. */
export function tooManyError(host: string, subject: 'program' | 'channel', hint: string): WindowsError {
  return windowsError(
    { ok: false, syscall: 'CreateThread', code: E.ERROR_BUSY },
    { host, remote: false },
    { subject, hint },
  );
}
