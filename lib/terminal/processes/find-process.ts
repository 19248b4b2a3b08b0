import type { Failure } from '../../base/answer.js';
import type { Known } from '../../errors/windows-error.js';
import type { Ask } from '../../lane/job.js';
import type { ProcessRow, TerminalThread } from '../contract.js';
import { type HostContext, hostError } from '../host-context.js';
import type { Found, WantedProcesses } from './process-looks.js';

const WTS_ANY_SESSION = 0xfffffffe;

/** The process that has this id now, if there is one. */
export async function findProcess(
  host: HostContext,
  ask: Ask<TerminalThread>,
  pid: number,
): Promise<Found | undefined> {
  return (await findProcesses(host, ask, new Set([pid]))).get(pid);
}

/** Those of these ids that processes have now. Windows has no question about one alone, so all are listed. */
export async function findProcesses(
  host: HostContext,
  ask: Ask<TerminalThread>,
  wanted: WantedProcesses,
  known?: Known,
): Promise<ReadonlyMap<number, Found>> {
  const found = new Map<number, Found>();
  const row: ProcessRow<undefined> = (sessionId, pid, name, sid) => {
    if (wanted.has(pid)) found.set(pid, { name: name ?? '', sessionId, sid });
    return undefined;
  };
  const question = { levels: [0], sessionId: WTS_ANY_SESSION, rowsAt: () => row } as const;
  const facts = await ask(thread => thread.processes(question));
  if (!facts.via) throw hostError(host, facts.failures.at(-1) as Failure, undefined, known);
  return found;
}
