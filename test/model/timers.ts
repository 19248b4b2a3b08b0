import type { WorldClock } from '../../lib/mock/world/clock/types.js';

/** How many timers wait on a clock, and how many keep the process alive. */
export interface Waiting {
  readonly timers: number;
  readonly keeps: number;
}

/** Counts them from now on. */
export function countTimers(clock: WorldClock): () => Waiting {
  let timers = 0;
  let keeps = 0;
  const after = clock.after.bind(clock);
  clock.after = (ms, due) => {
    timers += 1;
    let over = false;
    const end = () => {
      if (!over) timers -= 1;
      over = true;
    };
    const cancel = after(ms, () => {
      end();
      due();
    });
    return () => {
      end();
      cancel();
    };
  };
  const keep = clock.keep.bind(clock);
  (clock as { keep: typeof keep }).keep = () => {
    keeps += 1;
    const allowExit = keep();
    let over = false;
    return () => {
      if (!over) keeps -= 1;
      over = true;
      allowExit();
    };
  };
  return () => ({ timers, keeps });
}
