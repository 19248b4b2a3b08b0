import type { Answer } from '../../base/answer.js';
import { guid } from '../../identity/guid.js';
import type { Guid } from '../../identity/guid-text.js';
import type { WriterCalls } from '../../vss/calls.js';
import { VSS_CODES } from '../../vss/codes.js';
import type {
  HandlerName,
  RawComponent,
  RawWriter,
  Ticket,
  TicketAnswer,
  Unanswered,
  WriterListener,
  WriterQuestion,
} from '../../vss/contract.js';
import { writerStateNumber } from '../../vss/words.js';
import type { RawAnswer } from '../world/raw-call.js';
import type { Simulation } from '../world/simulation.js';
import { OK, UNSAID, type WriterAnswer, type WriterCall, type WriterEnd } from './state.js';

/** `VSS_SM_BACKUP_EVENTS_FLAG` and `VSS_SM_RESTORE_EVENTS_FLAG`. */
const EVENTS = 6;

/** May be asked for the set of snapshots; in all other calls Windows must not be asked. */
const HAVE_SETS: readonly HandlerName[] = [
  'OnPrepareBackup',
  'OnPrepareSnapshot',
  'OnFreeze',
  'OnThaw',
  'OnPostSnapshot',
  'OnBackupShutdown',
];

interface Waiting {
  readonly calledAt: number;
  isDelivered: boolean;
  isAnswered: boolean;
  finish(answer: TicketAnswer, why?: Unanswered): void;
}

/** A call of which JavaScript has not heard. */
const NOBODY = 0;

/** A writer of this process without threads: the same raw calls as the addon makes, and the same answers in JavaScript's name. */
export class MockWriter implements RawWriter, WriterEnd {
  readonly #simulation: Simulation;
  readonly #listener: WriterListener;
  readonly instanceId: Guid;
  readonly #waiting = new Map<number, Waiting>();
  #question: WriterQuestion | undefined;
  #isSubscribed = false;
  #isInitialized = false;
  #isClosing = false;
  #lastTicket = 0;

  constructor(simulation: Simulation, listener: WriterListener, instanceId: Guid) {
    this.#simulation = simulation;
    this.#listener = listener;
    this.instanceId = instanceId;
  }

  // As sessions see it.

  get id(): Guid {
    return this.#question!.id as Guid;
  }
  get name(): string {
    return this.#question!.name;
  }
  get instanceName(): string | undefined {
    return this.#question!.instanceName;
  }
  get usage(): number {
    return this.#question!.usage;
  }
  get source(): number {
    return this.#question!.source;
  }
  get level(): number {
    return this.#question!.level;
  }
  get freezeTimeout(): number {
    return this.#question!.freezeTimeout;
  }
  get components(): readonly RawComponent[] {
    return this.#question!.components;
  }
  get isMute(): boolean {
    return false;
  }
  get shown(): WriterEnd['shown'] {
    return { state: writerStateNumber({ state: 'stable', failedAt: undefined }), code: 0 };
  }

  isTaken(): boolean {
    const answer = this.#askNow('CVssWriterEx.OnIdentify', {});
    if (!answer.ok) this.#simulation.activity.defer(() => this.#listener.leftOut(answer.code));
    return answer.ok;
  }

