import type { LaneThread } from './contract.js';
import { type Body, Job, type JobRunner } from './job.js';
import type { HostSlots } from './slots.js';
import type { StopError, Wait } from './wait.js';

export interface SideThreadsOptions<T extends LaneThread> {
  /** For the threads of all calls beside the lane, those included whose callers have gone. */
  readonly slots: HostSlots;
  openThread(): T;
  busy(): Error;
}

interface Place<T> {
  thread?: T;
  giveBack(): void;
}

/**
 * Calls whose answer waits for a person, or for something slow by nature: each on a thread of its own, so that none of them
 * holds up a read.
 */
export class SideThreads<T extends LaneThread> implements JobRunner<T> {
  readonly #options: SideThreadsOptions<T>;
  readonly #jobs = new Map<Job<T>, Place<T>>();
  #closed: StopError | undefined;

  constructor(options: SideThreadsOptions<T>) {
    this.#options = options;
  }

  run<R>(wait: Wait, body: Body<T, R>): Promise<R> {
    if (this.#closed) return Promise.reject(this.#closed());
    if (!this.#options.slots.hasRoom) return Promise.reject(this.#options.busy());
    return Job.run(this, wait, body, job => {
      this.#jobs.set(job, { giveBack: this.#options.slots.take() });
      void job.begin();
    });
  }

  /** Fails what waits, and all that comes later; the threads end when Windows has answered them. */
  close(error: StopError): void {
    this.#closed ??= error;
    for (const job of [...this.#jobs.keys()]) job.stop(error);
  }

  threadOf(job: Job<T>): T {
    const place = this.#jobs.get(job);
    if (!place) throw new Error('a job that is over asks nothing');
    place.thread ??= this.#options.openThread();
    return place.thread;
  }

  /** Its thread keeps the place until Windows has answered. */
  stopped(): void {}

  over(job: Job<T>): void {
    const place = this.#jobs.get(job);
    this.#jobs.delete(job);
    place?.thread?.close();
    place?.giveBack();
  }
}
