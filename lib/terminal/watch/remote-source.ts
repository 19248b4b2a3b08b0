import { traced } from '../../base/trace.js';
import { reasonOf } from '../../errors/reasons.js';
import { WindowsError } from '../../errors/windows-error.js';
import { FALLBACK_ON } from '../fallback.js';
import type { HostContext } from '../host-context.js';
import type { SessionDetails } from '../sessions/types.js';
import type { SystemEventWaiter } from './contract.js';
import { differences } from './diff.js';
import { type Fetched, fetchSessions } from './fetch.js';
import { SYSTEM_EVENTS } from './notice-codes.js';
import { ANSWER_MS, Stopper, Tries } from './patience.js';
import { continued, isPassing } from './row-merge.js';
import type { Source, SourceListener } from './source.js';

const RESYNC_MS = 60_000;
/** The first wait begins on a thread of its own, and nobody can say when: what happens before that shows in a second list. */
const SETTLE_MS = 1_000;
/** After a failure, and also between two answers that come at once: some servers answer FALSE without waiting. */
const BACK_OFF_MS = [250, 500, 1_000, 2_000, 5_000, 15_000, 60_000];

/** The time of a connection: from the first wait until the connection breaks. */
interface Connection {
  readonly waiter: SystemEventWaiter;
  readonly stopper: Stopper;
  table: ReadonlyMap<number, SessionDetails> | undefined;
  /** When the first list came. */
  since: number;
  list: 'none' | 'under way' | 'again';
}

/**
 * Another machine reports only that something has happened, so its list is compared with the last. The wait is armed again
 * before each list, so that what happens meanwhile leads to another.
 */
export class RemoteSource implements Source {
  readonly #host: HostContext;
  readonly #pollMs: number;
  readonly #answerMs: number;
  readonly #tries = new Tries(BACK_OFF_MS);
  readonly #unsettledTries = new Tries(BACK_OFF_MS);
  readonly #end = new Stopper();
  #listener: SourceListener | undefined;
  #connection: Connection | undefined;
  #wasArmed = false;

  constructor(host: HostContext, pollMs: number | undefined) {
    this.#host = host;
    this.#pollMs = Math.min(pollMs ?? RESYNC_MS, RESYNC_MS);
    const { timeout = ANSWER_MS } = host;
    this.#answerMs = Number.isFinite(timeout) ? timeout : ANSWER_MS;
  }

  get state(): { readonly armed: boolean; readonly snapshot?: readonly SessionDetails[] } {
    const table = this.#connection?.table;
    return table ? { armed: true, snapshot: [...table.values()] } : { armed: false };
  }

  open(listener: SourceListener): void {
    this.#listener = listener;
    this.#connect();
  }

  close(): void {
    this.#listener = undefined;
    this.#end.stop();
    this.#disconnect();
  }

  /** Here that is a connection that breaks. */
  withoutManager(): void {}

