import { type Fault, faultThat } from '../world/fault.js';
import { type Happening, happeningNamed } from './happenings.js';

/** Which events get lost. */
export interface DropLimits {
  /** Default: of all types. */
  readonly types?: readonly Happening[];
  /** Ends by itself after so many. Default: never. */
  readonly times?: number;
}

/** What becomes of one event on its way. */
export interface Fate {
  readonly copies: number;
  readonly delay: number;
  /** It may be exchanged with its neighbour. */
  readonly swaps: boolean;
}

const UNHARMED: Fate = { copies: 1, delay: 0, swaps: false };

interface Drop {
  readonly types: readonly Happening[] | undefined;
  left: number;
}

/** What goes wrong with the events of one host on their way. */
export class NoticeFaults {
  readonly #delays = new Set<{ readonly ms: number }>();
  readonly #drops = new Set<Drop>();
  #doubles = 0;
  #reorders = 0;

  delay(ms: number): Fault {
    if (!(ms >= 0)) throw new RangeError(`a delay is in milliseconds, not ${String(ms)}`);
    return during(this.#delays, { ms });
  }

  double(): Fault {
    this.#doubles += 1;
    return faultThat(() => {
      this.#doubles -= 1;
    });
  }

  reorder(): Fault {
    this.#reorders += 1;
    return faultThat(() => {
      this.#reorders -= 1;
    });
  }

  drop({ types, times = Number.POSITIVE_INFINITY }: DropLimits): Fault {
    return during(this.#drops, { types: types?.map(happeningNamed), left: times });
  }

  /** Decided when it happens. `what` is `undefined` for a notice that Windows does not document. */
  fateOf(what: Happening | undefined): Fate {
    if (this.#isDropped(what)) return { ...UNHARMED, copies: 0 };
    let delay = 0;
    for (const { ms } of this.#delays) delay += ms;
    return { copies: 2 ** this.#doubles, delay, swaps: this.#reorders > 0 };
  }

  #isDropped(what: Happening | undefined): boolean {
    for (const drop of this.#drops) {
      if (drop.left <= 0 || (drop.types && !(what && drop.types.includes(what)))) continue;
      drop.left -= 1;
      return true;
    }
    return false;
  }
}

function during<T>(all: Set<T>, one: T): Fault {
  all.add(one);
  return faultThat(() => {
    all.delete(one);
  });
}
