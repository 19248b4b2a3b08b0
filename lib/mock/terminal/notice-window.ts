import type { Answer, Failure } from '../../base/answer.js';
import type { ArgsOf } from '../../base/call.js';
import type { Clock } from '../../base/clock.js';
import type { TerminalCallName, TerminalCalls } from '../../terminal/calls.js';
import type { NoticeListener, NoticeWindow } from '../../terminal/watch/contract.js';
import { SERVICE_STATES } from '../../terminal/watch/notice-codes.js';
import type { TerminalAnswer, TerminalCallHandler } from './raw-calls.js';

/** How many notices wait for JavaScript, as in the addon. */
export const RING = 16_384;

const NOTIFY_FOR_ALL_SESSIONS = 1;
const READY_EVENT = 'Global\\TermSrvReadyEvent';
const SERVICE = 'TermService';

export interface MockWindowOptions {
  readonly calls: TerminalCallHandler;
  readonly clock: Clock;
  readonly listener: NoticeListener;
}

/** A window without a window: what would be its thread goes on by promise jobs. */
export class MockNoticeWindow implements NoticeWindow {
  readonly #calls: TerminalCallHandler;
  readonly #clock: Clock;
  readonly #listener: NoticeListener;
  /** Rejects when the window is closed; nothing else rejects the questions. */
  readonly #closing: Promise<never>;
  #reject: (error: Error) => void = () => {};
  #last: Promise<unknown> = Promise.resolve();
  #destroy: (() => void) | undefined;
  #registrations = 0;
  #signalled: (() => void) | undefined;
  #ring: (readonly [event: number, sessionId: number, time: number])[] = [];
  #overflown = 0;
  #busy = false;
  #isAskingForService = false;
  #closed = false;

  constructor({ calls, clock, listener }: MockWindowOptions) {
    this.#calls = calls;
    this.#clock = clock;
    this.#listener = listener;
    this.#closing = new Promise<never>((_, reject) => {
      this.#reject = reject;
    });
    this.#closing.catch(() => {});
  }

  register(): Promise<Answer<undefined>> {
    return this.#answer(async () => {
      const answer = await this.#ask('WTSRegisterSessionNotificationEx', { flags: NOTIFY_FOR_ALL_SESSIONS });
      if (answer.ok) this.#registrations += 1;
      return answer;
    });
  }

  unregister(): Promise<Answer<undefined>> {
    return this.#answer(async () => {
      const answer = await this.#ask('WTSUnRegisterSessionNotificationEx', {});
      if (answer.ok && this.#registrations > 0) this.#registrations -= 1;
      return answer;
    });
  }

  awaitReady(timeoutMs: number): Promise<Answer<boolean>> {
    return this.#answer(async () => {
      let signal: () => void = () => {};
      const signalled = new Promise<boolean>(resolve => {
        signal = () => resolve(true);
      });
      // No signal is missed between opening an event and waiting for it.
      this.#signalled = signal;
      const event = await this.#ask('OpenEventW', { name: READY_EVENT });
      if (!event.ok || event.value) return event;
      let cancel: () => void = () => {};
      const late = new Promise<boolean>(resolve => {
        if (!this.#closed) cancel = this.#clock.after(timeoutMs, () => resolve(false));
      });
      try {
        return { ok: true, value: await Promise.race([signalled, late, this.#closing]) };
      } finally {
        cancel();
      }
    });
  }

  watchService(): Promise<Answer<undefined>> {
    return this.#answer(async () => await this.#ask('NotifyServiceStatusChangeW', { service: SERVICE }));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#reject(new Error('the window is closed'));
    if (!this.#busy && !this.#isAskingForService) this.#giveBack();
  }

  /** By the thread, after the question under way. */
  #giveBack(): void {
    for (; this.#registrations > 0; this.#registrations--) void this.#ask('WTSUnRegisterSessionNotificationEx', {});
    this.#destroy?.();
    this.#destroy = undefined;
  }

  /** The thread and its window, made before the first question. */
  async #open(): Promise<Failure | undefined> {
    if (this.#destroy) return undefined;
    const thread = await this.#ask('CreateThread', {});
    if (!thread.ok) return thread;
    const window = await this.#ask('CreateWindowExW', {});
    if (!window.ok) return window;
    this.#throwIfClosed();
    this.#destroy = this.#calls.subscribe(this, {
      notice: (event, sessionId) => this.#notice(event, sessionId),
      lost: count => {
        this.#drain();
        if (!this.#closed) this.#listener.lost(count);
      },
      service: state => this.#service(state),
      ready: () => this.#signalled?.(),
    });
    return undefined;
  }

  /** The loop is woken once for all that came before it gets to it. */
  #notice(event: number, sessionId: number): void {
    if (this.#ring.length === RING) {
      this.#overflown += 1;
      return;
    }
    this.#ring.push([event, sessionId, this.#clock.now()]);
    if (this.#ring.length === 1) Promise.resolve().then(() => this.#drain());
  }

  #drain(): void {
    const notices = this.#ring;
    const overflown = this.#overflown;
    this.#ring = [];
    this.#overflown = 0;
    for (const [event, sessionId, time] of notices) {
      if (this.#closed) return;
      this.#listener.notice(event, sessionId, time);
    }
    if (overflown > 0 && !this.#closed) this.#listener.lost(overflown);
  }

  /** Windows reports one change for each time it is asked. */
  async #service(state: number): Promise<void> {
    if (this.#closed) return;
    this.#drain();
    this.#listener.service(state, this.#clock.now());
    if (this.#closed) return;
    this.#isAskingForService = true;
    const asked = await this.#ask('NotifyServiceStatusChangeW', { service: SERVICE });
    this.#isAskingForService = false;
    if (this.#closed && !this.#busy) this.#giveBack();
    if (!asked.ok && !this.#closed) this.#listener.service(SERVICE_STATES.UNREPORTED, this.#clock.now());
  }

  #ask<N extends TerminalCallName>(
    name: N,
    args: ArgsOf<TerminalCalls[N]>,
  ): TerminalAnswer<N> | Promise<TerminalAnswer<N>> {
    return this.#calls.ask(undefined, name, args, { on: this });
  }

  /** One question at a time and in order; none is begun any more once the window is closed. */
  #answer<T>(question: () => Promise<Answer<T>>): Promise<Answer<T>> {
    const answer = this.#last.then(async () => {
      this.#throwIfClosed();
      this.#busy = true;
      try {
        const failure = await this.#open();
        if (failure) return failure;
        this.#throwIfClosed();
        return await question();
      } finally {
        this.#busy = false;
        if (this.#closed && !this.#isAskingForService) this.#giveBack();
      }
    });
    this.#last = answer.catch(() => {});
    return Promise.race([answer, this.#closing]);
  }

  #throwIfClosed(): void {
    if (this.#closed) throw new Error('the window is closed');
  }
}
