import type { Guid } from '../../identity/guid-text.js';
import type { VssFailure, VssPhase } from '../../vss/component-types.js';
import type { RawComponent } from '../../vss/contract.js';
import { writerStateNumber } from '../../vss/words.js';
import { codeOfFailure } from '../../vss/writer/answers.js';
import type { Simulation } from '../world/simulation.js';
import { Guids } from './guids.js';
import { Run, type RunEvent } from './run.js';
import { HANDLER_OF, OK, type WriterAnswer, type WriterCall, type WriterEnd } from './state.js';

export type SessionIds = 'at once' | 'late' | 'none';

export interface InfrastructureOptions {
  readonly simulation: Simulation;
  readonly inactive: boolean;
  readonly sessionIds: SessionIds;
  /** `undefined`: every drive letter is one. */
  readonly volumes: readonly string[] | undefined;
}

/** A writer of another program. */
export interface OthersOptions {
  readonly id?: Guid | undefined;
  readonly name: string;
  readonly instanceName?: string | undefined;
  readonly usage: number;
  readonly source: number;
  readonly components: readonly RawComponent[];
  readonly state?: number | undefined;
  readonly fails?: VssPhase | undefined;
  readonly how?: VssFailure | undefined;
  readonly hangs?: VssPhase | 'identify' | undefined;
}

const FRONT_END = 3;
const FREEZE_TIMEOUT_MS = 60_000;
const NEVER = new Promise<never>(() => {});

export class OthersWriter implements WriterEnd {
  readonly id: Guid;
  readonly instanceId: Guid;
  readonly name: string;
  readonly instanceName: string | undefined;
  readonly usage: number;
  readonly source: number;
  readonly level = FRONT_END;
  readonly freezeTimeout = FREEZE_TIMEOUT_MS;
  readonly components: readonly RawComponent[];
  readonly shown: WriterEnd['shown'];
  readonly #options: OthersOptions;
  #isStuck = false;

  constructor(options: OthersOptions, guids: Guids) {
    this.#options = options;
    this.id = options.id ?? guids.next();
    this.instanceId = guids.next();
    this.name = options.name;
    this.instanceName = options.instanceName;
    this.usage = options.usage;
    this.source = options.source;
    this.components = options.components;
    const state = options.state ?? writerStateNumber({ state: 'stable', failedAt: undefined });
    this.shown = { state, code: 0 };
  }

  /** The same after its program has started again. */
  again(guids: Guids): OthersWriter {
    return new OthersWriter({ ...this.#options, id: this.id }, guids);
  }

  get isStuck(): boolean {
    return this.#isStuck;
  }

  get isMute(): boolean {
    return this.#options.hangs === 'identify';
  }

  isTaken(): boolean {
    return true;
  }

  async call({ handler }: WriterCall): Promise<WriterAnswer> {
    const { fails, how = 'nonRetryable', hangs } = this.#options;
    if (hangs !== undefined && hangs !== 'identify' && HANDLER_OF[hangs] === handler) {
      this.#isStuck = true;
      return await NEVER;
    }
    if (fails === undefined || HANDLER_OF[fails] !== handler) return OK;
    return { answer: 'failed', code: codeOfFailure(how), applicationCode: 1, message: undefined };
  }
}

/** VSS of one machine: who writes, and which sessions there are. */
export class Infrastructure {
  readonly guids = new Guids();
  readonly simulation: Simulation;
  readonly sessionIds: SessionIds;
  readonly volumes: readonly string[] | undefined;
  others: readonly OthersWriter[] = [];
  /** Requesters of other programs that are under way. */
  readonly programs = new Set<{ vanish(): void }>();
  /** Of this process, in the order in which they have subscribed. */
  readonly own: WriterEnd[] = [];
  /** How often writers are switched off. */
  inactive: number;
  securityIsSet = false;
  /** Who makes a set of snapshots: one at a time on a machine. */
  #maker: object | undefined;
  #devices = 0;

  constructor({ simulation, inactive, sessionIds, volumes }: InfrastructureOptions) {
    this.simulation = simulation;
    this.inactive = inactive ? 1 : 0;
    this.sessionIds = sessionIds;
    this.volumes = volumes;
  }

  /** All writers that would answer now. */
  get writers(): readonly WriterEnd[] {
    return this.inactive > 0 ? [] : [...this.others, ...this.own];
  }

  /** Whether it says how it is when it is asked: it is there, and not stuck in a call. */
  responds(writer: WriterEnd): boolean {
    return this.writers.includes(writer) && !(writer instanceof OthersWriter && writer.isStuck);
  }

  addOther(options: OthersOptions): OthersWriter {
    const writer = new OthersWriter(options, this.guids);
    this.others = [...this.others, writer];
    return writer;
  }

  /** The programs that backed up are gone. Other programs' writers come again, each as another instance. */
  restart(): void {
    for (const it of [...this.programs]) it.vanish();
    this.#maker = undefined;
    this.others = this.others.map(it => it.again(this.guids));
  }

  newRun(kind: Run['kind']): Run {
    return new Run({
      id: this.guids.next(),
      kind,
      clock: this.simulation.clock,
      hasIds: this.sessionIds !== 'none',
      answered: (call, event) => this.#answered(call, event),
      stutters: () => this.guids.draw() % 3 === 0,
    });
  }

  /** Whether nobody else makes a set. */
  takeSet(maker: object): boolean {
    if (this.#maker !== undefined && this.#maker !== maker) return false;
    this.#maker = maker;
    return true;
  }

  /** With its first call of another process COM sets its security by itself, where nobody has done it. */
  leaveProcess(): void {
    this.securityIsSet = true;
  }

  leaveSet(maker: object): void {
    if (this.#maker === maker) this.#maker = undefined;
  }

  hasVolume(volume: string): boolean {
    const key = volume.toLowerCase();
    if (this.volumes === undefined) return /^[a-z]:\\$/.test(key);
    return this.volumes.some(it => (it.endsWith('\\') ? it : `${it}\\`).toLowerCase() === key);
  }

  nextDevice(): string {
    this.#devices += 1;
    return `\\\\?\\GLOBALROOT\\Device\\HarddiskVolumeShadowCopy${this.#devices}`;
  }

  /** Windows' calls of writers of this process are in the record, as they were answered. */
  #answered(call: WriterCall, event: RunEvent): void {
    const { activity, record, machines } = this.simulation;
    activity.happened();
    if (!this.own.some(it => it.id === event.writer)) return;
    record.add(`CVssWriterEx.${call.handler}`, machines.local.name, [call.sessionId, event.answer, event.code]);
  }
}
