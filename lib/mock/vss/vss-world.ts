import type { Answer } from '../../base/answer.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import type { ScenarioVss } from '../../scenario/vss.js';
import { SERVICE, VSS_CALLS, type VssCalls, WRITER_CALLS, type WriterCalls } from '../../vss/calls.js';
import { VSS_CODES } from '../../vss/codes.js';
import type { RawWriter, VssContract, WriterListener } from '../../vss/contract.js';
import type { NamedArgs } from '../world/call-table.js';
import { byRules, type CallTarget, type Domain, type Joining } from '../world/domain.js';
import type { Outcome } from '../world/raw-call.js';
import type { Service } from '../world/service.js';
import type { Simulation } from '../world/simulation.js';
import { ComponentsObject } from './components-object.js';
import { VssController } from './control.js';
import type { Infrastructure } from './infrastructure.js';
import { MockWriter } from './mock-writer.js';
import type { Made } from './rules/made.js';
import { REQUESTER_RULES } from './rules/requester.js';
import { WRITER_RULES, type WriterMade } from './rules/writer.js';
import { readVss } from './scenario/read.js';
import { writeVss } from './scenario/write.js';

/** E_ACCESSDENIED, and what Windows says of a service that it cannot start: both wrapped. */
const ACCESS_DENIED = 0x80070005;
const DISABLED = 0x80070422;
/** What everybody may do, as nothing is asked of anybody. */
const FOR_EVERYBODY: readonly string[] = ['CoInitializeSecurity', 'CreateWriterEx'];

/** VSS of the local host. A Windows without it has no vssapi.dll. */
export class VssWorld implements Domain, VssContract {
  readonly calls = { ...VSS_CALLS, ...WRITER_CALLS };
  readonly codes = VSS_CODES;
  readonly control: VssController;
  readonly #simulation: Simulation;
  readonly #scenario: ScenarioVss | null | undefined;
  /** By the thread that has made it. */
  readonly #objects = new Map<unknown, ComponentsObject>();
  #infrastructure: Infrastructure | undefined;
  #service: Service | undefined;

  readonly #ofRequesters = byRules<VssCalls, Made>(REQUESTER_RULES, ({ on }) => ({
    object: () => this.#objects.get(on),
    make: () => void this.#objects.set(on, new ComponentsObject(this.#infrastructure!)),
    drop: () => void this.#objects.delete(on),
    isRunning: this.#service!.isReady,
  }));
  readonly #ofWriters = byRules<WriterCalls, WriterMade>(WRITER_RULES, ({ on }) => ({
    infrastructure: this.#infrastructure!,
    writer: on as MockWriter,
  }));

  constructor(simulation: Simulation, { vss }: { readonly vss?: ScenarioVss | null }) {
    this.#simulation = simulation;
    this.#scenario = vss;
    this.control = new VssController(() => this.#known());
  }

  // As the library asks it.

  initializeSecurity(question: { readonly impersonate: boolean }): Answer<undefined> {
    // It blocks the thread of JavaScript, so it is never held.
    return this.#simulation.handler.ask(undefined, 'CoInitializeSecurity', question, {
      held: false,
    }) as Answer<undefined>;
  }

  createWriter(listener: WriterListener): RawWriter {
    return new MockWriter(this.#simulation, listener, this.#nextInstance());
  }

  // As the world asks it.

  join({ machine }: Joining): void {
    if (!machine.isLocal || this.#scenario === null) return;
    this.#infrastructure = readVss(this.#simulation, this.#scenario);
    this.#service = machine.services.add({
      name: SERVICE,
      hostName: machine.name,
      state: this.#scenario?.service ?? 'running',
      refusal: DISABLED,
    });
  }

  answer(name: string, args: NamedArgs, target: CallTarget): Outcome | Promise<Outcome> {
    // It belongs to COM, which is always there.
    if (name === 'CoInitializeSecurity' && this.#infrastructure === undefined) return { value: undefined };
    if (this.#infrastructure === undefined) return E.ERROR_MOD_NOT_FOUND;
    if (this.#simulation.caller.role === 'user' && !FOR_EVERYBODY.includes(name)) return ACCESS_DENIED;
    return Object.hasOwn(WRITER_CALLS, name)
      ? this.#ofWriters(name, args, target)
      : this.#ofRequesters(name, args, target);
  }

  restart(): void {
    this.#infrastructure?.restart();
  }

  isSpoilable(): boolean {
    return false;
  }

  /** Nobody waits for what the thread asks. */
  stopped(thread: unknown): void {
    this.#objects.get(thread)?.cancel();
  }

  /** The thread is gone, and with it what it had. */
  left(thread: unknown): void {
    const object = this.#objects.get(thread);
    this.#objects.delete(thread);
    void object?.release();
  }

  writeHost(): object {
    return {};
  }

  writeCaller(): object {
    return {};
  }

  writeRoot(): object {
    if (this.#infrastructure === undefined) return { vss: null };
    const vss = writeVss(this.#service!.word, this.#infrastructure);
    return Object.keys(vss).length > 0 ? { vss } : {};
  }

  #nextInstance() {
    // A machine without VSS has no writers, but the question is asked.
    return (this.#infrastructure ?? readVss(this.#simulation)).guids.next();
  }

  #known(): Infrastructure {
    if (this.#infrastructure === undefined) throw new TypeError('this world has no VSS: its scenario says so');
    return this.#infrastructure;
  }
}
