import type { Answer } from '../../base/answer.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import { invalidState } from '../../errors/invalid-state.js';
import { AbortError } from '../../errors/stop.js';
import type { Known } from '../../errors/windows-error.js';
import { guid } from '../../identity/guid.js';
import type { Guid } from '../../identity/guid-text.js';
import type { AbortSignalLike, Cancel } from '../../lane/cancel.js';
import type { Asking } from '../../lane/contract.js';
import type { Ask, Body } from '../../lane/job.js';
import { Lane } from '../../lane/lane.js';
import { onAbort } from '../../lane/on-abort.js';
import { Wait } from '../../lane/wait.js';
import { Waits } from '../../lane/waits.js';
import type { VssArgs, VssCallName, VssValue } from '../calls.js';
import { VSS_CODES } from '../codes.js';
import type { SharedVss } from '../context.js';
import { vssError } from '../hints.js';
import { SessionThread } from './session-thread.js';

export type AskVss = Ask<SessionThread>;

/** How long the end of a session waits for Windows. */
const CLOSE_MS = 10_000;

/** One session of this process: its thread, its calls in order, and its end. */
export class Requester {
  readonly shared: SharedVss;
  readonly #thread: SessionThread;
  readonly #lane: Lane<SessionThread>;
  readonly #waits: Waits;
  readonly #giveBack: () => void;
  #leaveSignal = (): void => {};
  #isMade = false;
  /** The work of the call under way, also where nobody waits for it any more. */
  #under: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;
  #abortIsOwed = false;
  /** What keeps the session from going on: an act whose outcome is unknown. */
  #stuck: string | undefined;

  /** @throws WindowsError with reason `'busy'` when the process has too many. */
  constructor(shared: SharedVss) {
    const { backend, sessions } = shared;
    const host = backend.localName();
    const busy = (hint: string) =>
      vssError(host, { ok: false, syscall: 'CreateThread', code: E.ERROR_BUSY }, this.id, { hint });
    if (!sessions.hasRoom('')) throw busy('This process has too many VSS sessions open. Close some.');
    this.shared = shared;
    this.#thread = new SessionThread(backend);
    this.#giveBack = sessions.take('');
    this.#waits = new Waits(backend.clock, host);
    this.#lane = new Lane<SessionThread>({
      clock: backend.clock,
      // The session's object is on its thread, so no other one can go on with it.
      leftBehind: { hasRoom: false, take: () => () => {} },
      openThread: () => this.#thread,
      busy: () => busy('An earlier call of this session is still without an answer. Close the session.'),
    });
  }

  get id(): Guid | undefined {
    return this.#thread?.session;
  }

  /** Opens it, and what ends it from outside. */
  async open(options: Cancel, body: Body<SessionThread, void>): Promise<void> {
    try {
      await this.run(options, async ask => {
        await this.value(ask, 'CreateVssBackupComponentsInternal', {}, 'act');
        this.#isMade = true;
        await body(ask);
        await this.askId(ask);
      });
    } catch (error) {
      void this.close();
      throw error;
    }
    const { signal } = options;
    if (signal) this.#endWith(signal);
  }

  /** One call on the session, in its turn. */
  async run<R>(options: Cancel, body: Body<SessionThread, R>): Promise<R> {
    return await this.#waits.during({ ...options, vssSession: this.id }, async wait => {
      if (this.#stuck !== undefined) throw invalidState(`${this.#stuck}: only close() is left${this.#inSession()}`);
      return await this.#lane.run(wait, ask => {
        const work = body(ask);
        this.#under = work.catch(() => {});
        return work;
      });
    });
  }

  /** An act that decides about the session: where it was stopped, nobody knows how the session stands. */
  async decide<R>(what: string, options: Cancel, body: Body<SessionThread, R>): Promise<R> {
    try {
      return await this.run(options, body);
    } catch (error) {
      if ((error as { outcome?: unknown }).outcome === 'unknown') this.#stuck = `${what} was stopped`;
      throw error;
    }
  }

  /** The value of one raw call; its failure is an error. */
  async value<N extends VssCallName>(ask: AskVss, name: N, args: VssArgs<N>, kind?: 'act'): Promise<VssValue<N>> {
    const answer = await this.answer(ask, name, args, kind);
    if (!answer.ok) throw this.error(answer);
    return answer.value;
  }

  /** The same of one thing among several: the error says which. */
  async valueFor<N extends VssCallName>(
    about: string,
    ask: AskVss,
    name: N,
    args: VssArgs<N>,
    kind?: 'act',
  ): Promise<VssValue<N>> {
    const answer = await this.answer(ask, name, args, kind);
    if (!answer.ok) throw this.error(answer, { says: `${answer.syscall} failed for ${about}` });
    return answer.value;
  }

  answer<N extends VssCallName>(ask: AskVss, name: N, args: VssArgs<N>, kind?: 'act'): Promise<Answer<VssValue<N>>> {
    return ask(thread => thread.call(name, args), kind);
  }

  error(failure: { readonly syscall: string; readonly code: number }, known?: Known): Error {
    return vssError(this.shared.backend.localName(), { ok: false, ...failure }, this.id, known);
  }

  invalidState(message: string): Error {
    return invalidState(`${message}${this.#inSession()}`);
  }

  /** A Windows without ids has no such interface; and before Windows has given the session one, it is all zeroes. */
  async askId(ask: AskVss): Promise<void> {
    if (this.id !== undefined) return;
    const answer = await this.answer(ask, 'IVssBackupComponentsEx3.GetSessionId', {});
    if (answer.ok) {
      if (answer.value !== guid.nil) this.#thread.session = answer.value as Guid;
    } else if (answer.code !== VSS_CODES.E_NOINTERFACE && answer.code !== VSS_CODES.E_NOTIMPL) throw this.error(answer);
  }

  /** From now on the session must be aborted, unless it is completed. */
  oweAbort(isOwed: boolean): void {
    this.#abortIsOwed = isOwed;
  }

  close(reason?: unknown): Promise<void> {
    this.#closing ??= this.#end(reason);
    return this.#closing;
  }

  #inSession(): string {
    return this.id === undefined ? '' : ` (VSS session ${this.id})`;
  }

  #endWith(signal: AbortSignalLike): void {
    if (signal.aborted) void this.close(signal.reason);
    else this.#leaveSignal = onAbort(signal, () => void this.close(signal.reason));
  }

  async #end(reason: unknown): Promise<void> {
    this.#leaveSignal();
    const { clock } = this.shared.backend;
    const allowExit = clock.keep();
    const host = this.shared.backend.localName();
    const at = { host, vssSession: this.id };
    const closed = (outcome?: 'unknown', asking?: Asking) =>
      new AbortError(reason ?? 'the session was closed', outcome, { ...at, ...asking });
    this.#waits.close(closed);
    const wait = new Wait(clock, { timeout: CLOSE_MS, host });
    try {
      await wait.for(this.#under);
      await this.#lane.run(wait, async ask => {
        if (!this.#isMade) return;
        if (this.#abortIsOwed) await this.answer(ask, 'IVssBackupComponents.AbortBackup', {}, 'act');
        await this.answer(ask, 'IVssBackupComponents.Release', {}, 'act');
      });
    } catch {
      // Windows does not let go of it. Its thread does the rest when it comes back.
    } finally {
      wait.end();
      this.#lane.close(closed);
      this.#thread.close();
      this.#giveBack();
      allowExit();
    }
  }
}
