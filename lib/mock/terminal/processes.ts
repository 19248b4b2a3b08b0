import type { Failure } from '../../base/answer.js';
import type { Clock } from '../../base/clock.js';
import type { ProcessesFacts, ProcessesQuestion, ProcessRow } from '../../terminal/contract.js';
import { checkedList } from './malformed.js';
import type { AskTerminal, RawProcess } from './raw-calls.js';

/** Which processes to list, and how much of them. */
export interface ProcessesOptions {
  readonly ask: AskTerminal;
  readonly clock: Clock;
  readonly fallbackOn: readonly number[];
  /** The server could not be opened. */
  readonly failure: Failure | undefined;
}

/** Lists processes at each level in turn, then by the older call, going on only by fallback. */
export async function listProcesses<T>(
  { levels, sessionId, rowsAt }: ProcessesQuestion<T>,
  { ask, clock, fallbackOn, failure }: ProcessesOptions,
): Promise<ProcessesFacts<T>> {
  const failures: Failure[] = [];
  const failed = (failure: Failure): ProcessesFacts<T> => {
    failures.push(failure);
    return { failures, rows: [] };
  };
  const rowsOf = (list: readonly RawProcess[], full: boolean): T[] => {
    const row = rowsAt(clock.now());
    return list.map(it => rowOf(row, it, full));
  };
  if (failure) return failed(failure);
  for (const level of levels) {
    const via = 'WTSEnumerateProcessesExW';
    const answer = checkedList(await ask(via, { level, sessionId }), via);
    if (answer.ok) return { via, failures, rows: rowsOf(answer.value, level === 1) };
    if (!fallbackOn.includes(answer.code)) return failed(answer);
    failures.push(answer);
  }
  const via = 'WTSEnumerateProcessesW';
  const answer = checkedList(await ask(via, {}), via);
  return answer.ok ? { via, failures, rows: rowsOf(answer.value, false) } : failed(answer);
}

function rowOf<T>(row: ProcessRow<T>, it: RawProcess, full: boolean): T {
  const { sessionId, pid, name, sid } = it;
  const none = undefined;
  if (!full) return row(sessionId, pid, name, sid, none, none, none, none, none, none, none, none);
  return row(
    sessionId,
    pid,
    name,
    sid,
    it.threads,
    it.handles,
    it.pagefileUsage,
    it.peakPagefileUsage,
    it.workingSetSize,
    it.peakWorkingSetSize,
    Number(it.userTime),
    Number(it.kernelTime),
  );
}