  call(call: WriterCall): Promise<WriterAnswer> {
    const { handlers, most, closed, late } = this.#question!;
    const time = handlers[call.handler];
    if (time === undefined) return Promise.resolve(OK);
    if (this.#isClosing || this.#waiting.size >= most) return Promise.resolve(this.#said(closed, NOBODY));
    const { clock, activity } = this.#simulation;
    this.#lastTicket += 1;
    const id = this.#lastTicket;
    return new Promise(resolve => {
      const cancelTimer = clock.after(time, () => waiting.finish(late, 'late'));
      const waiting: Waiting = {
        calledAt: clock.elapsed(),
        isDelivered: false,
        isAnswered: false,
        finish: (answer, why) => {
          if (!this.#waiting.delete(id)) return;
          cancelTimer();
          activity.happened();
          waiting.isAnswered = true;
          // Of what was never delivered nobody waits to hear.
          if (why !== undefined && waiting.isDelivered) this.#listener.gone(id, why);
          resolve(this.#said(answer, id, why === 'late'));
        },
      };
      this.#waiting.set(id, waiting);
      activity.defer(() => {
        const ticket = this.#ticketOf(id, call, clock.elapsed() - waiting.calledAt, waiting.isAnswered);
        waiting.isDelivered = true;
        this.#listener.called(ticket);
      });
    });
  }

  // For the library.

  async open(question: WriterQuestion): Promise<Answer<{ readonly active: boolean }>> {
    this.#question = question;
    const made = await this.#ask('CreateWriterEx', {});
    if (!made.ok) return made;
    const { id, name, instanceName, usage, source, level, freezeTimeout } = question;
    const args = { id, name, instanceName, usage, source, level, freezeTimeout };
    const initialized = await this.#ask('IVssWriterImpl.Initialize', args);
    if (!initialized.ok) return initialized;
    this.#isInitialized = true;
    const subscribed = this.#isClosing ? undefined : await this.#ask('IVssWriterImpl.Subscribe', { mask: EVENTS });
    if (subscribed?.ok) this.#isSubscribed = true;
    if (!subscribed?.ok || this.#isClosing) {
      await this.#leave();
      if (subscribed && !subscribed.ok) return subscribed;
    }
    const { inactive } = initialized.value as { readonly inactive: boolean };
    return { ok: true, value: { active: !inactive } };
  }

  answer(ticket: number, answer: TicketAnswer): boolean {
    const waiting = this.#waiting.get(ticket);
    waiting?.finish(answer);
    return waiting !== undefined;
  }

  async shut(): Promise<void> {
    this.#isClosing = true;
    for (const it of [...this.#waiting.values()]) it.finish(this.#question!.closed, 'closed');
    await this.#leave();
  }

  close(): void {
    if (!this.#isClosing) void this.shut();
  }

  async #leave(): Promise<void> {
    if (this.#isSubscribed) {
      this.#isSubscribed = false;
      await this.#ask('IVssWriterImpl.Unsubscribe', {});
    }
    if (this.#isInitialized) {
      this.#isInitialized = false;
      await this.#ask('IVssWriterImpl.Uninitialize', {});
    }
  }

  /** What must not be asked in a call is all zeroes, as the addon does not ask it. */
  #ticketOf(id: number, call: WriterCall, age: number, isAnswered: boolean): Ticket {
    const { handler, sessionId, snapshotSetId, volumes, context, backupType, components } = call;
    const hasSet = HAVE_SETS.includes(handler);
    const isSaid = handler !== 'OnPrepareSnapshot' || sessionId !== undefined;
    return {
      id,
      handler,
      sessionId:
        sessionId === undefined
          ? { ok: false, syscall: 'IVssWriterImpl.GetSessionId', code: VSS_CODES.E_NOTIMPL }
          : { ok: true, value: sessionId },
      snapshotSetId: hasSet ? snapshotSetId : guid.nil,
      volumes: hasSet ? volumes : [],
      context,
      backupType,
      components: isSaid ? components?.map(({ logicalPath, name }) => ({ logicalPath, name })) : undefined,
      age,
      isAnswered,
    };
  }

  /** The answer as Windows has it. Without the failure that was refused, there is only what the method returned. */
  #said({ returns, code, applicationCode, message }: TicketAnswer, id: number, isLate = false): WriterAnswer {
    if (code === 0) return OK;
    const answer = this.#askNow('IVssWriterImpl.SetWriterFailureEx', { code, applicationCode, message });
    if (answer.ok) return { answer: isLate ? 'late' : returns ? 'warned' : 'failed', code, applicationCode, message };
    this.#simulation.activity.defer(() => this.#listener.unsaid(id, answer.code));
    return returns ? OK : UNSAID;
  }

  /** In a call of Windows, which waits for it. */
  #askNow(name: keyof WriterCalls & string, args: Readonly<Record<string, unknown>>): RawAnswer {
    return this.#simulation.handler.ask(undefined, name, args, { on: this, held: false }) as RawAnswer;
  }

  async #ask(name: keyof WriterCalls & string, args: Readonly<Record<string, unknown>>): Promise<RawAnswer> {
    return await this.#simulation.handler.ask(undefined, name, args, { on: this });
  }
}