  #connect(): void {
    const { backend, remote = '' } = this.#host;
    const waiter = backend.terminal.openEventWaiter(remote, FALLBACK_ON);
    const connection: Connection = { waiter, stopper: new Stopper(), table: undefined, since: 0, list: 'none' };
    this.#connection = connection;
    this.#arm(connection);
    this.#list(connection);
    this.#after(connection, SETTLE_MS, () => this.#list(connection));
    this.#tick(connection);
  }

  #disconnect(): void {
    this.#connection?.stopper.stop();
    this.#connection?.waiter.close();
    this.#connection = undefined;
  }

  #arm(connection: Connection): void {
    connection.waiter.wait(SYSTEM_EVENTS.WTS_EVENT_ALL).then(
      answer => {
        traced(this.#host.name, 'WTSWaitSystemEvent', answer);
        if (this.#connection !== connection) return;
        if (!answer.ok && reasonOf(answer.code) === 'unreachable') {
          this.#broken(connection);
          return;
        }
        if (answer.ok && answer.value !== SYSTEM_EVENTS.WTS_EVENT_NONE) {
          this.#tries.reset();
          this.#arm(connection);
        } else {
          this.#after(connection, this.#tries.pause(), () => this.#arm(connection));
        }
        this.#list(connection);
      },
      () => {
        // Written off under us: only a close does that, and then nobody listens.
      },
    );
  }

  #tick(connection: Connection): void {
    this.#after(connection, this.#pollMs, () => {
      this.#list(connection);
      this.#tick(connection);
    });
  }

  /** One list at a time; what comes while it is taken leads to another after it. */
  async #list(connection: Connection): Promise<void> {
    if (connection.list !== 'none') {
      connection.list = 'again';
      return;
    }
    try {
      do {
        connection.list = 'under way';
        const fetched = await this.#fetch(connection.stopper, connection.table === undefined);
        if (this.#connection !== connection) return;
        this.#compare(connection, fetched);
      } while (isWantedAgain(connection));
      connection.list = 'none';
    } catch (error) {
      if (this.#connection !== connection) return;
      if (!this.#wasArmed && !mayPass(error)) this.#listener?.failed(error as Error);
      else this.#broken(connection);
    }
  }

  /** A host that hangs is as good as gone: no list is waited for longer than any other call. */
  async #fetch(stopper: Stopper, sidsLater: boolean): Promise<Fetched> {
    return await fetchSessions(this.#host, { signal: stopper, timeout: this.#answerMs }, { sidsLater });
  }

  #compare(connection: Connection, { rows, unsettled }: Fetched): void {
    const before = connection.table;
    const now = new Map(rows.map(row => [row.id, continued(before?.get(row.id), row)]));
    for (const id of unsettled) {
      const was = before?.get(id);
      if (was && !now.has(id)) now.set(id, was);
    }
    connection.table = now;
    this.#settle(connection, unsettled.length > 0 || rows.some(isPassing));
    if (!before) {
      connection.since = this.#host.backend.clock.monotonic();
      this.#wasArmed = true;
      this.#listener?.armed([...now.values()]);
      return;
    }
    const time = this.#host.backend.clock.now();
    for (const happening of differences(before, now, time)) this.#listener?.happened(happening);
    this.#listener?.listed([...now.values()]);
  }

  /** What could not be said of some sessions is asked again before long. */
  #settle(connection: Connection, isUnsettled: boolean): void {
    if (isUnsettled) this.#after(connection, this.#unsettledTries.pause(), () => this.#list(connection));
    else this.#unsettledTries.reset();
  }

  /** The connection does not serve any more: what happens until it is back is not reported, and that is. */
  #broken(connection: Connection): void {
    if (this.#connection !== connection) return;
    this.#disconnect();
    if (connection.table) {
      const { clock } = this.#host.backend;
      // One that lists but breaks at each wait is no reason to hurry.
      if (clock.monotonic() - connection.since >= RESYNC_MS) this.#tries.reset();
      this.#listener?.gap('connection-lost', undefined, clock.now());
    }
    this.#reconnect();
  }

  /** A list first: a wait of a host that hangs would never come back, and one would be left behind by each try. */
  async #reconnect(): Promise<void> {
    const { clock } = this.#host.backend;
    for (;;) {
      await this.#end.pause(clock, this.#tries.pause());
      if (this.#end.aborted) return;
      try {
        await this.#fetch(this.#end, true);
        if (!this.#end.aborted) this.#connect();
        return;
      } catch (error) {
        if (this.#end.aborted) return;
        if (this.#wasArmed || mayPass(error)) continue;
        this.#listener?.failed(error as Error);
        return;
      }
    }
  }

  #after(connection: Connection, ms: number, due: () => void): void {
    connection.stopper.pause(this.#host.backend.clock, ms).then(() => {
      if (this.#connection === connection) due();
    });
  }
}

/** A function of its own, since the list may have changed it meanwhile. */
function isWantedAgain({ list }: Connection): boolean {
  return list === 'again';
}

/** A host that cannot be reached may come back; one that refuses will refuse again. */
function mayPass(error: unknown): boolean {
  return !WindowsError.is(error) || error.reason === 'unreachable' || error.reason === 'busy';
}
