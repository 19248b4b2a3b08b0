import { ERROR_CODES as E } from '../../errors/codes.js';
import { traced } from '../../trace.js';
import type { NoticeWindow } from '../events-contract.js';
import { type HostContext, hostError } from '../host-context.js';
import { SERVICE_NEWS } from '../notice-codes.js';
import { typeOf } from './happening.js';
import type { Source, SourceListener } from './source.js';

/** How long one wait for `Global\TermSrvReadyEvent` takes; the event may be missing while the service is down. */
const READY_WAIT_MS = 5_000;
const RETRY_MS = [100, 250, 500, 1_000, 2_000, 5_000];
/** Terminal Services take longer than this to go and to come back. */
const UNSEEN_MS = 500;
/** After so long without one, failures to be told of the service are counted anew. */
const CALM_MS = 60_000;

/**
 * The notices of this machine. Registering fails with RPC_S_INVALID_BINDING until Terminal Services is up: then it waits
 * for the event that says so, and tries again. When the service restarts, the registration is gone and is made anew.
 */
export class LocalSource implements Source {
  readonly #host: HostContext;
  #window: NoticeWindow | undefined;
  #listener: SourceListener | undefined;
  #cancelRetry: (() => void) | undefined;
  #cancelAsking: (() => void) | undefined;
  #registered = false;
  #registering = false;
  /** Since when nobody would have been told that the service stops. */
  #blindSince = 0;
  /** How often in a row the telling failed, and when last. */
  #untold = 0;
  #untoldAt = 0;
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
      service: (state, time) => this.#service(state, time),
    });
    this.#window = window;
    this.#register(window, 0);
    this.#watchService(window);
  }

  close(): void {
    this.#listener = undefined;
    this.#cancelRetry?.();
    this.#cancelAsking?.();
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
        this.#blindSince = Math.max(this.#blindSince, this.#host.backend.clock.now());
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

  /**
   * Asks to be told of the service. Should that fail for good, a restart goes unnoticed, but the events of this run of the
   * service still come.
   */
  async #watchService(window: NoticeWindow): Promise<void> {
    try {
      const answer = await window.watchService();
      if (this.#window !== window) return;
      if (!answer.ok) this.#watchServiceLater(window);
      else if (this.#registered && this.#host.backend.clock.now() - this.#blindSince >= UNSEEN_MS)
        this.#restarted(window);
    } catch {
      // The window was closed under the question.
    }
  }

  /** Never at once: a Windows that answers every question and refuses the next one would keep two threads busy for ever. */
  #watchServiceLater(window: NoticeWindow): void {
    const { clock } = this.#host.backend;
    const now = clock.now();
    if (now - this.#untoldAt >= CALM_MS) this.#untold = 0;
    this.#untoldAt = now;
    const pause = RETRY_MS[this.#untold];
    this.#untold += 1;
    if (pause !== undefined) this.#cancelAsking = clock.after(pause, () => this.#watchService(window));
  }

  #service(state: number, time: number): void {
    const window = this.#window;
    if (!window) return;
    switch (state) {
      case SERVICE_NEWS.SERVICE_STOPPED:
        this.#stops += 1;
        if (this.#registered) this.#lost();
        break;
      case SERVICE_NEWS.SERVICE_RUNNING:
        this.#registerAnew(window);
        break;
      case SERVICE_NEWS.UNTOLD:
        this.#blindSince = time;
        // Nobody would tell when it runs again.
        this.#registerAnew(window);
        this.#watchServiceLater(window);
        break;
    }
  }

  /** Perhaps: nobody was told. */
  #restarted(window: NoticeWindow): void {
    this.#stops += 1;
    this.#lost();
    this.#registerAnew(window);
  }

  #lost(): void {
    this.#registered = false;
    this.#listener?.gap('service-restart', undefined, this.#host.backend.clock.now());
  }

  #registerAnew(window: NoticeWindow): void {
    if (this.#registered || this.#registering) return;
    this.#registering = true;
    // What is left of the old registration is given back, so that the window does not hold two.
    window
      .unregister()
      .then(() => this.#register(window, 0))
      .catch(() => {});
  }
}
