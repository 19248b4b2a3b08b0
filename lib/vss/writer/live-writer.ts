import type { Failure } from '../../base/answer.js';
import { CALLS, type CallMessage } from '../../base/trace.js';
import { AbortError, TimeoutError } from '../../errors/stop.js';
import type { Guid } from '../../identity/guid-text.js';
import type { AbortSignalLike } from '../../lane/cancel.js';
import { onAbort } from '../../lane/on-abort.js';
import type { VssBackend } from '../context.js';
import type {
  HandlerName,
  RawWriter,
  Ticket,
  TicketAnswer,
  Unanswered,
  WriterListener,
  WriterQuestion,
} from '../contract.js';
import { vssError } from '../hints.js';
import { answerOf, answerOfThrown, FINE, NOT_HELD } from './answers.js';
import { Freeze, type ResumeEvent } from './freeze.js';
import { WriterListeners } from './listeners.js';
import { eventOf, sessionOf } from './phases.js';
import type { VssEvent, VssHandlers, VssWriter } from './types.js';

const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');

/** How long the end of a writer waits for Windows, and for what resumes. */
const CLOSE_MS = 10_000;
/** After the time that Windows knows, so that its own word comes first where there is one. */
const SILENCE_MS = 1_000;
/** Windows says at once what it does not take. */
const MOST_REFUSALS = 64;

/** A call of Windows under way. */
interface Under {
  readonly ticket: Ticket;
  readonly event: VssEvent;
  readonly controller: AbortController;
}

/** The handlers, by phase. What a phase has besides is in the event. */
type AnyHandler = (event: never) => unknown;

/** No refusal is asked for here, and JavaScript must hear of them whatever the time. */
const WORDS_ONLY: readonly HandlerName[] = ['OnThaw', 'OnAbort', 'OnBackupShutdown'];

const syscallOf = ({ handler }: Ticket): string => `CVssWriterEx.${handler}`;

/** A writer whose handlers are in JavaScript. Windows' calls are tickets: answered here, or in its name by the backend. */
export class LiveWriter implements VssWriter, WriterListener {
  readonly id: Guid;
  readonly #backend: VssBackend;
  readonly #handlers: VssHandlers;
  readonly #question: WriterQuestion;
  readonly #raw: RawWriter;
  readonly #giveBack: () => void;
  readonly #under = new Map<number, Under>();
  readonly #freezes = new Set<Freeze>();
  /** The last events that were answered with a failure, which Windows may refuse a moment later. By the ticket. */
  readonly #refusals = new Map<number, VssEvent>();
  readonly #listeners = new WriterListeners();
  #active = false;
  #isOpen = false;
  #allowExit: (() => void) | undefined;
  #leaveSignal = (): void => {};
  #closing: Promise<void> | undefined;

  constructor(backend: VssBackend, question: WriterQuestion, handlers: VssHandlers, giveBack: () => void) {
    this.id = question.id as Guid;
    this.#backend = backend;
    this.#question = question;
    this.#handlers = handlers;
    this.#giveBack = giveBack;
    this.#raw = backend.vss.createWriter(this);
  }

  get active(): boolean {
    return this.#active;
  }

  get raw(): RawWriter {
    return this.#raw;
  }

  opened(active: boolean, signal: AbortSignalLike | undefined): void {
    this.#active = active;
    this.#isOpen = true;
    this.ref();
    if (signal?.aborted) void this.close();
    else if (signal) this.#leaveSignal = onAbort(signal, () => void this.close());
  }

  on(type: 'failed' | 'leftOut', listener: (...args: never[]) => void): this {
    this.#listeners.on(type, listener);
    return this;
  }

  off(type: 'failed' | 'leftOut', listener: (...args: never[]) => void): this {
    this.#listeners.off(type, listener);
    return this;
  }

