import type { Cancel } from '../../lane/cancel.js';
import type { SessionHost } from '../../terminal/types.js';
import type { Call } from '../call.js';
import type { Problem } from '../problem.js';
import type { Cell, Column } from '../table.js';

/**
 * What became of one thing. `gone`: it had ended already. `spared`: it no longer is what was chosen. `skipped`: it was not tried.
 * `unknown`: it was begun, and how it ended is not known.
 */
export type Outcome = 'done' | 'gone' | 'spared' | 'skipped' | 'failed' | 'unknown';

export interface Result<T> {
  readonly item: T;
  readonly outcome: Outcome;
  /** In the table; for JSON, `detail`. */
  readonly text: string;
  readonly problem?: Problem | undefined;
}

export interface Shown<T> {
  readonly columns: readonly Column[];
  cells(item: T): readonly Cell[];
}

/** One command that changes something: to what, and how. The frame around it asks, and reports. */
export interface Deed<T> {
  /** For JSON: `logoff`. */
  readonly name: string;
  /** For the question: `log off 3 sessions`. */
  question(count: number): string;
  /** What is shown before. */
  readonly plan: Shown<T>;
  /** What is shown with the results. */
  readonly brief: Shown<T>;
  json(item: T): unknown;
  /** Nothing was chosen but a whole host. Then its name must be given too. */
  readonly isWhole: boolean;
  /** When nothing fits. */
  readonly nothing: string;
  choose(host: SessionHost, cancel: Cancel): Promise<readonly T[]>;
  perform(host: SessionHost, items: readonly T[], call: Call): Promise<readonly Result<T>[]>;
  /** In place of the table of results. */
  print?(all: readonly Done<T>[]): void;
  /** The exit code, where it is another one than that of every act. */
  conclude?(all: readonly Done<T>[]): number;
}

/** The exit code is 1 when one of these came. */
export function isTrouble(outcome: Outcome): boolean {
  return outcome === 'failed' || outcome === 'unknown' || outcome === 'skipped';
}

/** A host, and what was chosen there. */
export interface Party<T> {
  /** As it was given; `undefined` is this machine. */
  readonly given: string | undefined;
  readonly host: SessionHost | undefined;
  readonly items: readonly T[];
  /** Why the host could not be asked. */
  readonly problem: Problem | undefined;
}

export interface Done<T> {
  readonly party: Party<T>;
  readonly results: readonly Result<T>[];
}

/** The exit code. */
export function codeOf<T>(all: readonly Done<T>[]): 0 | 1 {
  return all.some(({ party, results }) => party.problem || results.some(it => isTrouble(it.outcome))) ? 1 : 0;
}
