import type { SessionDetails } from '../../terminal/sessions/types.js';
import type { SessionHost } from '../../terminal/types.js';
import type { SessionEvent, SessionWatch, WatchOptions } from '../../terminal/watch/types.js';
import type { Call } from '../call.js';
import { isNoAddon, type Problem, problemOf } from '../problem.js';
import { pause } from './pause.js';

/** Before a host that failed is tried again. */
const BACK_OFF_MS = [1_000, 2_000, 5_000, 15_000, 30_000];

export type GapReason = Extract<SessionEvent, { type: 'gap' }>['reason'];

export type FollowerState =
  | { readonly at: 'opening' | 'live' }
  | { readonly at: 'lost'; readonly reason: GapReason }
  | { readonly at: 'failed'; readonly problem: Problem };

/** Whoever shows what happens. */
export interface Reader {
  /** The next event waits for what this answers. */
  event(from: Follower, event: SessionEvent): void | Promise<void>;
  /** The table or the state is another. */
  changed(from: Follower): void;
  /** Told once for each cause, however often it is tried again. */
  failed(from: Follower, problem: Problem): void;
}

const NOBODY: ReadonlyMap<number, SessionDetails> = new Map();

/** Follows one host. Another machine that fails is opened again and again; the others know nothing of it. */
export class Follower {
  /** As it was given; `undefined` is this machine. */
  readonly given: string | undefined;
  readonly #call: Call;
  readonly #options: WatchOptions;
  readonly #reader: Reader;
  #state: FollowerState = { at: 'opening' };
  #wasLive = false;
  #host: SessionHost | undefined;
  #watch: SessionWatch | undefined;

  constructor(call: Call, given: string | undefined, options: WatchOptions, reader: Reader) {
    this.#call = call;
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
        const isFatal = isNoAddon(error) || error instanceof TypeError;
        if (isFatal || (this.given === undefined && failures === 0 && !this.#wasLive)) throw error;
        if (this.#wasLive) failures = 0;
        const problem = problemOf(error, { host: this.name, timeout: this.#call.values.timeout });
        const isKnown = !this.#wasLive && last.at === 'failed' && last.problem.brief === problem.brief;
        this.#become({ at: 'failed', problem });
        if (!isKnown) this.#reader.failed(this, problem);
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
    const { winstation, values } = this.#call;
    // A timeout for one event is no limit for the host.
    const timeout = values.texts('until') ? undefined : values.timeout;
    const host =
      this.given === undefined ? winstation.localHost() : await winstation.openHost(this.given, { signal, timeout });
    this.#host = host;
    const { types } = this.#options;
    const watch = host.watch({
      ...this.#options,
      // Whoever comes back says how it is now, as after a gap.
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
