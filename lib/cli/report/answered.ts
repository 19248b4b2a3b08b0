import type { Reason } from '../../errors/reasons.js';

/** The answer to one question, or why there is none. */
export type Answered<T> = Given<T> | Missing;

export interface Given<T> {
  /** How long it took. */
  readonly ms: number;
  readonly value: T;
}

export interface Missing {
  readonly ms: number;
  readonly error: ErrorReport;
}

/** A failure without its message, which may name a host or a folder of a user. */
export interface ErrorReport {
  readonly name: string;
  readonly code: string | undefined;
  /** Windows' own number. Only a failure of Windows has one. */
  readonly errno: number | undefined;
  readonly syscall: string | undefined;
  readonly reason: Reason | undefined;
  /** Only with real names. */
  readonly message: string | undefined;
}
