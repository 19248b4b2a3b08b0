import type { Guid } from '../../identity/guid-text.js';
import type { VssPhase } from '../../vss/component-types.js';
import { nameOfCode } from '../../vss/hints.js';
import type { WorldVssEvent, WorldVssSession } from './control-types.js';
import type { Infrastructure } from './infrastructure.js';
import type { Run } from './run.js';
import type { WriterEnd } from './state.js';

export interface ProgramOptions {
  readonly phases: readonly VssPhase[];
  readonly makesSet: boolean;
  readonly crash: VssPhase | undefined;
  readonly silent: boolean;
  readonly concerns: (writer: WriterEnd) => boolean;
}

/** Writers are frozen between these. */
const FROZEN_AFTER: readonly VssPhase[] = ['freeze'];
const LAST: VssPhase = 'backupShutdown';
/** For so long are the writes to the volumes held up, after the freeze. */
const HOLD_MS = 10_000;

/** A requester of another program, which does what it does on its own. */
export class Program implements WorldVssSession {
  readonly #infrastructure: Infrastructure;
  readonly #run: Run;
  readonly #options: ProgramOptions;
  readonly #left: VssPhase[];
  #work: Promise<void> = Promise.resolve();
  #failed = false;
  #isOver = false;
  #stopHolding: () => void = () => {};
  #over: () => void = () => {};
  readonly #ended = new Promise<void>(resolve => {
    this.#over = resolve;
  });

  constructor(infrastructure: Infrastructure, run: Run, options: ProgramOptions) {
    this.#infrastructure = infrastructure;
    this.#run = run;
    this.#options = options;
    this.#left = [...options.phases];
    infrastructure.programs.add(this);
    run.meet(infrastructure.writers.filter(it => it.isTaken()));
    run.whenBroken = () => void this.#queue(() => this.#giveUp());
  }

  get id(): Guid {
    return this.#run.id;
  }

  async until(phase: VssPhase): Promise<void> {
    if (!this.#options.phases.includes(phase)) throw new RangeError(`this session has no phase ${phase}`);
    await this.#untilOver(() => this.#go(phase));
  }

  async finish(): ReturnType<WorldVssSession['finish']> {
    await this.#untilOver(() => this.#go(undefined));
    // A crash may be noticed later only.
    await this.#ended;
    const events = this.#run.events.map(
      (it): WorldVssEvent => ({
        writer: it.writer,
        phase: it.phase,
        answer: it.answer,
        code: it.code === 0 ? undefined : nameOfCode(it.code),
        message: it.message,
      }),
    );
    const ok = !this.#failed && events.every(it => it.answer === 'ok' || it.answer === 'warned');
    return { ok, events };
  }

  async abort(): Promise<void> {
    // Not behind what a writer is asked: a requester gives up whenever it wants.
    this.#failed = true;
    await this.#giveUp();
  }

  /** It is gone, and nobody says so to its writers. */
  vanish(): void {
    this.#failed = true;
    this.#stopHolding();
    this.#run.whenBroken = undefined;
    this.#run.stopTimers();
    this.#end();
  }

  /** One thing after the other. */
  #queue(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work);
    return this.#work;
  }

  /** One that is given up waits for no writer that hangs. */
  async #untilOver(work: () => Promise<void>): Promise<void> {
    await Promise.race([this.#queue(work), this.#ended]);
  }

  async #go(until: VssPhase | undefined): Promise<void> {
    if (until !== undefined && !this.#left.includes(until)) return;
    this.#stopHolding();
    const isFirst = this.#left.length === this.#options.phases.length;
    if (isFirst && this.#options.makesSet && !this.#isOver && !this.#infrastructure.takeSet(this)) {
      // Another set is open, so this one fails before it has called any writer.
      this.#failed = true;
      this.#end();
    }
    while (!this.#isOver && this.#left.length > 0) {
      const phase = this.#left.shift()!;
      await this.#run.deliver(phase, ({ writer }) => this.#options.concerns(writer));
      if (this.#isOver) return;
      if (phase === 'postSnapshot') this.#infrastructure.leaveSet(this);
      if (phase === this.#options.crash) return await this.#crash(phase);
      if (this.#run.isDoomed) return await this.#giveUp();
      if (phase === until) {
        if (phase === 'freeze') this.#hold();
        return;
      }
    }
    // One that is given up ends when its writers have heard of that.
    if (!this.#isOver && this.#left.length === 0) this.#end();
  }

  /** The snapshot is being made. When that takes too long it is given up, and no writer has failed. */
  #hold(): void {
    const { clock } = this.#infrastructure.simulation;
    this.#stopHolding = clock.after(HOLD_MS, () => void this.#queue(() => this.#giveUp()));
  }

  async #crash(phase: VssPhase): Promise<void> {
    this.#failed = true;
    this.#left.length = 0;
    if (this.#options.silent) return this.vanish();
    // Nobody notices it before the time to thaw is up. What is frozen has a timer, which ends the session.
    const waits = FROZEN_AFTER.includes(phase) && this.#run.members.some(it => it.stopTimer !== undefined);
    if (!waits) await this.#giveUp();
  }

  async #giveUp(): Promise<void> {
    if (this.#isOver) return;
    this.#stopHolding();
    this.#failed = true;
    this.#isOver = true;
    this.#left.length = 0;
    this.#infrastructure.leaveSet(this);
    await this.#run.abort();
    if (this.#run.kind === 'backup') await this.#run.deliver(LAST);
    this.#end();
  }

  #end(): void {
    this.#isOver = true;
    this.#left.length = 0;
    this.#infrastructure.leaveSet(this);
    this.#infrastructure.programs.delete(this);
    this.#over();
  }
}
