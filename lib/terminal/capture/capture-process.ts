import type { RawProcessRow } from '../processes/process-rows.js';
import type { ScenarioProcess } from './scenario.js';

const TICKS_PER_MS = 10_000;

export function capturedProcess(process: RawProcessRow): ScenarioProcess {
  return {
    ...process,
    name: process.name ?? null,
    sid: process.sid ?? null,
    userTime: process.userTime === undefined ? undefined : process.userTime / TICKS_PER_MS,
    kernelTime: process.kernelTime === undefined ? undefined : process.kernelTime / TICKS_PER_MS,
  };
}
