import { fold } from '../../base/fold.js';
import { checkBoolean, checkOptions, checkUint32, wrongValue } from '../../errors/arguments.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import type { Ask } from '../../lane/job.js';
import { ERROR_CODES as E } from '../codes.js';
import type { TerminalThread } from '../contract.js';
import { type HostContext, hostError, runOnLane } from '../host-context.js';
import { findProcess, findProcesses } from '../processes/find-process.js';
import type { Found } from '../processes/process-looks.js';
import { anotherProcess, checkBegan, checkProcess } from '../processes/same-process.js';
import type { Process } from '../processes/types.js';
import { actControl } from './act-bounds.js';
import type { TerminateOptions } from './types.js';
import { waitedAct } from './waited-act.js';

const SYSCALL = 'WTSTerminateProcess';
const DEFAULT_EXIT_CODE = 1;

export async function terminate(
  host: HostContext,
  process: Process | number,
  options: TerminateOptions = {},
): Promise<void> {
  checkProcess(host, process, 'process');
  if (typeof process === 'object') refuseCaller(host, process);
  checkOptions('options', options, ['exitCode', 'wait', ...CANCEL]);
  const { exitCode = DEFAULT_EXIT_CODE, wait: waits = true } = options;
  checkUint32('options.exitCode', exitCode);
  checkBoolean('options.wait', waits);
  checkCancel(options);
  const control = actControl(host, options);
  const pid = typeof process === 'number' ? process : process.pid;

  const end = async (ask: Ask<TerminalThread>) => {
    const answer = await ask(thread => thread.call(SYSCALL, { pid, exitCode }), 'act');
    if (!answer.ok) throw hostError(host, answer);
  };
  if (!waits) {
    await runOnLane(host, control, async ask => {
      if (typeof process === 'object') await checkSame(host, ask, process);
      await end(ask);
    });
    return;
  }
  // Windows only begins with it.
  const { processLooks } = host;
  const leave = processLooks.enter(pid);
  try {
    await waitedAct(host, control, async ask => {
      const before =
        typeof process === 'object' ? await checkSame(host, ask, process) : await findOrFail(host, ask, pid);
      await end(ask);
      let seen = processLooks.begun;
      return async look => {
        // Another act may have had them listed meanwhile.
        const newer = () => processLooks.newerThan(seen);
        const take = async (it: Ask<TerminalThread>) =>
          newer() ?? (await processLooks.take(pids => findProcesses(host, it, pids, { outcome: 'unknown' })));
        const { number, found } = newer() ?? (await look(take));
        seen = number;
        const now = found.get(pid);
        return now === undefined || differs(before, now);
      };
    });
  } finally {
    leave();
  }
}

/** Nobody would learn what has come of it, and a row of a list is given for others. */
function refuseCaller(host: HostContext, { name, pid }: Process): void {
  if (host.remote === undefined && host.backend.terminal.isCaller(pid))
    throw wrongValue('process', 'not the calling process, which ends only by its id', `${name} (${pid})`);
}

/** Fails unless the id still belongs to the process that the row was made for. */
async function checkSame(host: HostContext, ask: Ask<TerminalThread>, process: Process): Promise<Found> {
  const now = await findOrFail(host, ask, process.pid);
  if (differs(process, now)) throw anotherProcess(host, SYSCALL);
  // When a process began is known of this machine only.
  if (host.remote === undefined) await checkBegan(host, ask, process, SYSCALL);
  return now;
}

async function findOrFail(host: HostContext, ask: Ask<TerminalThread>, pid: number): Promise<Found> {
  const now = await findProcess(host, ask, pid);
  if (now === undefined) throw gone(host);
  return now;
}

/** The SIDs of others are not listed for everybody. */
function differs(before: Found, now: Found): boolean {
  if (fold(before.name) !== fold(now.name) || before.sessionId !== now.sessionId) return true;
  return before.sid !== undefined && now.sid !== undefined && before.sid !== now.sid;
}

function gone(host: HostContext) {
  return hostError(host, { ok: false, syscall: SYSCALL, code: E.ERROR_INVALID_PARAMETER });
}
