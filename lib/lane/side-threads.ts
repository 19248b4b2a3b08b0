import type { LaneThread } from './contract.js';
import { type Body, Job, type JobRunner } from './job.js';
import type { HostSlots } from './slots.js';
import type { StopError, Wait } from './wait.js';

export interface SideThreadsOptions<T extends LaneThread> {
  /** One slot for each side thread, also for those that no caller waits for any more. */
  readonly slots: HostSlots;
  openThread(): T;
  busy(): Error;
}

interface Side<T> {
  thread?: T;
  giveBack(): void;
}

/** Calls that may wait for a person or for another machine. Each has its own thread, so that none delays the calls of the lane. */
export class SideThreads<T extends LaneThread> implements JobRunner<T> {
  readonly #options: SideThreadsOptions<T>;
  readonly #jobs = new Map<Job<T>, Side<T>>();
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

  /** Rejects all calls, also later ones. The threads end when Windows has answered them. */
  close(error: StopError): void {
    this.#closed ??= error;
    for (const job of [...this.#jobs.keys()]) job.stop(error);
  }

  threadOf(job: Job<T>): T {
    const side = this.#jobs.get(job);
    if (!side) throw new Error('a job that is over cannot ask');
    side.thread ??= this.#options.openThread();
    return side.thread;
  }

  /** Nothing to do: the thread keeps its slot until Windows has answered. */
  stopped(): void {}

  over(job: Job<T>): void {
    const side = this.#jobs.get(job);
    this.#jobs.delete(job);
    side?.thread?.close();
    side?.giveBack();
  }
}
