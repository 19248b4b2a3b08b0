import type { ScenarioProcess } from './scenario.js';

const TICKS_PER_MS = 10_000;

export interface CapturedProcess {
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
  /** Ticks. */
  readonly userTime: number | undefined;
  readonly kernelTime: number | undefined;
}

export function capturedProcess(process: CapturedProcess): ScenarioProcess {
  return {
    ...process,
    name: process.name ?? null,
    sid: process.sid ?? null,
    userTime: process.userTime === undefined ? undefined : process.userTime / TICKS_PER_MS,
    kernelTime: process.kernelTime === undefined ? undefined : process.kernelTime / TICKS_PER_MS,
  };
}
