import { WindowsError } from '../errors/windows-error.js';
import type { Wait } from '../lane/wait.js';
import { ISDSC_CODES } from './codes.js';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1_000;

/** A session that is busy may not be so a moment later. */
export const isBusy = (error: unknown): boolean =>
  WindowsError.is(error) &&
  (error.errno === ISDSC_CODES.ISDSC_SESSION_BUSY || error.errno === ISDSC_CODES.ISDSC_DEVICE_BUSY_ON_SESSION);

export interface Retries {
  readonly most: number;
  when(error: unknown): boolean;
  /** No further try begins after so many milliseconds. */
  readonly forMs?: number;
  now?(): number;
}

/** Tries again after failures that pass, with pauses that grow. The last failure is thrown. */
export async function retried<R>(
  wait: Wait,
  { most, when, forMs = Number.POSITIVE_INFINITY, now = () => 0 }: Retries,
  attempt: (n: number) => Promise<R>,
): Promise<R> {
  const end = now() + forMs;
  let pause = FIRST_PAUSE_MS;
  for (let n = 1; ; n += 1) {
    try {
      return await attempt(n);
    } catch (error) {
      const left = end - now();
      if (n === most || !when(error) || left <= 0) throw error;
      await wait.pause(Math.min(pause, left));
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  }
}
