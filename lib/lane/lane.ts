import type { Clock } from '../base/clock.js';
import type { LaneThread } from './contract.js';
import { type Body, Job, type JobOptions, type JobRunner } from './job.js';
import type { HostSlots } from './slots.js';
import type { StopError, Wait } from './wait.js';

/** How long the calls behind a stopped call wait for its answer before its thread is written off. */
const GRACE_MS = 1_000;

export interface LaneOptions<T extends LaneThread> {
  readonly clock: Clock;
  /** One slot for each thread that is left behind. The backend also has a bound for those that are written off. */
  readonly leftBehind: HostSlots;
  openThread(): T;
  /** The error of a call for which no further thread may be left behind. */
  busy(outcome?: 'unknown'): Error;
}

/**
 * The calls of a host, one at a time and in order. A call may ask several questions; no other call comes between them.
 *
 * A blocking call of Windows cannot be cancelled. So a stopped call rejects at once, and the calls behind it wait a short time for
 * Windows to answer. Then its thread is left behind with its server handle, and a new thread serves the queue.
 */
export class Lane<T extends LaneThread> implements JobRunner<T> {
  readonly #options: LaneOptions<T>;
  readonly #queue: Job<T>[] = [];
  /** The jobs whose thread was left behind, each with the function that gives its slot back. */
  readonly #leftBehind = new Map<Job<T>, () => void>();
  #running: Job<T> | undefined;
  #thread: T | undefined;
  #overdue = false;
  #stopGrace: (() => void) | undefined;
  #closed: StopError | undefined;

  constructor(options: LaneOptions<T>) {
    this.#options = options;
  }

  /** Runs a call when its turn comes. */
  run<R>(wait: Wait, body: Body<T, R>, options: JobOptions = {}): Promise<R> {
    if (this.#closed) return Promise.reject(this.#closed(options.acted ? 'unknown' : undefined));
    return Job.run(this, wait, body, job => this.#enter(job), options);
  }

  /** Rejects all calls, also later ones, and ends the thread. */
  close(error: StopError): void {
    if (this.#closed) return;
    this.#closed = error;
    const running = this.#running;
    const thread = this.#thread;
    this.#running = undefined;
    this.#thread = undefined;
    this.#endGrace();
    if (running && thread) {
      this.#leftBehind.set(running, this.#options.leftBehind.take());
      running.stop(error);
      if (!thread.writeOff()) thread.close();
    } else {
      running?.stop(error);
      thread?.close();
    }
    for (const job of this.#queue.splice(0)) job.stop(error);
  }

  threadOf(): T {
    this.#thread ??= this.#options.openThread();
    return this.#thread;
  }

  stopped(job: Job<T>): void {
    const at = this.#queue.indexOf(job);
    if (at >= 0) {
      this.#queue.splice(at, 1);
      return;
    }
    if (this.#running !== job) return;
    this.#stopGrace = this.#options.clock.after(GRACE_MS, () => {
      this.#overdue = true;
      if (this.#queue.length > 0) this.#leaveBehind();
    });
  }

  over(job: Job<T>): void {
    this.#leftBehind.get(job)?.();
    this.#leftBehind.delete(job);
    if (this.#running === job) this.#free();
  }

  #enter(job: Job<T>): void {
    this.#queue.push(job);
    if (this.#overdue) this.#leaveBehind();
    else this.#next();
  }

  #next(): void {
    if (this.#running) return;
    const job = this.#queue.shift();
    if (!job) return;
    this.#running = job;
    void job.begin();
  }

  #free(): void {
    this.#running = undefined;
    this.#endGrace();
    this.#next();
  }

  #endGrace(): void {
    this.#overdue = false;
    this.#stopGrace?.();
    this.#stopGrace = undefined;
  }

  #leaveBehind(): void {
    const stuck = this.#running;
    const thread = this.#thread;
    if (!stuck || !thread) return;
    if (!this.#options.leftBehind.hasRoom || !thread.writeOff()) {
      for (const job of this.#queue.splice(0)) job.stop(outcome => this.#options.busy(outcome));
      return;
    }
    this.#leftBehind.set(stuck, this.#options.leftBehind.take());
    this.#thread = undefined;
    this.#free();
  }
}
