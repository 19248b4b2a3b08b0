import { traced } from '../../base/trace.js';
import { ERROR_CODES as E } from '../../errors/codes.js';
import { type HostContext, hostError } from '../host-context.js';
import { MAX_SESSION_ID } from '../sessions/filter.js';
import type { NoticeWindow } from './contract.js';
import { typeOf } from './happening.js';
import { Stopper, Tries } from './patience.js';
import { ServiceNews } from './service-news.js';
import type { Source, SourceListener } from './source.js';

/** How long one wait for `Global\TermSrvReadyEvent` takes; the event may be missing while the service is down. */
const READY_WAIT_MS = 5_000;
const RETRY_MS = [100, 250, 500, 1_000, 2_000, 5_000];

/** A window, and what goes on with it. */
interface Open {
  readonly window: NoticeWindow;
  readonly listener: SourceListener;
  readonly stopper: Stopper;
  news: ServiceNews | undefined;
  /** `'again'`: the registration under way is worth nothing any more. */
  registration: 'none' | 'under way' | 'again' | 'good';
}

/**
 * The notices of this machine. The answer of the registration says whether they come, and not the state of a service: it
 * fails with RPC_S_INVALID_BINDING until Windows is ready, and is then tried again. Where it may have got lost, it is given
 * back and made anew, and that is a gap.
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
      service: state => this.#open?.news?.state(state),
    });
    const open: Open = { window, listener, stopper: new Stopper(), news: undefined, registration: 'none' };
    this.#open = open;
    this.#register(open);
    open.news = new ServiceNews(this.#host, window, () => this.#doubt(open));
  }

  close(): void {
    const open = this.#open;
    this.#open = undefined;
    open?.stopper.stop();
    open?.news?.end();
    open?.window.close();
  }

  /** The session manager keeps the registrations. It may have been away, and they with it. */
  withoutManager(): void {
    if (this.#open) this.#doubt(this.#open);
  }

  #doubt(open: Open): void {
    if (this.#open !== open) return;
    if (open.registration === 'under way') open.registration = 'again';
    if (open.registration !== 'good') return;
    open.registration = 'none';
    open.listener.gap('service-restart', undefined, this.#host.backend.clock.now());
    this.#register(open, true);
  }

  /** Until it is good. What is left of an old registration is given back, so that the window does not hold two. */
  async #register(open: Open, hadOne = false): Promise<void> {
    const { window, stopper } = open;
    const tries = new Tries(RETRY_MS);
    let isLeft = hadOne;
    try {
      for (;;) {
        open.registration = 'under way';
        if (isLeft) await window.unregister();
        const answer = traced(this.#host.name, 'WTSRegisterSessionNotificationEx', await window.register());
        if (stopper.aborted) return;
        isLeft = answer.ok;
        if (answer.ok && !isOvertaken(open)) {
          open.registration = 'good';
          open.news?.registered();
          open.listener.armed();
          return;
        }
        if (!answer.ok && !(await this.#mayTryAgain(open, tries, answer))) return;
        if (stopper.aborted) return;
      }
    } catch {
      // The window was closed under the question: nobody listens any more.
    }
  }

  async #mayTryAgain(
    { window, listener, stopper }: Open,
    tries: Tries,
    failure: Parameters<typeof hostError>[1],
  ): Promise<boolean> {
    const error = hostError(this.#host, failure);
    const isOutage = error.reason === 'unreachable' || error.reason === 'busy';
    if (!isOutage || failure.syscall !== 'WTSRegisterSessionNotificationEx') {
      listener.failed(error);
      return false;
    }
    const pause = tries.pause();
    if (failure.code === E.RPC_S_INVALID_BINDING) {
      const ready = await window.awaitReady(READY_WAIT_MS);
      // The event may be signalled a little before the service answers: only the first attempt follows at once.
      if (ready.ok && ready.value && pause === RETRY_MS[0]) return true;
    }
    await stopper.pause(this.#host.backend.clock, pause);
    return true;
  }
}

/** A function of its own, since the window may have changed it during the wait. */
function isOvertaken({ registration }: Open): boolean {
  return registration === 'again';
}
