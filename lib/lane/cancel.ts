import { checkTimeout, wrongType } from '../errors/arguments.js';

/** The part of an `AbortSignal` that the library needs. Those of every runtime have it. */
export interface AbortSignalLike {
  /** Whether it was aborted already. */
  readonly aborted: boolean;
  /** Becomes the `cause` of the `AbortError`. */
  readonly reason?: unknown;
  /** The library adds one listener for each signal, however many calls share it. */
  addEventListener(type: 'abort', listener: () => void): void;
  /** The library takes its listener away when the last call has settled. */
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * A signal that the library gives. It is an `AbortSignal`, and has its type where the platform's types have one, so that it can be
 * handed on to what takes one.
 */
export type GivenSignal = typeof globalThis extends {
  /** The platform's class. */
  AbortSignal: {
    /** Its objects. */
    prototype: infer S extends AbortSignalLike;
  };
}
  ? S
  : AbortSignalLike;

/** Stops the wait, but never undoes an act: the error's `outcome` is `'unknown'` where Windows may still carry it out. */
export interface Cancel {
  /** When it is aborted, the call rejects at once with an `AbortError` (`code` `'ABORT_ERR'`). */
  readonly signal?: AbortSignalLike | undefined;
  /**
   * Milliseconds. Then the call rejects with a `TimeoutError` (`code` `'ETIMEDOUT'`). It is one limit for the whole call with all
   * its parts. Setting the computer's clock does not change it. `Infinity` is no limit.
   */
  readonly timeout?: number | undefined;
}

/** The options that every call has. */
export const CANCEL: readonly (keyof Cancel)[] = ['signal', 'timeout'];

export function checkCancel(options: Cancel | undefined): void {
  const signal = options?.signal;
  if (signal !== undefined && !isSignal(signal)) throw wrongType('options.signal', 'an AbortSignal', signal);
  checkTimeout('options.timeout', options?.timeout);
}

function isSignal(value: unknown): value is AbortSignalLike {
  if (typeof value !== 'object' || value === null) return false;
  const it = value as Partial<AbortSignalLike>;
  return (
    typeof it.aborted === 'boolean' &&
    typeof it.addEventListener === 'function' &&
    typeof it.removeEventListener === 'function'
  );
}
