import type { ProcessRow } from '../contract.js';
import type { ProcessDetails } from './types.js';

// The loops over up to 50,000 processes call these with one argument for each value: objects would cost too much time.

const TICKS_PER_MS = 10_000;

/** Frozen once its account is known. */
export type Row = { -readonly [K in keyof ProcessDetails]: ProcessDetails[K] };

/** What all rows of one list share. */
export interface ProcessList {
  readonly host: string;
  readonly takenAt: Date;
}

export function plainRow({ host, takenAt }: ProcessList, finish: (row: Row) => Row): ProcessRow<Row> {
  return (sessionId, pid, name, sid) =>
    finish({ host, pid, sessionId, name: name ?? '', sid, account: undefined, takenAt } as unknown as Row);
}

export function detailedRow({ host, takenAt }: ProcessList, finish: (row: Row) => Row): ProcessRow<Row> {
  return (
    sessionId,
    pid,
    name,
    sid,
    threads,
    handles,
    pagefileUsage,
    peakPagefileUsage,
    workingSetSize,
    peakWorkingSetSize,
    userTime,
    kernelTime,
  ) =>
    finish({
      host,
      pid,
      sessionId,
      name: name ?? '',
      sid,
      account: undefined,
      takenAt,
      threads,
      handles,
      workingSetBytes32: workingSetSize,
      peakWorkingSetBytes32: peakWorkingSetSize,
      pagefileBytes32: pagefileUsage,
      peakPagefileBytes32: peakPagefileUsage,
      userTimeMs: userTime === undefined ? undefined : userTime / TICKS_PER_MS,
      kernelTimeMs: kernelTime === undefined ? undefined : kernelTime / TICKS_PER_MS,
    });
}

/** A row with the values of Windows. */
export interface RawProcessRow {
  readonly sessionId: number;
  readonly pid: number;
  readonly name: string | undefined;
  readonly sid: string | undefined;
  readonly threads: number | undefined;
  readonly handles: number | undefined;
  readonly pagefileUsage: number | undefined;
  readonly peakPagefileUsage: number | undefined;
  readonly workingSetSize: number | undefined;
  readonly peakWorkingSetSize: number | undefined;
  readonly userTime: number | undefined;
  readonly kernelTime: number | undefined;
}

export const rawRow: ProcessRow<RawProcessRow> = (
  sessionId,
  pid,
  name,
  sid,
  threads,
  handles,
  pagefileUsage,
  peakPagefileUsage,
  workingSetSize,
  peakWorkingSetSize,
  userTime,
  kernelTime,
) => ({
  sessionId,
  pid,
  name,
  sid,
  threads,
  handles,
  pagefileUsage,
  peakPagefileUsage,
  workingSetSize,
  peakWorkingSetSize,
  userTime,
  kernelTime,
});
