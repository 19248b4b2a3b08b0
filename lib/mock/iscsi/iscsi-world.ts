import { WIN32_CODES as E } from '../../errors/codes.js';
import { ISCSI_CALLS, type IscsiCalls, SERVICE } from '../../iscsi/calls.js';
import { ISDSC_CODES, WARNINGS } from '../../iscsi/codes.js';
import type { ScenarioIscsi } from '../../scenario/iscsi.js';
import type { NamedArgs } from '../world/call-table.js';
import { byRules, type CallTarget, type Domain, type Joining } from '../world/domain.js';
import type { BufferShape, Outcome } from '../world/raw-call.js';
import type { Service } from '../world/service.js';
import type { Simulation } from '../world/simulation.js';
import { IscsiController } from './control.js';
import type { Initiator } from './initiator.js';
import type { Made } from './rules/made.js';
import { ISCSI_RULES } from './rules/rules.js';
import { readIscsi } from './scenario/read.js';
import { writeIscsi } from './scenario/write.js';
import { isSpoilable, isTooSmall, read } from './spoiled.js';

const FOR_EVERYBODY = 'GetIScsiVersionInformation';

/** The iSCSI initiator of the local host. A Windows without one has no iscsidsc.dll, and no such service. */
export class IscsiWorld implements Domain {
  readonly calls = ISCSI_CALLS;
  readonly codes = ISDSC_CODES;
  readonly control: IscsiController;
  readonly #simulation: Simulation;
  readonly #scenario: ScenarioIscsi | null | undefined;
  #initiator: Initiator | undefined;
  #service: Service | undefined;

  readonly #byRules = byRules<IscsiCalls, Made>(ISCSI_RULES, ({ machine }) => ({
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
      breakage: E.RPC_S_CALL_FAILED,
    });
  }

  answer(name: string, args: NamedArgs, target: CallTarget): Outcome | Promise<Outcome> {
    if (this.#initiator === undefined) return E.ERROR_MOD_NOT_FOUND;
    // Nobody has documented which rights the calls need; that users without them are refused is what is seen.
    if (this.#simulation.caller.role === 'user' && name !== FOR_EVERYBODY) return E.ERROR_ACCESS_DENIED;
    return this.#byRules(name, args, target);
  }

  isSpoilable(name: string, _: NamedArgs, value: unknown, shape: BufferShape): boolean {
    return isSpoilable(name, value, shape);
  }

  readonly read = read;
  readonly isTooSmall = isTooSmall;

  restart(): void {
    this.#initiator?.restart();
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

  #known(): Initiator {
    if (this.#initiator === undefined) throw new TypeError('this world has no iSCSI: its scenario says so');
    return this.#initiator;
  }
}
