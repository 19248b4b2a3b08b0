import type { Clock } from '../contract.js';
import type { Cancel } from '../terminal/types.js';
import type { LaneThread } from './contract.js';
import { type Body, Job } from './job.js';

/** How long those who follow a stopped call wait for its answer before its thread is written off. */
const PATIENCE_MS = 1_000;
/** How many written-off threads a host may have; the backend bounds those of the process. */
const WRITTEN_OFF_PER_HOST = 4;

export interface LaneOptions<T extends LaneThread> {
  readonly clock: Clock;
  openThread(): T;
  /** The error of a call that comes when no further thread may be written off. */
  busy(): Error;
}

/**
 * A host's calls, one at a time and in order. A call may ask several questions; no other call gets in between.
 *
 * A blocking call cannot be taken back from Windows. So a stopped call rejects at once, and those behind it wait a moment
 * for Windows to answer after all; then its thread, with its server handle, is left to itself and a new one serves the queue.
 */
export class Lane<T extends LaneThread> {
  readonly #options: LaneOptions<T>;
  readonly #queue: Job<T>[] = [];
  #running: Job<T> | undefined;
  #thread: T | undefined;
  #writtenOff = 0;
  #overdue = false;
  #stopPatience: (() => void) | undefined;

  constructor(options: LaneOptions<T>) {
    this.#options = options;
  }

  /** Runs a call when its turn comes. */
  run<R>(control: Cancel, body: Body<T, R>): Promise<R> {
    return Job.run(
      this.#options.clock,
      control,
      body,
      job => this.#enter(job),
      job => this.#stopped(job),
    );
  }

  /** Fails what waits or runs, and lets the thread end. */
  close(error: () => Error): void {
    for (const job of this.#queue.splice(0)) job.fail(error());
    this.#running?.fail(error());
    this.#thread?.close();
    this.#thread = undefined;
  }

  #enter(job: Job<T>): void {
    this.#queue.push(job);
    if (this.#overdue) this.#writeOff();
    else this.#next();
  }

  #next(): void {
    if (this.#running) return;
    const job = this.#queue.shift();
    if (!job) return;
    this.#running = job;
    job.begin(() => {
      this.#thread ??= this.#options.openThread();
      return this.#thread;
    });
    job.idle.then(() => {
      if (this.#running === job) this.#free();
    });
  }

  #free(): void {
    this.#running = undefined;
    this.#overdue = false;
    this.#stopPatience?.();
    this.#stopPatience = undefined;
    this.#next();
  }

  #stopped(job: Job<T>): void {
    const at = this.#queue.indexOf(job);
    if (at >= 0) {
      this.#queue.splice(at, 1);
      return;
    }
    if (this.#running !== job) return;
    this.#stopPatience = this.#options.clock.after(PATIENCE_MS, () => {
      this.#overdue = true;
      if (this.#queue.length > 0) this.#writeOff();
    });
  }

  #writeOff(): void {
    const stuck = this.#running;
    const thread = this.#thread;
    if (!stuck || !thread) return;
    if (this.#writtenOff >= WRITTEN_OFF_PER_HOST || !thread.writeOff()) {
      for (const job of this.#queue.splice(0)) job.fail(this.#options.busy());
      return;
    }
    this.#writtenOff += 1;
    stuck.idle.then(() => {
      this.#writtenOff -= 1;
    });
    this.#thread = undefined;
    this.#free();
  }
}
