/**
 * Why a wait was stopped. Stopping never undoes: when Windows may still carry an act out, `outcome` says `'unknown'`.
 */
export interface Stopped {
  readonly outcome: 'unknown' | undefined;
}

/** The signal of the call was aborted. `cause` is the signal's reason. */
export class AbortError extends Error implements Stopped {
  /** As for any `AbortError` of Node. */
  readonly code = 'ABORT_ERR';
  /** `'unknown'` when an act was under way: Windows may still carry it out. */
  readonly outcome: 'unknown' | undefined;

  /** Made by the library; public for fakes in tests. */
  constructor(reason: unknown, outcome?: 'unknown') {
    super(`The call was aborted${outcomeText(outcome)}`, { cause: reason });
    this.outcome = outcome;
  }

  static {
    Object.defineProperty(AbortError.prototype, 'name', { value: 'AbortError', configurable: true, writable: true });
  }
}

/** The call took longer than its `timeout`. */
export class TimeoutError extends Error implements Stopped {
  /** As for any timeout of Node. */
  readonly code = 'ETIMEDOUT';
  /** `'unknown'` when an act was under way: Windows may still carry it out. */
  readonly outcome: 'unknown' | undefined;

  /** Made by the library; public for fakes in tests. */
  constructor(ms: number, outcome?: 'unknown') {
    super(`The call took longer than ${ms} ms${outcomeText(outcome)}`);
    this.outcome = outcome;
  }

  static {
    Object.defineProperty(TimeoutError.prototype, 'name', {
      value: 'TimeoutError',
      configurable: true,
      writable: true,
    });
  }
}

/** What an error says when an act was under way. */
export function outcomeText(outcome: 'unknown' | undefined): string {
  return outcome === 'unknown' ? '; Windows had begun it and may still carry it out' : '';
}
