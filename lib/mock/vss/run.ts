import type { Clock } from '../../base/clock.js';
import { guid } from '../../identity/guid.js';
import type { Guid } from '../../identity/guid-text.js';
import { VSS_CODES } from '../../vss/codes.js';
import type { VssPhase } from '../../vss/component-types.js';
import type { VssWriterStateName } from '../../vss/requester/types.js';
import { writerStateNumber } from '../../vss/words.js';
import { HANDLER_OF, type NamedComponent, type WriterAnswer, type WriterCall, type WriterEnd } from './state.js';

/** A call of a writer that has been answered. */
export interface RunEvent extends WriterAnswer {
  readonly writer: Guid;
  readonly phase: VssPhase;
}

/** One writer in one session. */
export interface Member {
  readonly writer: WriterEnd;
  state: number;
  code: number;
  applicationCode: number;
  message: string | undefined;
  failedAt: VssPhase | undefined;
  /** It was frozen and has not been let go of. */
  stopTimer: (() => void) | undefined;
}

export interface RunOptions {
  readonly id: Guid;
  readonly kind: 'backup' | 'restore';
  readonly clock: Clock;
  readonly hasIds: boolean;
  /** A call was answered. */
  answered(call: WriterCall, event: RunEvent): void;
  /** Whether Windows says it twice that it gives a session up, as it sometimes does. */
  stutters(): boolean;
}

/** What a writer waits for after it has done well. */
const NEXT: Readonly<Partial<Record<VssPhase, VssWriterStateName>>> = {
  prepareBackup: 'stable',
  prepareSnapshot: 'waitingForFreeze',
  freeze: 'waitingForThaw',
  thaw: 'waitingForPostSnapshot',
  postSnapshot: 'waitingForBackupComplete',
  backupComplete: 'stable',
  abort: 'stable',
};
/** Heard by writers that have failed, too. */
const FOR_ALL: readonly VssPhase[] = ['abort', 'backupShutdown'];
/** Whose failure makes the snapshot impossible. */
const FATAL: readonly VssPhase[] = ['freeze', 'thaw'];

const stateNumber = (state: VssWriterStateName, failedAt?: VssPhase): number => writerStateNumber({ state, failedAt });

