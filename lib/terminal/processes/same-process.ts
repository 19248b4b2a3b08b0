import { fold } from '../../base/fold.js';
import { ticksBetween } from '../../base/ticks.js';
import { checkUint32, wrongType, wrongValue } from '../../errors/arguments.js';
import type { WindowsError } from '../../errors/windows-error.js';
import type { Ask } from '../../lane/job.js';
import { ERROR_CODES as E } from '../codes.js';
import type { TerminalThread } from '../contract.js';
import { type HostContext, hostError } from '../host-context.js';
import type { Process } from './types.js';

/** Times of a clock that nobody sets are doubles, which do not hold each tick. */
const ROUNDING_MS = 0.001;

/** A process id, or a row of a list of this host. */
export function checkProcess(host: HostContext, process: Process | number, what: string): void {
  if (typeof process === 'number') {
    checkUint32(what, process);
    return;
  }
  if (typeof process !== 'object' || process === null) throw wrongType(what, 'a process id or a Process', process);
  const { host: of, pid, sessionId, name, takenAt } = process;
  if (typeof of === 'string' && fold(of) !== fold(host.name)) {
    throw wrongValue(what, `a process of the host ${host.name}`, of);
  }
  const isRow =
    typeof of === 'string' && typeof sessionId === 'number' && typeof name === 'string' && takenAt !== undefined;
  if (!isRow) throw wrongType(what, 'a process id or a Process', process);
  checkUint32(`${what}.pid`, pid);
}

/**
 * Fails unless the process that has the id now began before the list was taken. Then it is that of the row, and was so in between.
 * When a process began is known of this machine only.
 */
export async function checkBegan(
  host: HostContext,
  ask: Ask<TerminalThread>,
  { pid, takenAt }: Process,
  syscall: string,
): Promise<void> {
  const times = await ask(thread => thread.call('GetProcessTimes', { pid }));
  if (!times.ok) throw hostError(host, times);
  const { began, now } = times.value;
  // How long ago the list was begun, at the most. Where that cannot be said, it may be another process.
  const passed = host.moments.since(takenAt);
  const isOlder = passed !== undefined && ticksBetween(began, now) > passed + host.backend.clock.grain + ROUNDING_MS;
  if (!isOlder) throw anotherProcess(host, syscall);
}

/** The id of the row belongs to another process. */
export function anotherProcess(host: HostContext, syscall: string): WindowsError {
  return hostError(host, { ok: false, syscall, code: E.ERROR_INVALID_PARAMETER }, undefined, {
    reason: 'changed',
    subject: 'process',
  });
}
