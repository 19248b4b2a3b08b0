import type { SessionDetails } from '../../lib/terminal/sessions/types.js';
import type { SessionHost } from '../../lib/terminal/types.js';
import { ABOUT_TYPES } from '../../lib/terminal/watch/observed-event.js';
import type { EventType, SessionEvent, SessionWatch } from '../../lib/terminal/watch/types.js';
import type { Settled } from './calls.js';
import type { History } from './history.js';
import { type HostName, type Step, WANTED } from './steps.js';

export type WatchStep = Extract<Step, { readonly do: 'watch' }>;

/** An event, and the number of notices that had been posted on its host when it was read. */
export interface Read {
  readonly event: SessionEvent;
  readonly after: number;
  /** Milliseconds since the world began. */
  readonly at: number;
}

/** The reader that leaves does so after this number of events. */
const ENOUGH = 3;

/** The types of a watch; `undefined`: all types of its host. */
export function wantedTypes({ host, poll, wanted = 'all' }: WatchStep): readonly EventType[] | undefined {
  // Another machine reports no locks, unless it is polled.
  return wanted === 'locks' && host === 'THERE' && poll === undefined ? undefined : WANTED[wanted];
}

/** A watch, and what one reader gets from it. */
export class Stream {
  readonly step: WatchStep;
  readonly of: SessionHost;
  readonly watch: SessionWatch;
  readonly read: Read[] = [];
  /** The version of the host with which it began. */
  readonly since: number;
  /** The table at the last `change`, where there is a listener for it. */
  changed: ReadonlyMap<number, SessionDetails> | undefined;
  /** The end of the stream. */
  ended: { readonly error?: unknown } | undefined;
  /** The program closed it, or its host. */
  isClosed = false;
  /** Its only reader left, which ends it. */
  hasLeft = false;
  /** What listeners got after the end. */
  readonly late: string[] = [];
  /** It ended because its first snapshot did not come in time. */
  wasTooLate = false;
  #isArmed = false;
  readonly #abort: AbortController;
  readonly #history: History;
  readonly #elapsed: () => number;
  #cursor: AsyncIterator<SessionEvent> | undefined;
  #isReading = false;

  constructor(
    step: WatchStep,
    watch: SessionWatch,
    abort: AbortController,
    of: SessionHost,
    history: History,
    elapsed: () => number,
  ) {
    this.step = step;
    this.of = of;
    this.watch = watch;
    this.since = history.look();
    this.#abort = abort;
    this.#history = history;
    this.#elapsed = elapsed;
    if (step.reader === 'listen' || step.reader === 'closes') this.#listen();
    else if (step.reader === 'slow') this.#cursor = watch[Symbol.asyncIterator]();
    else void this.#iterate();
  }

  get host(): HostName {
    return this.step.host;
  }

  get isOpen(): boolean {
    return !(this.isClosed || this.hasLeft || this.ended);
  }

  /** `ready` has settled. */
  armed({ error }: Settled): void {
    this.#isArmed = error === undefined;
    this.wasTooLate = (error as Error | undefined)?.name === 'TimeoutError';
  }

  /** Whether it was ready at that time, and has reported no gap since. Events that a slow reader has not read yet count too. */
  isSilentSince(elapsed: number): boolean {
    const lastGap = this.read.findLast(({ event }) => event.type === 'gap')?.at ?? -1;
    return this.#isArmed && this.step.reader !== 'slow' && lastGap < elapsed;
  }

  close(): void {
    this.isClosed = true;
    void this.watch.close();
  }

  abort(): void {
    this.isClosed = true;
    this.#abort.abort();
  }

  /** Reads one more event, if the reader does not read by itself. */
  async readOne(): Promise<void> {
    if (!this.#cursor || this.#isReading || this.ended) return;
    this.#isReading = true;
    try {
      const { done, value } = await this.#cursor.next();
      if (done) this.ended = {};
      else this.#take(value);
    } catch (error) {
      this.ended = { error };
    }
    this.#isReading = false;
  }

  async #iterate(): Promise<void> {
    const leaves = this.step.reader === 'leaves';
    if (leaves) this.#listenForErrors();
    try {
      for await (const event of this.watch) {
        this.#take(event);
        if (!leaves || this.read.length < ENOUGH) continue;
        this.hasLeft = true;
        break;
      }
      this.ended ??= {};
    } catch (error) {
      this.ended = { error };
    }
  }

  #listen(): void {
    for (const type of this.#types()) {
      this.watch.on(type as 'lock', event => {
        if (this.isClosed) this.late.push(event.type);
        else this.#take(event);
        if (type === 'snapshot' && this.step.reader === 'closes') this.close();
      });
    }
    this.watch.on('change', rows => {
      if (this.isClosed) this.late.push('change');
      this.changed = new Map(rows);
    });
    this.#listenForErrors();
  }

  #listenForErrors(): void {
    this.watch.on('error', error => {
      this.ended = { error };
    });
  }

  #take(event: SessionEvent): void {
    this.read.push({ event, after: this.#history.posted.length, at: this.#elapsed() });
  }

  #types(): readonly EventType[] {
    const wanted = wantedTypes(this.step);
    if (wanted) return ['snapshot', 'gap', ...wanted];
    const { host, poll } = this.step;
    const notReported: readonly EventType[] =
      host === 'HERE'
        ? []
        : ['remoteControl', 'desktopReady', ...(poll === undefined ? (['lock', 'unlock'] as const) : [])];
    return ['snapshot', 'gap', ...ABOUT_TYPES.filter(type => !notReported.includes(type))];
  }
}
