import type { Answer } from '../../base/answer.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import { ISCSI_CALLS, type IscsiCalls, SERVICE } from '../../iscsi/calls.js';
import { ISDSC_CODES, WARNINGS } from '../../iscsi/codes.js';
import type { ScenarioIscsi } from '../../scenario/iscsi.js';
import type { NamedArgs } from '../world/call-table.js';
import { byRules, type CallTarget, type Domain, type Joining } from '../world/domain.js';
import type { Outcome, RawAnswer } from '../world/raw-call.js';
import type { Service } from '../world/service.js';
import type { Simulation } from '../world/simulation.js';
import { IscsiController } from './control.js';
import { ISCSI_RULES, type Made } from './rules/rules.js';
import { readIscsi } from './scenario/read.js';
import { writeIscsi } from './scenario/write.js';
import type { InitiatorState } from './state.js';

/** The iSCSI initiator of the local host. A Windows without one has no iscsidsc.dll, and no such service. */
export class IscsiWorld implements Domain {
  readonly calls = ISCSI_CALLS;
  readonly codes = ISDSC_CODES;
  readonly control: IscsiController;
  readonly #simulation: Simulation;
  readonly #scenario: ScenarioIscsi | null | undefined;
  #initiator: InitiatorState | undefined;
  #service: Service | undefined;

  readonly #byRules = byRules<IscsiCalls, Made>(ISCSI_RULES, ({ machine }) => ({
    caller: this.#simulation.caller,
    windows: machine.windows,
    initiator: this.#initiator!,
  }));

  constructor(simulation: Simulation, { iscsi }: { readonly iscsi?: ScenarioIscsi | null }) {
    this.#simulation = simulation;
    this.#scenario = iscsi;
    this.control = new IscsiController(() => this.#known());
  }

  join({ machine }: Joining): void {
    if (!machine.isLocal || this.#scenario === null) return;
    this.#initiator = readIscsi(machine.name, this.#scenario);
    this.#service = machine.services.add({
      name: SERVICE,
      hostName: machine.name,
      state: this.#scenario?.service ?? 'running',
      refusal: ISDSC_CODES.ISDSC_SERVICE_NOT_RUNNING,
    });
  }

  answer(name: string, args: NamedArgs, target: CallTarget): Outcome | Promise<Outcome> {
    return this.#initiator === undefined ? E.ERROR_MOD_NOT_FOUND : this.#byRules(name, args, target);
  }

  isSpoilable(): boolean {
    return false;
  }

  /** As the addon reads a buffer. */
  read(_name: string, answer: RawAnswer): Answer<unknown> {
    return answer;
  }

  warned(_name: string, value: unknown, code: number): unknown {
    return WARNINGS.includes(code) ? { ...(value as object), warning: code } : undefined;
  }

  writeHost(): object {
    return {};
  }

  writeCaller(): object {
    return {};
  }

  writeRoot(): object {
    if (this.#initiator === undefined) return { iscsi: null };
    const { local } = this.#simulation.machines;
    const iscsi = writeIscsi(local.name, this.#service!.word, this.#initiator);
    return Object.keys(iscsi).length > 0 ? { iscsi } : {};
  }

  #known(): InitiatorState {
    if (this.#initiator === undefined) throw new TypeError('this world has no iSCSI: its scenario says so');
    return this.#initiator;
  }
}
