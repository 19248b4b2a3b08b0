import type { Clock } from '../contract.js';
import { AbortError, TimeoutError } from '../errors/stop.js';
import type { Cancel } from '../terminal/types.js';

/** Makes the error that a stopped call rejects with. */
export type StopError = (outcome?: 'unknown') => Error;

/** Tells of the first abort or timeout of a call. The answer ends the watching; call it when the call has settled. */
export function whenStopped(clock: Clock, control: Cancel, stopped: (error: StopError) => void): () => void {
  const { signal, timeout } = control;
  let cancelTimer: (() => void) | undefined;
  const aborted = () => {
    done();
    stopped(outcome => new AbortError(signal?.reason, outcome));
  };
  const done = () => {
    cancelTimer?.();
    signal?.removeEventListener('abort', aborted);
  };
  if (timeout !== undefined) {
    cancelTimer = clock.after(timeout, () => {
      done();
      stopped(outcome => new TimeoutError(timeout, outcome));
    });
  }
  signal?.addEventListener('abort', aborted);
  return done;
}

/** An already aborted signal: a call with it makes no raw call at all. */
export function throwIfAborted(control: Cancel): void {
  if (control.signal?.aborted) throw new AbortError(control.signal.reason);
}

/** Waits for a promise that others share: a stop ends this wait alone. */
export function waitFor<T>(clock: Clock, control: Cancel, shared: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (control.signal?.aborted) {
      reject(new AbortError(control.signal.reason));
      return;
    }
    const release = clock.keep();
    const settle = () => {
      done();
      release();
    };
    const done = whenStopped(clock, control, error => {
      settle();
      reject(error());
    });
    shared.then(
      value => {
        settle();
        resolve(value);
      },
      error => {
        settle();
        reject(error);
      },
    );
  });
}

/** What is left of a call's `timeout` for its next part. */
export function budget(clock: Clock, control: Cancel): () => Cancel {
  const { signal, timeout } = control;
  if (timeout === undefined) return () => control;
  const end = clock.now() + timeout;
  return () => ({ signal, timeout: Math.max(0, end - clock.now()) });
}
