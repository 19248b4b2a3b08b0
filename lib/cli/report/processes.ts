import type { Process, ProcessDetails } from '../../terminal/processes/types.js';
import { isSorted } from './sessions.js';
import type { AccountsReport, CountersReport, ProcessesReport } from './types.js';

const MOST_PIDS = 10;

export function processesReport(processes: readonly Process[]): ProcessesReport {
  const pids = processes.map(it => it.pid);
  return {
    count: processes.length,
    pids: pids.slice(0, MOST_PIDS),
    isSortedByPid: isSorted(pids),
    isSortedBySession: isSorted(processes.map(it => it.sessionId)),
    unnamed: processes.filter(it => it.name === '').length,
    withoutSid: processes.filter(it => it.sid === undefined).length,
  };
}

export function countersReport(processes: readonly ProcessDetails[]): CountersReport {
  return { count: processes.length, counted: processes.filter(it => it.threads !== undefined).length };
}

export function accountsReport(processes: readonly Process[]): AccountsReport {
  const accounts = new Map<string, string | undefined>();
  for (const { sid, account } of processes) if (sid !== undefined) accounts.set(sid, account);
  return { sids: accounts.size, named: [...accounts.values()].filter(it => it !== undefined).length };
}
