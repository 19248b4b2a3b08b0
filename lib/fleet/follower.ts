import { WindowsError } from '../errors/windows-error.js';
import type { SessionDetails } from '../terminal/sessions/types.js';
import type { SessionHost } from '../terminal/types.js';
import type { SessionEvent, SessionWatch, WatchOptions } from '../terminal/watch/types.js';
import type { Winstation } from '../winstation-types.js';
import { pause } from './pause.js';

/** The pauses before a host that failed is tried again. */
const BACK_OFF_MS = [1_000, 2_000, 5_000, 15_000, 30_000];

export type GapReason = Extract<SessionEvent, { type: 'gap' }>['reason'];

export type FollowerState =
  | { readonly at: 'opening' | 'live' }
  | { readonly at: 'lost'; readonly reason: GapReason }
  | { readonly at: 'failed'; readonly error: unknown };

export interface Reader {
  /** The next event waits for the returned promise. */
  event(from: Follower, event: SessionEvent): void | Promise<void>;
  /** The table or the state has changed. */
  changed(from: Follower): void;
  /** Called once for each cause, however often the host is tried again. */
  failed(from: Follower, error: unknown): void;
}

export interface FollowOptions {
  readonly watch: WatchOptions;
  /** The time limit for each attempt to open another machine. */
  readonly openTimeout: number | undefined;
}

const NO_SESSIONS: ReadonlyMap<number, SessionDetails> = new Map();

/** Follows one host. Another machine that fails is opened again and again, without an effect on other hosts. */
export class Follower {
  /** The name as it was given; `undefined` is this machine. */
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
    return this.#watch?.sessions ?? NO_SESSIONS;
  }

  /** The host, while it can be asked. */
  get host(): SessionHost | undefined {
    return this.#state.at === 'live' ? this.#host : undefined;
  }

  /** Follows until the signal is aborted. Rejects with an error that another try would not change. */
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
        this.#setState({ at: 'failed', error });
        if (!isKnown) this.#reader.failed(this, error);
      } finally {
        // Nobody waits for this: a host that does not answer may not answer this either.
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
      // A host that works again begins with a snapshot, as after a gap.
      types: again && types ? [...new Set([...types, 'snapshot' as const])] : types,
      signal,
    });
    this.#watch = watch;
    watch.on('change', () => this.#reader.changed(this));
    watch.ready.then(
      () => {
        if (this.#watch === watch && !this.#wasLive) this.#setState({ at: 'live' });
      },
      () => {},
    );
    for await (const event of watch) {
      if (event.type === 'gap' && event.reason !== 'slow') this.#setState({ at: 'lost', reason: event.reason });
      else if (event.type === 'snapshot') this.#setState({ at: 'live' });
      await this.#reader.event(this, event);
    }
  }

  #setState(state: FollowerState): void {
    this.#state = state;
    if (state.at === 'live') this.#wasLive = true;
    this.#reader.changed(this);
  }
}

/**
 * Another try changes neither a wrong argument nor a missing addon. The name is compared, because another copy of the package may
 * have made the error.
 */
function isFatal(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && error.name === 'NoAddonError');
}

function isSameCause(one: unknown, other: unknown): boolean {
  if (WindowsError.is(one) && WindowsError.is(other)) return one.code === other.code && one.reason === other.reason;
  return one instanceof Error && other instanceof Error && one.name === other.name && one.message === other.message;
}