  ref(): this {
    if (!this.#closing && this.#isOpen) this.#allowExit ??= this.#backend.clock.keep();
    return this;
  }

  unref(): this {
    this.#allowExit?.();
    this.#allowExit = undefined;
    return this;
  }

  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async [asyncDispose](): Promise<void> {
    await this.close();
  }

  // For the backend.

  called(ticket: Ticket): void {
    const { clock } = this.#backend;
    const controller = new AbortController();
    const time = this.#question.handlers[ticket.handler] ?? 0;
    const event = eventOf(ticket, controller.signal, new Date(clock.now() - ticket.age + time));
    if (ticket.isAnswered) {
      // Windows has been answered already: the loop was blocked for so long, or the writer was closed.
      const why = this.#closing ? 'closed' : 'late';
      this.#answered(ticket, event, this.#question[why]);
      // To begin now would be wrong.
      if (!WORDS_ONLY.includes(ticket.handler)) {
        this.#failed(event, this.#errorOf(ticket, why));
        return;
      }
    }
    this.#under.set(ticket.id, { ticket, event, controller });
    void this.#handle(ticket, event);
  }

  gone(id: number, why: Unanswered): void {
    const under = this.#under.get(id);
    if (!under) return;
    const { ticket, event, controller } = under;
    this.#under.delete(id);
    const error = this.#errorOf(ticket, why);
    this.#answered(ticket, event, this.#question[why]);
    controller.abort(error);
    if (ticket.handler === 'OnFreeze') for (const freeze of this.#of(event.sessionId)) freeze.giveUp();
    this.#failed(event, error);
  }

  unsaid(id: number, code: number): void {
    const failure: Failure = { ok: false, syscall: 'IVssWriterImpl.SetWriterFailureEx', code };
    const event = this.#refusals.get(id);
    this.#refusals.delete(id);
    this.#publish(failure.syscall, code, event?.sessionId);
    if (event) this.#failed(event, vssError(this.#backend.localName(), failure, event.sessionId));
  }

  leftOut(code: number): void {
    const failure: Failure = { ok: false, syscall: 'CVssWriterEx.OnIdentify', code };
    this.#publish(failure.syscall, code, undefined);
    const says = `Windows refused what the writer ${this.#question.name} says of itself, and goes on without it`;
    this.#listeners.call('leftOut', vssError(this.#backend.localName(), failure, undefined, { says }));
  }

  async #handle(ticket: Ticket, event: VssEvent): Promise<void> {
    let answer: TicketAnswer;
    let thrown: { readonly error: unknown } | undefined;
    try {
      answer = await this.#answer(ticket, event);
    } catch (error) {
      answer = answerOfThrown(error);
      thrown = { error };
    }
    // One that was late has been reported already, or is as soon as `gone` says so.
    if (this.#isTaken(ticket, answer) && thrown) this.#failed(event, thrown.error);
  }

  /** Whether this is the end of the call. It is not where Windows was answered without it, maybe a moment ago: then `gone` is. */
  #isTaken(ticket: Ticket, answer: TicketAnswer): boolean {
    const { id } = ticket;
    if (ticket.isAnswered) return this.#under.delete(id);
    const under = this.#under.get(id);
    if (!under || !this.#raw.answer(id, answer)) return false;
    this.#under.delete(id);
    this.#answered(ticket, under.event, answer);
    return true;
  }

  async #answer(ticket: Ticket, event: VssEvent): Promise<TicketAnswer> {
    switch (ticket.handler) {
      case 'OnFreeze':
        return await this.#freeze(event);
      case 'OnThaw':
        return await this.#thaw(event as ResumeEvent);
      case 'OnAbort':
        return await this.#abort(event as ResumeEvent);
      case 'OnBackupShutdown':
        await this.#call(event);
        return FINE;
      default:
        return answerOf(await this.#call(event));
    }
  }

  /** In the same turn as Windows' call came: nothing is between the two. */
  #call(event: VssEvent): unknown {
    const handler = (this.#handlers as Readonly<Record<string, AnyHandler | undefined>>)[event.phase];
    return handler?.(event as never);
  }

  async #freeze(event: VssEvent): Promise<TicketAnswer> {
    const { sessionId } = event;
    const freeze = new Freeze({
      sessionId,
      clock: this.#backend.clock,
      patience: this.#question.freezeTimeout + SILENCE_MS,
      resume: it => this.#handlers.resume?.(it),
      ownEvent: () => this.#ownAbort(sessionId),
      failed: (it, error) => this.#failed(it, error),
      over: it => this.#freezes.delete(it),
    });
    this.#freezes.add(freeze);
    let succeeded = false;
    try {
      const answer = answerOf(await this.#call(event));
      succeeded = answer.returns;
      return answer;
    } finally {
      freeze.settle(succeeded);
    }
  }

  /** All that this session has frozen. Each resumes once, whatever else asks for it. */
  async #thaw(event: ResumeEvent): Promise<TicketAnswer> {
    const freezes = this.#of(event.sessionId);
    const held = freezes.some(it => it.holds);
    const ended = await Promise.allSettled(freezes.map(it => it.thaw(event)));
    for (const it of ended) if (it.status === 'rejected') throw it.reason;
    return held ? FINE : NOT_HELD;
  }

  /** Whatever the handlers do, Windows gives the session up. */
  async #abort(event: ResumeEvent): Promise<TicketAnswer> {
    for (const { ticket, controller } of [...this.#under.values()]) {
      if (ticket.handler !== 'OnAbort' && sessionOf(ticket) === event.sessionId) {
        controller.abort(new AbortError('Windows gave the session up', undefined, this.#placeOf(ticket)));
      }
    }
    // Windows does not wait for it: it may have to wait for a freeze that is late.
    for (const freeze of this.#of(event.sessionId)) freeze.giveUp(event);
    await this.#call(event);
    return FINE;
  }

  /** Where Windows has no ids, there is one freeze at a time at most. */
  #of(sessionId: Guid | undefined): readonly Freeze[] {
    return [...this.#freezes].filter(
      it => it.sessionId === sessionId || it.sessionId === undefined || sessionId === undefined,
    );
  }

  #ownAbort(sessionId: Guid | undefined): ResumeEvent {
    const time = this.#question.handlers.OnThaw ?? 0;
    const deadline = new Date(this.#backend.clock.now() + time);
    return Object.freeze({ phase: 'abort', sessionId, signal: new AbortController().signal, deadline });
  }

  #errorOf(ticket: Ticket, why: Unanswered): Error {
    const at = this.#placeOf(ticket);
    if (why === 'late') return new TimeoutError(this.#question.handlers[ticket.handler] ?? 0, undefined, at);
    return new AbortError(why === 'closed' ? 'the writer was closed' : 'Windows ends its writers', undefined, at);
  }

  #placeOf(ticket: Ticket) {
    return { host: this.#backend.localName(), syscall: syscallOf(ticket), vssSession: sessionOf(ticket) };
  }

  #failed(event: VssEvent, error: unknown): void {
    this.#listeners.call('failed', event, error);
  }

  #answered(ticket: Ticket, event: VssEvent, { code }: TicketAnswer): void {
    this.#publish(syscallOf(ticket), code, event.sessionId);
    if (code === 0) return;
    this.#refusals.set(ticket.id, event);
    if (this.#refusals.size <= MOST_REFUSALS) return;
    for (const first of this.#refusals.keys()) return void this.#refusals.delete(first);
  }

  #publish(syscall: string, code: number, vssSession: Guid | undefined): void {
    if (!CALLS.hasSubscribers) return;
    const message: CallMessage = {
      syscall,
      host: this.#backend.localName(),
      sessionId: undefined,
      ok: code === 0,
      code: code === 0 ? undefined : code,
      infoClass: undefined,
      vssSession,
    };
    CALLS.publish(message);
  }

  async #end(): Promise<void> {
    this.#leaveSignal();
    const { clock } = this.#backend;
    const allowExit = clock.keep();
    this.unref();
    let cancel = () => {};
    const late = new Promise<void>(resolve => {
      cancel = clock.after(CLOSE_MS, resolve);
    });
    await Promise.race([this.#raw.shut().catch(() => {}), late]);
    const freezes = [...this.#freezes];
    for (const freeze of freezes) freeze.giveUp();
    await Promise.race([Promise.all(freezes.map(it => it.over)), late]);
    cancel();
    this.#raw.close();
    this.#giveBack();
    allowExit();
  }
}
