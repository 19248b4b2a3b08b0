import type { Clock } from '../contract.js';
import type { Cancel } from '../terminal/types.js';
import type { LaneThread } from './contract.js';
import { type StopError, throwIfAborted, whenStopped } from './stopping.js';

/**
 * Asks the job's thread one question. `'act'` marks one that changes something: when the wait for it is stopped, the
 * outcome is unknown. After a stop no further question is asked: a stopped check is never followed by its act.
 */
export type Ask<T extends LaneThread> = <R>(question: (thread: T) => Promise<R>, kind?: 'act') => Promise<R>;

export type Body<T extends LaneThread, R> = (ask: Ask<T>) => Promise<R>;

/** One call on its way: waiting, asking, or over. */
export class Job<T extends LaneThread> {
  /** Resolves when its body has ended and no question of it is under way any more. */
  readonly idle: Promise<void>;
  readonly begin: (thread: () => T) => void;
  readonly fail: (error: Error) => void;
  live = true;

  static run<T extends LaneThread, R>(
    clock: Clock,
    control: Cancel,
    body: Body<T, R>,
    start: (job: Job<T>) => void,
    stopped: (job: Job<T>) => void,
  ): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      throwIfAborted(control);
      start(new Job<T>(clock, control, body as Body<T, unknown>, resolve as (value: unknown) => void, reject, stopped));
    });
  }

  private constructor(
    clock: Clock,
    control: Cancel,
    body: Body<T, unknown>,
    resolve: (value: unknown) => void,
    reject: (error: unknown) => void,
    stopped: (job: Job<T>) => void,
  ) {
    let acting = false;
    let ended: () => void;
    this.idle = new Promise<void>(done => {
      ended = done;
    });
    const letGo = clock.keep();
    const settle = (how: () => void) => {
      if (!this.live) return;
      this.live = false;
      unwatch();
      letGo();
      how();
    };
    const unwatch = whenStopped(clock, control, (error: StopError) => {
      settle(() => reject(error(acting ? 'unknown' : undefined)));
      stopped(this);
    });
    this.fail = error => settle(() => reject(error));
    this.begin = thread => {
      const ask: Ask<T> = async (question, kind) => {
        if (!this.live) throw new Error('the wait for this call was stopped');
        if (kind === 'act') acting = true;
        return await question(thread());
      };
      body(ask).then(
        value => {
          settle(() => resolve(value));
          ended();
        },
        error => {
          settle(() => reject(error));
          ended();
        },
      );
    };
  }
}
