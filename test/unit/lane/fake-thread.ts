import type { Clock } from '../../../lib/base/clock.js';
import type { LaneThread } from '../../../lib/lane/contract.js';

/** A clock that the test moves, and that counts how often the process is kept alive. */
export class HandClock implements Clock {
  time = 0;
  /** By how many milliseconds the shown time was set. */
  wrong = 0;
  kept = 0;
  readonly #timers = new Set<{ at: number; due: () => void }>();

  now(): number {
    return this.time + this.wrong;
  }

  monotonic(): number {
    return this.time;
  }

  readonly grain = 0;

  after(ms: number, due: () => void): () => void {
    const timer = { at: this.time + ms, due };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  keep(): () => void {
    this.kept += 1;
    return () => {
      this.kept -= 1;
    };
  }

  get timers(): number {
    return this.#timers.size;
  }

  async pass(ms: number): Promise<void> {
    await settle();
    this.time += ms;
    for (const timer of [...this.#timers]) {
      if (timer.at > this.time) continue;
      this.#timers.delete(timer);
      timer.due();
    }
    await settle();
  }
}

export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

/** A thread that answers its questions when the test says so. */
export class FakeThread implements LaneThread {
  readonly questions: { resolve(value: unknown): void; reject(error: unknown): void }[] = [];
  writtenOff = false;
  closed = false;
  mayWriteOff = true;

  ask<T>(): Promise<T> {
    return new Promise((resolve, reject) => {
      this.questions.push({ resolve: resolve as (value: unknown) => void, reject });
    });
  }

  writeOff(): boolean {
    this.writtenOff = this.mayWriteOff;
    return this.mayWriteOff;
  }

  stopped = 0;

  stop(): void {
    this.stopped += 1;
  }

  close(): void {
    this.closed = true;
  }
}
