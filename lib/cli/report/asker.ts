import { WindowsError } from '../../errors/windows-error.js';
import type { Cancel } from '../../lane/cancel.js';
import type { Answered, ErrorReport, Given } from './answered.js';

/** How long one question may take, where the user does not say. */
const QUESTION_TIMEOUT_MS = 10_000;

export interface AskerOptions {
  /** Ctrl-C. It ends the report, and is not an answer. */
  readonly signal: AbortSignal;
  readonly timeout: number | undefined;
  /** Whether messages may be shown. */
  readonly names: boolean;
}

/** Asks questions of which each has an answer or an error. */
export class Asker {
  readonly #options: AskerOptions;

  constructor(options: AskerOptions) {
    this.#options = options;
  }

  async ask<T>(question: (cancel: Cancel) => T | Promise<T>): Promise<Answered<T>> {
    const { signal, timeout = QUESTION_TIMEOUT_MS, names } = this.#options;
    signal.throwIfAborted();
    const began = performance.now();
    const took = () => Math.round(performance.now() - began);
    try {
      const value = await question({ signal, timeout });
      return { ms: took(), value };
    } catch (error) {
      if (signal.aborted) throw error;
      return { ms: took(), error: errorReport(error, names) };
    }
  }
}

export function isGiven<T>(answered: Answered<T>): answered is Given<T> {
  return 'value' in answered;
}

/** The same answer in another form. */
export function mapAnswer<T, R>(answered: Answered<T>, form: (value: T) => R): Answered<R> {
  return isGiven(answered) ? { ms: answered.ms, value: form(answered.value) } : answered;
}

function errorReport(error: unknown, names: boolean): ErrorReport {
  const message = names ? (error instanceof Error ? error.message : String(error)) : undefined;
  if (WindowsError.is(error)) {
    const { name, code, errno, syscall, reason } = error;
    return { name, code, errno, syscall, reason, message };
  }
  const { name = 'Error', code } = (error instanceof Error ? error : {}) as { name?: string; code?: unknown };
  return {
    name,
    code: typeof code === 'string' ? code : undefined,
    errno: undefined,
    syscall: undefined,
    reason: undefined,
    message,
  };
}
