import { reasonOf } from '../../errors/reasons.js';
import { WindowsError } from '../../errors/windows-error.js';
import { traced } from '../../trace.js';
import type { SystemEventWaiter } from '../events-contract.js';
import { FALLBACK_ON } from '../fallback.js';
import type { HostContext } from '../host-context.js';
import { SYSTEM_EVENTS } from '../notice-codes.js';
import { sessions } from '../sessions.js';
import type { SessionDetails } from '../types.js';
import { differences } from './diff.js';
import type { Source, SourceListener } from './source.js';

const RESYNC_MS = 60_000;
/** The first wait begins on a thread of its own, and nobody can say when: what happens before that shows in a second list. */
const SETTLE_MS = 1_000;
/** After a failure, and also between two answers that come at once: some servers answer FALSE without waiting. */
const BACK_OFF_MS = [250, 500, 1_000, 2_000, 5_000, 15_000, 60_000];

/**
 * Another machine tells only that something has happened, so its list is compared with the last. The wait is armed again
 * before each list, so that what happens meanwhile leads to another.
 */
export class RemoteSource implements Source {
  readonly #host: HostContext;
  readonly #pollMs: number;
  #listener: SourceListener | undefined;
  #waiter: SystemEventWaiter | undefined;
  #table: ReadonlyMap<number, SessionDetails> | undefined;
  #listing = false;
  #again = false;
  #wasArmed = false;
  #failures = 0;
  /** When the first list of the connection came. */
  #since = 0;
  #timers: (() => void)[] = [];

  constructor(host: HostContext, pollMs: number | undefined) {
    this.#host = host;
    this.#pollMs = Math.min(pollMs ?? RESYNC_MS, RESYNC_MS);
  }

  get state(): { readonly armed: boolean; readonly snapshot?: readonly SessionDetails[] } {
    return this.#table ? { armed: true, snapshot: [...this.#table.values()] } : { armed: false };
  }

  open(listener: SourceListener): void {
    this.#listener = listener;
    this.#connect();
  }

  close(): void {
    this.#listener = undefined;
    this.#disconnect();
  }

  #connect(): void {
    const { backend, remote = '' } = this.#host;
    const waiter = backend.terminal.openEventWaiter(remote, FALLBACK_ON);
    this.#waiter = waiter;
    this.#table = undefined;
    this.#arm(waiter);
    this.#list(waiter);
    this.#after(SETTLE_MS, () => this.#list(waiter));
    this.#tick(waiter);
  }

  #disconnect(): void {
    for (const cancel of this.#timers.splice(0)) cancel();
    this.#waiter?.close();
    this.#waiter = undefined;
  }

  #arm(waiter: SystemEventWaiter): void {
    waiter.wait(SYSTEM_EVENTS.WTS_EVENT_ALL).then(
      answer => {
        traced(this.#host.name, 'WTSWaitSystemEvent', answer);
        if (this.#waiter !== waiter) return;
        if (!answer.ok && reasonOf(answer.code) === 'unreachable') {
          this.#broken(waiter);
          return;
        }
        if (answer.ok && answer.value !== SYSTEM_EVENTS.WTS_EVENT_NONE) {
          this.#failures = 0;
          this.#arm(waiter);
        } else {
          this.#after(this.#pause(), () => this.#arm(waiter));
        }
        this.#list(waiter);
      },
      () => {
        // Written off under us: only a close does that, and then nobody listens.
      },
    );
  }

  #tick(waiter: SystemEventWaiter): void {
    this.#after(this.#pollMs, () => {
      this.#list(waiter);
      this.#tick(waiter);
    });
  }

  /** One list at a time; what comes while it is taken leads to another after it. */
  async #list(waiter: SystemEventWaiter): Promise<void> {
    if (this.#listing) {
      this.#again = true;
      return;
    }
    this.#listing = true;
    try {
      do {
        this.#again = false;
        const rows = (await sessions(this.#host, { details: true })) as readonly SessionDetails[];
        if (this.#waiter !== waiter) return;
        this.#compare(new Map(rows.map(row => [row.id, row])));
      } while (this.#again);
    } catch (error) {
      if (this.#waiter !== waiter) return;
      if (!this.#wasArmed && !mayPass(error)) this.#listener?.failed(error as Error);
      else this.#broken(waiter);
    } finally {
      this.#listing = false;
      // Its connection broke under it: the next one has asked for a list of its own.
      if (this.#waiter && this.#waiter !== waiter && this.#again) this.#list(this.#waiter);
    }
  }

  #compare(now: ReadonlyMap<number, SessionDetails>): void {
    const before = this.#table;
    this.#table = now;
    if (!before) {
      this.#since = this.#host.backend.clock.now();
      this.#wasArmed = true;
      this.#listener?.armed([...now.values()]);
      return;
    }
    const time = this.#host.backend.clock.now();
    for (const happening of differences(before, now, time)) this.#listener?.happened(happening);
  }

  /** The connection does not serve any more: what happens until it is back is not told, and that is. */
  #broken(waiter: SystemEventWaiter): void {
    if (this.#waiter !== waiter) return;
    this.#disconnect();
    if (this.#table) {
      const now = this.#host.backend.clock.now();
      // One that lists but breaks at each wait is no reason to hurry.
      if (now - this.#since >= RESYNC_MS) this.#failures = 0;
      this.#listener?.gap('connection-lost', undefined, now);
    }
    this.#table = undefined;
    this.#after(this.#pause(), () => this.#connect());
  }

  #pause(): number {
    const pause = BACK_OFF_MS[Math.min(this.#failures, BACK_OFF_MS.length - 1)] ?? 0;
    this.#failures += 1;
    return pause;
  }

  #after(ms: number, due: () => void): void {
    const cancel = this.#host.backend.clock.after(ms, () => {
      this.#timers = this.#timers.filter(it => it !== cancel);
      due();
    });
    this.#timers.push(cancel);
  }
}

/** A host that cannot be reached may come back; one that refuses will refuse again. */
function mayPass(error: unknown): boolean {
  return !WindowsError.is(error) || error.reason === 'unreachable' || error.reason === 'busy';
}
