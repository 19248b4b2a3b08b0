import type { LaneThread } from './contract.js';
import type { StopError, Wait } from './wait.js';

/**
 * Asks the job's thread one question. `'act'` marks a question that changes something: when the wait for it is stopped, the
 * outcome is unknown. After a stop no further question is asked, so an act never follows a check that was stopped.
 */
export type Ask<T extends LaneThread> = <R>(question: (thread: T) => Promise<R>, kind?: 'act') => Promise<R>;

export type Body<T extends LaneThread, R> = (ask: Ask<T>) => Promise<R>;

export interface JobOptions {
  /** The act of this call was made by an earlier job: whatever stops this one, the outcome is unknown. */
  readonly acted?: boolean;
}

/** Runs jobs: a `Lane`, or `SideThreads`. */
export interface JobRunner<T extends LaneThread> {
  /** The thread for the next question of a job. */
  threadOf(job: Job<T>): T;
  /** Nobody waits for the job any more. Its question may still be under way. */
  stopped(job: Job<T>): void;
  /** The job's body has ended, and none of its questions is under way. */
  over(job: Job<T>): void;
}

/** One call. It settles once: when its body has ended, or earlier when the wait for it is stopped. */
export class Job<T extends LaneThread> {
  readonly #runner: JobRunner<T>;
  readonly #body: Body<T, unknown>;
  readonly #resolve: (value: unknown) => void;
  readonly #reject: (error: unknown) => void;
  readonly #leaveWait: () => void;
  #settled = false;
  #acting: boolean;
  /** The thread that answers the question under way. */
  #asked: T | undefined;

  /** Makes a job, which `enter` queues or begins, and returns its promise. */
  static run<T extends LaneThread, R>(
    runner: JobRunner<T>,
    wait: Wait,
    body: Body<T, R>,
    enter: (job: Job<T>) => void,
    { acted = false }: JobOptions = {},
  ): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      wait.throwIfStopped(acted ? 'unknown' : undefined);
      enter(new Job<T>(runner, wait, body, resolve as (value: unknown) => void, reject, acted));
    });
  }

  private constructor(
    runner: JobRunner<T>,
    wait: Wait,
    body: Body<T, unknown>,
    resolve: (value: unknown) => void,
    reject: (error: unknown) => void,
    acted: boolean,
  ) {
    this.#runner = runner;
    this.#body = body;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#acting = acted;
    this.#leaveWait = wait.onStop(error => this.stop(error));
  }

  async begin(): Promise<void> {
    try {
      const value = await this.#body((question, kind) => this.#ask(question, kind));
      if (this.#settle()) this.#resolve(value);
    } catch (error) {
      if (this.#settle()) this.#reject(error);
    }
    this.#runner.over(this);
  }

  /** Rejects at once. The thread makes no further raw call for it. */
  stop(error: StopError): void {
    if (!this.#settle()) return;
    this.#reject(error(this.#acting ? 'unknown' : undefined, this.#asked?.asking));
    this.#asked?.stop();
    this.#runner.stopped(this);
  }

  async #ask<R>(question: (thread: T) => Promise<R>, kind: 'act' | undefined): Promise<R> {
    if (this.#settled) throw new Error('the wait for this call was stopped');
    const thread = this.#runner.threadOf(this);
    if (kind === 'act') this.#acting = true;
    this.#asked = thread;
    try {
      return await question(thread);
    } finally {
      this.#asked = undefined;
    }
  }

  #settle(): boolean {
    if (this.#settled) return false;
    this.#settled = true;
    this.#leaveWait();
    return true;
  }
}
