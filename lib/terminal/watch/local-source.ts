import { traced } from '../../base/trace.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import { type HostContext, hostError } from '../host-context.js';
import { MAX_SESSION_ID } from '../sessions/filter.js';
import type { NoticeWindow } from './contract.js';
import { typeOf } from './observed-event.js';
import { Retries } from './retries.js';
import { ServiceMonitor } from './service-monitor.js';
import type { Source, SourceListener } from './source.js';
import { Stopper } from './stopper.js';

/** How long one wait for `Global\TermSrvReadyEvent` takes; the event may be missing while the service is down. */
const READY_WAIT_MS = 5_000;
const RETRY_MS = [100, 250, 500, 1_000, 2_000, 5_000];

interface Open {
  readonly window: NoticeWindow;
  readonly listener: SourceListener;
  readonly stopper: Stopper;
  service: ServiceMonitor | undefined;
  /** `'again'`: the registration under way is out of date and must be repeated. */
  registration: 'none' | 'under way' | 'again' | 'good';
}

/**
 * The notices of this machine. The answer of the registration decides whether they come, not the state of a service. Until
 * Windows is ready, it fails with RPC_S_INVALID_BINDING and is tried again. When it may have been lost, there is a gap, and the
 * window is unregistered and registered again.
 */
export class LocalSource implements Source {
  readonly #host: HostContext;
  #open: Open | undefined;

  constructor(host: HostContext) {
    this.#host = host;
  }

  get state(): { readonly armed: boolean } {
    return { armed: this.#open?.registration === 'good' };
  }

  open(listener: SourceListener): void {
    const window = this.#host.backend.terminal.openNoticeWindow({
      notice: (event, sessionId, time) => {
        const type = typeOf(event);
        // Any program of the desktop may post a notice. These are the numbers for "this session" and "any session".
        if (type && sessionId <= MAX_SESSION_ID) listener.happened({ type, sessionId, time });
      },
      lost: count => {
        listener.gap('slow', count, this.#host.backend.clock.now());
        if (this.state.armed) listener.armed();
      },
      service: state => this.#open?.service?.state(state),
    });
    const open: Open = { window, listener, stopper: new Stopper(), service: undefined, registration: 'none' };
    this.#open = open;
    this.#register(open);
    open.service = new ServiceMonitor(this.#host, window, () => this.#registerAgain(open));
  }

  close(): void {
    const open = this.#open;
    this.#open = undefined;
    open?.stopper.stop();
    open?.service?.end();
    open?.window.close();
  }

  /** The session manager keeps the registrations. If it was not there, they may be lost. */
  noSessionManager(): void {
    if (this.#open) this.#registerAgain(this.#open);
  }

  #registerAgain(open: Open): void {
    if (this.#open !== open) return;
    if (open.registration === 'under way') open.registration = 'again';
    if (open.registration !== 'good') return;
    open.registration = 'none';
    open.listener.gap('service-restart', undefined, this.#host.backend.clock.now());
    this.#register(open, true);
  }

  /** Repeats it until it is good. An old registration is given back first, so that the window never holds two. */
  async #register(open: Open, hadOne = false): Promise<void> {
    const { window, stopper } = open;
    const retries = new Retries(RETRY_MS);
    let isLeft = hadOne;
    try {
      for (;;) {
        open.registration = 'under way';
        if (isLeft) await window.unregister();
        const answer = traced(this.#host.name, 'WTSRegisterSessionNotificationEx', await window.register());
        if (stopper.aborted) return;
        isLeft = answer.ok;
        if (answer.ok && !isOutOfDate(open)) {
          open.registration = 'good';
          open.service?.registered();
          open.listener.armed();
          return;
        }
        if (!answer.ok && !(await this.#mayTryAgain(open, retries, answer))) return;
        if (stopper.aborted) return;
      }
    } catch {
      // The window was closed during the question: nobody listens any more.
    }
  }

  async #mayTryAgain(
    { window, listener, stopper }: Open,
    retries: Retries,
    failure: Parameters<typeof hostError>[1],
  ): Promise<boolean> {
    const error = hostError(this.#host, failure);
    const isOutage = error.reason === 'unreachable' || error.reason === 'busy';
    if (!isOutage || failure.syscall !== 'WTSRegisterSessionNotificationEx') {
      listener.failed(error);
      return false;
    }
    const pause = retries.pause();
    if (failure.code === E.RPC_S_INVALID_BINDING) {
      const ready = await window.awaitReady(READY_WAIT_MS);
      // The event may be signalled a little before the service answers. So only the first retry follows without a pause.
      if (ready.ok && ready.value && pause === RETRY_MS[0]) return true;
    }
    await stopper.pause(this.#host.backend.clock, pause);
    return true;
  }
}

/** A separate function: TypeScript does not know that `registration` may have changed during the wait. */
function isOutOfDate({ registration }: Open): boolean {
  return registration === 'again';
}
