import { ERROR_CODES as E } from '../../errors/codes.js';
import { traced } from '../../trace.js';
import type { NoticeWindow } from '../events-contract.js';
import { type HostContext, hostError } from '../host-context.js';
import { typeOf } from './happening.js';
import type { Source, SourceListener } from './source.js';

const SERVICE_STOPPED = 1;
const SERVICE_RUNNING = 4;
/** How long one wait for `Global\TermSrvReadyEvent` takes; the event may be missing while the service is down. */
const READY_WAIT_MS = 5_000;
const RETRY_MS = [100, 250, 500, 1_000, 2_000, 5_000];

/**
 * The notices of this machine. Registering fails with RPC_S_INVALID_BINDING until Terminal Services is up: then it waits
 * for the event that says so, and tries again. When the service restarts, the registration is gone and is made anew.
 */
export class LocalSource implements Source {
  readonly #host: HostContext;
  #window: NoticeWindow | undefined;
  #listener: SourceListener | undefined;
  #cancelRetry: (() => void) | undefined;
  #registered = false;
  #registering = false;
  /** How often the service has stopped: a registration that it overtook is worth nothing. */
  #stops = 0;

  constructor(host: HostContext) {
    this.#host = host;
  }

  get state(): { readonly armed: boolean } {
    return { armed: this.#registered };
  }

  open(listener: SourceListener): void {
    this.#listener = listener;
    const window = this.#host.backend.terminal.openNoticeWindow({
      notice: (event, sessionId, time) => {
        const type = typeOf(event);
        if (type) listener.happened({ type, sessionId, time });
      },
      lost: count => {
        listener.gap('slow', count, this.#host.backend.clock.now());
        listener.armed();
      },
      service: state => this.#service(state),
    });
    this.#window = window;
    this.#register(window, 0);
    // Without it a restart goes unnoticed, but the events of this run of the service still come.
    window.watchService().catch(() => {});
  }

  close(): void {
    this.#listener = undefined;
    this.#cancelRetry?.();
    this.#window?.close();
    this.#window = undefined;
    this.#registered = false;
  }

  async #register(window: NoticeWindow, attempt: number): Promise<void> {
    this.#registering = true;
    try {
      const stops = this.#stops;
      const answer = traced(this.#host.name, 'WTSRegisterSessionNotificationEx', await window.register());
      if (this.#window !== window) return;
      if (answer.ok && stops === this.#stops) {
        this.#registering = false;
        this.#registered = true;
        this.#listener?.armed();
        return;
      }
      if (answer.ok) await window.unregister();
      else if (answer.code !== E.RPC_S_INVALID_BINDING) {
        this.#registering = false;
        this.#listener?.failed(hostError(this.#host, answer));
        return;
      }
      const ready = await window.awaitReady(READY_WAIT_MS);
      if (this.#window !== window) return;
      // The event may be signalled a little before the service answers: no attempt follows the last at once.
      const pause = RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? 0;
      this.#cancelRetry = this.#host.backend.clock.after(ready.ok && ready.value && attempt === 0 ? 0 : pause, () => {
        this.#register(window, attempt + 1);
      });
    } catch {
      // The window was closed under the question: nobody listens any more.
      this.#registering = false;
    }
  }

  #service(state: number): void {
    const window = this.#window;
    if (!window) return;
    if (state === SERVICE_STOPPED) this.#stops += 1;
    if (state === SERVICE_STOPPED && this.#registered) {
      this.#registered = false;
      this.#listener?.gap('service-restart', undefined, this.#host.backend.clock.now());
    } else if (state === SERVICE_RUNNING && !this.#registered && !this.#registering) {
      // What is left of the old registration is given back, so that the window does not hold two.
      window
        .unregister()
        .then(() => this.#register(window, 0))
        .catch(() => {});
    }
  }
}
