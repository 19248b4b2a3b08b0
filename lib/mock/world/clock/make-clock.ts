import { DateClock } from './date-clock.js';
import { ForeignClock } from './foreign-clock.js';
import { OwnClock } from './own-clock.js';
import type { ClockChoice, WorldClock } from './types.js';

export function makeClock(choice: ClockChoice, start: number): WorldClock {
  if (choice === 'world') return new OwnClock(start);
  if (choice === 'date') return new DateClock();
  if (typeof choice === 'object' && choice !== null && typeof choice.now === 'function')
    return new ForeignClock(choice);
  throw new TypeError("clock must be 'world', 'date' or an object with now()");
}
