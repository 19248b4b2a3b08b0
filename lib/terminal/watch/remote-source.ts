import { traced } from '../../base/trace.js';
import { WindowsError } from '../../errors/windows-error.js';
import { FALLBACK_ON } from '../fallback.js';
import { VOCABULARY } from '../hints.js';
import type { HostContext } from '../host-context.js';
import type { SessionDetails } from '../sessions/types.js';
import type { SystemEventWaiter } from './contract.js';
import { differences } from './diff.js';
import { type Fetched, fetchSessions } from './fetch.js';
import { SYSTEM_EVENTS } from './notice-codes.js';
import { ANSWER_MS, Retries } from './retries.js';
import { isIncomplete, merged } from './row-merge.js';
import type { Source, SourceListener } from './source.js';
import { Stopper } from './stopper.js';

const RESYNC_MS = 60_000;
/** It is not known when the first wait begins on its thread. A second list shows what happens before it does. */
const SETTLE_MS = 1_000;
/** Pauses after a failure, and after an answer that came at once: some servers answer FALSE without waiting. */
const BACK_OFF_MS = [250, 500, 1_000, 2_000, 5_000, 15_000, 60_000];

/** A connection lasts from the first wait until it breaks. */
interface Connection {
  readonly waiter: SystemEventWaiter;
  readonly stopper: Stopper;
  table: ReadonlyMap<number, SessionDetails> | undefined;
  /** When the first list came. */
  since: number;
  list: 'none' | 'under way' | 'again';
}

/**
 * Another machine reports only that something has happened, so its list is compared with the last one. The next wait begins
 * before each list, so that whatever happens during the list leads to another one.
 */
export class RemoteSource implements Source {
  readonly #host: HostContext;
  readonly #pollMs: number;
  readonly #answerMs: number;
  readonly #retries = new Retries(BACK_OFF_MS);
  readonly #unsettledRetries = new Retries(BACK_OFF_MS);
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

  /** Nothing to do: on another machine this shows as a connection that breaks. */
  noSessionManager(): void {}

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
        if (!answer.ok && VOCABULARY.reasonOf(answer.code) === 'unreachable') {
          this.#broken(connection);
          return;
        }
        if (answer.ok && answer.value !== SYSTEM_EVENTS.WTS_EVENT_NONE) {
          this.#retries.reset();
          this.#arm(connection);
        } else {
          this.#after(connection, this.#retries.pause(), () => this.#arm(connection));
        }
        this.#list(connection);
      },
      () => {
        // The waiter was closed, and only `#disconnect` closes it.
      },
    );
  }

  #tick(connection: Connection): void {
    this.#after(connection, this.#pollMs, () => {
      this.#list(connection);
      this.#tick(connection);
    });
  }

  /** Takes one list at a time. What comes during a list leads to one more after it. */
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
      if (!this.#wasArmed && !isTemporary(error)) this.#listener?.failed(error as Error);
      else this.#broken(connection);
    }
  }

  /** A host that hangs counts as unreachable: a list has no more time than any other call. */
  async #fetch(stopper: Stopper, sidsLater: boolean): Promise<Fetched> {
    return await fetchSessions(this.#host, { signal: stopper, timeout: this.#answerMs }, { sidsLater });
  }

  #compare(connection: Connection, { rows, unsettled }: Fetched): void {
    const before = connection.table;
    const now = new Map(rows.map(row => [row.id, merged(before?.get(row.id), row)]));
    for (const id of unsettled) {
      const was = before?.get(id);
      if (was && !now.has(id)) now.set(id, was);
    }
    connection.table = now;
    this.#settle(connection, unsettled.length > 0 || rows.some(isIncomplete));
    if (!before) {
      connection.since = this.#host.backend.clock.monotonic();
      this.#wasArmed = true;
      this.#listener?.armed([...now.values()]);
      return;
    }
    const time = this.#host.backend.clock.now();
    for (const observed of differences(before, now, time)) this.#listener?.happened(observed);
    this.#listener?.listed([...now.values()]);
  }

  /** Takes another list soon when Windows did not answer for some sessions. */
  #settle(connection: Connection, isUnsettled: boolean): void {
    if (isUnsettled) this.#after(connection, this.#unsettledRetries.pause(), () => this.#list(connection));
    else this.#unsettledRetries.reset();
  }

  /** The connection is of no use any more. Events are missed until there is another one, so there is a gap. */
  #broken(connection: Connection): void {
    if (this.#connection !== connection) return;
    this.#disconnect();
    if (connection.table) {
      const { clock } = this.#host.backend;
      // A connection that answers lists but breaks at each wait must not lead to a fast loop.
      if (clock.monotonic() - connection.since >= RESYNC_MS) this.#retries.reset();
      this.#listener?.gap('connection-lost', undefined, clock.now());
    }
    this.#reconnect();
  }

  /** Begins with a list: on a host that hangs, each try with a wait would leave one more thread behind. */
  async #reconnect(): Promise<void> {
    const { clock } = this.#host.backend;
    for (;;) {
      await this.#end.pause(clock, this.#retries.pause());
      if (this.#end.aborted) return;
      try {
        await this.#fetch(this.#end, true);
        if (!this.#end.aborted) this.#connect();
        return;
      } catch (error) {
        if (this.#end.aborted) return;
        if (this.#wasArmed || isTemporary(error)) continue;
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

/** A separate function: TypeScript does not know that `list` may have changed during the wait. */
function isWantedAgain({ list }: Connection): boolean {
  return list === 'again';
}

/** A host that cannot be reached may come back; one that refuses will refuse again. */
function isTemporary(error: unknown): boolean {
  return !WindowsError.is(error) || error.reason === 'unreachable' || error.reason === 'busy';
}
