import type { Clock } from '../contract.js';
import type { Cancel } from '../terminal/types.js';
import type { LaneThread } from './contract.js';
import { type Body, Job } from './job.js';

/** How many calls of a host may wait beside its lane, those whose callers have gone included. */
const BESIDE_PER_HOST = 64;

export interface BesideOptions<T extends LaneThread> {
  readonly clock: Clock;
  openThread(): T;
  busy(): Error;
}

/**
 * Calls whose answer waits for a person, or for something slow by nature: each on a thread of its own, so that none of them
 * holds up a read.
 */
export class Beside<T extends LaneThread> {
  readonly #options: BesideOptions<T>;
  readonly #jobs = new Set<Job<T>>();
  #threads = 0;

  constructor(options: BesideOptions<T>) {
    this.#options = options;
  }

  run<R>(control: Cancel, body: Body<T, R>): Promise<R> {
    if (this.#threads >= BESIDE_PER_HOST) return Promise.reject(this.#options.busy());
    return Job.run(
      this.#options.clock,
      control,
      body,
      job => this.#start(job),
      () => {},
    );
  }

  /** Fails what waits; the threads end when Windows has answered them. */
  close(error: () => Error): void {
    for (const job of this.#jobs) job.fail(error());
  }

  #start(job: Job<T>): void {
    let thread: T | undefined;
    this.#threads += 1;
    this.#jobs.add(job);
    job.begin(() => {
      thread ??= this.#options.openThread();
      return thread;
    });
    job.idle.then(() => {
      this.#threads -= 1;
      this.#jobs.delete(job);
      thread?.close();
    });
  }
}