/** A backup or restore as its writers see it: the same id in every call, of whichever program. */
export class Run {
  readonly id: Guid;
  readonly kind: RunOptions['kind'];
  readonly events: RunEvent[] = [];
  readonly #options: RunOptions;
  readonly #members: Member[] = [];
  snapshotSetId: Guid = guid.nil;
  volumes: readonly string[] = [];
  backupType = 0;
  /** By the writer's instance; `undefined` where the requester names none. */
  components: ReadonlyMap<Guid, readonly NamedComponent[]> | undefined;
  #cannotAbort = false;
  #isAborted = false;
  #breaks: () => void = () => {};
  readonly #broken = new Promise<void>(resolve => {
    this.#breaks = resolve;
  });
  #isBroken = false;
  /** What follows when a writer was frozen too long. */
  whenBroken: (() => void) | undefined;

  constructor(options: RunOptions) {
    this.#options = options;
    this.id = options.id;
    this.kind = options.kind;
  }

  get members(): readonly Member[] {
    return this.#members;
  }

  /** A writer was frozen too long, or failed where that ends the snapshot. */
  get isDoomed(): boolean {
    return this.#isBroken || this.#members.some(it => it.failedAt !== undefined && FATAL.includes(it.failedAt));
  }

  meet(writers: readonly WriterEnd[]): void {
    for (const writer of writers) {
      const { state, code } = writer.shown;
      this.#members.push({
        writer,
        state,
        code,
        applicationCode: 0,
        message: undefined,
        failedAt: undefined,
        stopTimer: undefined,
      });
    }
  }

  /** All writers, or for freeze and thaw level after level. Settles when they have answered, or when it has become pointless. */
  async deliver(phase: VssPhase, to: (member: Member) => boolean = () => true): Promise<void> {
    if (phase === 'postSnapshot' || phase === 'backupComplete') this.#cannotAbort = true;
    const members = this.#members.filter(it => to(it) && (FOR_ALL.includes(phase) || it.failedAt === undefined));
    // Front ends freeze first, and thaw last. The order of thaws was not seen.
    const levels = phase === 'freeze' ? [3, 2, 1] : phase === 'thaw' ? [1, 2, 3] : undefined;
    if (levels === undefined) await this.#all(members, phase);
    for (const level of levels ?? []) {
      if (this.#isBroken) return;
      await this.#all(
        members.filter(it => it.writer.level === level),
        phase,
      );
    }
  }

  /** Never after the snapshot or at the end, and never in a restore. */
  async abort(): Promise<void> {
    if (this.#isAborted || this.#cannotAbort || this.kind === 'restore') return;
    this.#isAborted = true;
    this.stopTimers();
    this.#break();
    await this.deliver('abort');
    if (this.#options.stutters()) await this.deliver('abort');
  }

  stopTimers(): void {
    for (const member of this.#members) {
      member.stopTimer?.();
      member.stopTimer = undefined;
    }
  }

  /** Nobody waits for its writers any more. */
  #break(): void {
    this.#isBroken = true;
    this.#breaks();
  }

  async #all(members: readonly Member[], phase: VssPhase): Promise<void> {
    const answered = Promise.all(members.map(it => this.#one(it, phase)));
    const canBreak = FATAL.includes(phase) || phase === 'prepareSnapshot' || phase === 'prepareBackup';
    await (canBreak ? Promise.race([answered, this.#broken]) : answered);
  }

  async #one(member: Member, phase: VssPhase): Promise<void> {
    const { writer } = member;
    const { hasIds, answered } = this.#options;
    if (phase === 'thaw') {
      member.stopTimer?.();
      member.stopTimer = undefined;
    }
    const call: WriterCall = {
      handler: HANDLER_OF[phase],
      sessionId: hasIds ? this.id : undefined,
      snapshotSetId: this.snapshotSetId,
      volumes: this.volumes,
      context: 0,
      backupType: this.backupType,
      components: this.components && (this.components.get(writer.instanceId) ?? []),
    };
    // Between freeze and thaw there is only so much time, for the writers together.
    if (phase === 'freeze') this.#startTimer(member);
    const answer = await writer.call(call);
    if (this.#isAborted && !FOR_ALL.includes(phase)) {
      this.#note(member, phase, answer, call, answered);
      return;
    }
    this.#apply(member, phase, answer);
    this.#note(member, phase, answer, call, answered);
  }

  #note(
    member: Member,
    phase: VssPhase,
    answer: WriterAnswer,
    call: WriterCall,
    answered: RunOptions['answered'],
  ): void {
    const event: RunEvent = { writer: member.writer.id, phase, ...answer };
    this.events.push(event);
    answered(call, event);
  }

  #apply(member: Member, phase: VssPhase, { answer, code, applicationCode, message }: WriterAnswer): void {
    if (answer === 'ok' || answer === 'warned') {
      const next = NEXT[phase];
      if (member.failedAt === undefined && next !== undefined) member.state = stateNumber(next);
    } else if (!FOR_ALL.includes(phase)) {
      member.stopTimer?.();
      member.stopTimer = undefined;
      member.state = stateNumber('failed', phase);
      member.failedAt = phase;
    }
    if (answer !== 'ok') Object.assign(member, { code, applicationCode, message });
  }

  #startTimer(member: Member): void {
    member.stopTimer = this.#options.clock.after(member.writer.freezeTimeout, () => {
      member.stopTimer = undefined;
      member.state = stateNumber('failed', 'freeze');
      member.failedAt = 'freeze';
      member.code = VSS_CODES.VSS_E_WRITERERROR_TIMEOUT;
      this.#break();
      this.whenBroken?.();
    });
  }
}
