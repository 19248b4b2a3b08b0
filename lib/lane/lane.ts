import type { Clock } from '../base/clock.js';
import type { LaneThread } from './contract.js';
import { type Body, Job, type JobRunner } from './job.js';
import type { HostSlots } from './slots.js';
import type { StopError, Wait } from './wait.js';

/** How long those who follow a stopped call wait for its answer before its thread is written off. */
const PATIENCE_MS = 1_000;

export interface LaneOptions<T extends LaneThread> {
  readonly clock: Clock;
  /** For the threads that are left behind; the backend bounds those that are written off, too. */
  readonly leftBehind: HostSlots;
  openThread(): T;
  /** The error of a call that comes when no further thread may be left behind. */
  busy(): Error;
}

/**
 * A host's calls, one at a time and in order. A call may ask several questions; no other call gets in between.
 *
 * A blocking call cannot be taken back from Windows. So a stopped call rejects at once, and those behind it wait a moment
 * for Windows to answer after all; then its thread, with its server handle, is left to itself and a new one serves the queue.
 */
export class Lane<T extends LaneThread> implements JobRunner<T> {
  readonly #options: LaneOptions<T>;
  readonly #queue: Job<T>[] = [];
  /** Jobs whose thread was left behind, each with what gives its place back. */
  readonly #leftBehind = new Map<Job<T>, () => void>();
  #running: Job<T> | undefined;
  #thread: T | undefined;
  #overdue = false;
  #stopPatience: (() => void) | undefined;
  #closed: StopError | undefined;

  constructor(options: LaneOptions<T>) {
    this.#options = options;
  }

  /** Runs a call when its turn comes. */
  run<R>(wait: Wait, body: Body<T, R>): Promise<R> {
    if (this.#closed) return Promise.reject(this.#closed());
    return Job.run(this, wait, body, job => this.#enter(job));
  }

  /** Fails what waits or runs, and all that comes later, and lets the thread end. */
  close(error: StopError): void {
    if (this.#closed) return;
    this.#closed = error;
    const running = this.#running;
    const thread = this.#thread;
    this.#running = undefined;
    this.#thread = undefined;
    this.#endPatience();
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
    this.#stopPatience = this.#options.clock.after(PATIENCE_MS, () => {
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
    this.#endPatience();
    this.#next();
  }

  #endPatience(): void {
    this.#overdue = false;
    this.#stopPatience?.();
    this.#stopPatience = undefined;
  }

  #leaveBehind(): void {
    const stuck = this.#running;
    const thread = this.#thread;
    if (!stuck || !thread) return;
    if (!this.#options.leftBehind.hasRoom || !thread.writeOff()) {
      for (const job of this.#queue.splice(0)) job.stop(() => this.#options.busy());
      return;
    }
    this.#leftBehind.set(stuck, this.#options.leftBehind.take());
    this.#thread = undefined;
    this.#free();
  }
}
