import type { Answer } from '../base/answer.js';
import type { ArgsOf, CallDescriptions, CallName, ValueOf } from '../base/call.js';
import type { Clock } from '../base/clock.js';

/** What Windows is asked. */
export interface Asking {
  readonly syscall: string;
  readonly sessionId?: number | undefined;
}

/**
 * One thread that makes the blocking calls of a host, one question at a time. It owns its server handle.
 * The rules for waiting, abort and write-off are in `lane.ts`; a thread only answers.
 */
export interface LaneThread {
  /** The raw call that the question under way began with, where the thread says so. */
  readonly asking?: Asking | undefined;
  /**
   * Nobody waits for the question under way any more. The thread makes no further raw call for it, and is free when the one
   * under way has returned. The result of the question is not used.
   */
  stop(): void;
  /**
   * Nobody waits for the question under way any more. When it ends, the thread frees the answer, closes its handle and ends.
   * Returns `false` when the process has written off as many threads as it may; then nothing changes.
   */
  writeOff(): boolean;
  /** Ends the thread when its question, if any, has been answered. */
  close(): void;
}

/** A thread for the calls of one domain of this machine, which are made on nothing: each is asked by its name. */
export interface CallThread<C extends CallDescriptions> extends LaneThread {
  /** Rejects only when the thread was written off. */
  call<N extends CallName<C>>(name: N, args: ArgsOf<C[N]>): Promise<Answer<ValueOf<C[N]>>>;
}

/** What such a domain needs of a backend. It brings the descriptions of its calls, so that a backend knows no domain. */
export interface CallBackend {
  readonly kind: 'native' | 'mock';
  readonly clock: Clock;
  /** This machine's name. */
  localName(): string;
  openCallThread<C extends CallDescriptions>(domain: string, calls: C): CallThread<C>;
}
