import { WindowsError } from '../errors/windows-error.js';
import type { SessionDetails } from '../terminal/sessions/types.js';
import type { SessionHost } from '../terminal/types.js';
import type { SessionEvent, SessionWatch, WatchOptions } from '../terminal/watch/types.js';
import type { Winstation } from '../winstation-types.js';
import { pause } from './pause.js';

/** Before a host that failed is tried again. */
const BACK_OFF_MS = [1_000, 2_000, 5_000, 15_000, 30_000];

export type GapReason = Extract<SessionEvent, { type: 'gap' }>['reason'];

export type FollowerState =
  | { readonly at: 'opening' | 'live' }
  | { readonly at: 'lost'; readonly reason: GapReason }
  | { readonly at: 'failed'; readonly error: unknown };

/** What becomes of what happens. */
export interface Reader {
  /** The next event waits for what this answers. */
  event(from: Follower, event: SessionEvent): void | Promise<void>;
  /** The table or the state is another. */
  changed(from: Follower): void;
  /** Once for each cause, however often it is tried again. */
  failed(from: Follower, error: unknown): void;
}

export interface FollowOptions {
  readonly watch: WatchOptions;
  /** For each attempt to open another machine. */
  readonly openTimeout: number | undefined;
}

const NOBODY: ReadonlyMap<number, SessionDetails> = new Map();

/** Follows one host. Another machine that fails is opened again and again; the others know nothing of it. */
export class Follower {
  /** As it was given; `undefined` is this machine. */
  readonly given: string | undefined;
  readonly #winstation: Winstation;
  readonly #options: FollowOptions;
  readonly #reader: Reader;
  #state: FollowerState = { at: 'opening' };
  #wasLive = false;
  #host: SessionHost | undefined;
  #watch: SessionWatch | undefined;

  constructor(winstation: Winstation, given: string | undefined, options: FollowOptions, reader: Reader) {
    this.#winstation = winstation;
    this.given = given;
    this.#options = options;
    this.#reader = reader;
  }

  get name(): string {
    return this.given ?? this.#host?.name ?? '';
  }

  get state(): FollowerState {
    return this.#state;
  }

  get sessions(): ReadonlyMap<number, SessionDetails> {
    return this.#watch?.sessions ?? NOBODY;
  }

  /** While there is one to ask. */
  get host(): SessionHost | undefined {
    return this.#state.at === 'live' ? this.#host : undefined;
  }

  /** Until the signal is aborted. Rejects for what trying again cannot mend. */
  async follow(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; failures++) {
      const last = this.#state;
      this.#wasLive = false;
      try {
        await this.#once(signal, failures > 0);
        return;
      } catch (error) {
        if (signal.aborted) return;
        if (isFatal(error) || (this.given === undefined && failures === 0 && !this.#wasLive)) throw error;
        if (this.#wasLive) failures = 0;
        const isKnown = !this.#wasLive && last.at === 'failed' && isSameCause(last.error, error);
        this.#become({ at: 'failed', error });
        if (!isKnown) this.#reader.failed(this, error);
      } finally {
        // A host that does not answer may not answer this either, and nobody waits for it.
        Promise.all([this.#watch?.close(), this.#host?.close()]).catch(() => {});
        this.#watch = undefined;
        this.#host = undefined;
      }
      await pause(BACK_OFF_MS[Math.min(failures, BACK_OFF_MS.length - 1)] ?? 0, signal);
    }
  }

  async #once(signal: AbortSignal, again: boolean): Promise<void> {
    const { watch: options, openTimeout: timeout } = this.#options;
    const host =
      this.given === undefined
        ? this.#winstation.localHost()
        : await this.#winstation.openHost(this.given, { signal, timeout });
    this.#host = host;
    const { types } = options;
    const watch = host.watch({
      ...options,
      // A host that comes back says how it is now, as after a gap.
      types: again && types ? [...new Set([...types, 'snapshot' as const])] : types,
      signal,
    });
    this.#watch = watch;
    watch.on('change', () => this.#reader.changed(this));
    watch.ready.then(
      () => {
        if (this.#watch === watch && !this.#wasLive) this.#become({ at: 'live' });
      },
      () => {},
    );
    for await (const event of watch) {
      if (event.type === 'gap' && event.reason !== 'slow') this.#become({ at: 'lost', reason: event.reason });
      else if (event.type === 'snapshot') this.#become({ at: 'live' });
      await this.#reader.event(this, event);
    }
  }

  #become(state: FollowerState): void {
    this.#state = state;
    if (state.at === 'live') this.#wasLive = true;
    this.#reader.changed(this);
  }
}

/** Trying again mends neither a wrong argument nor a missing addon. By its name, since another copy of the package may have made it. */
function isFatal(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && error.name === 'NoAddonError');
}

function isSameCause(one: unknown, other: unknown): boolean {
  if (WindowsError.is(one) && WindowsError.is(other)) return one.code === other.code && one.reason === other.reason;
  return one instanceof Error && other instanceof Error && one.name === other.name && one.message === other.message;
}
