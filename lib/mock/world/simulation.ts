import { formatTicks, ticksOf } from '../../base/ticks.js';
import { CodeNames } from '../../errors/code-names.js';
import { Activity } from './activity.js';
import { CallTable } from './call-table.js';
import { type Caller, type Role, readCaller, roleOf, writeCaller } from './caller.js';
import { makeClock } from './clock/make-clock.js';
import { OtherClock } from './clock/other-clock.js';
import type { ClockChoice, WorldClock } from './clock/types.js';
import type { Domain, Joining } from './domain.js';
import { Handler } from './handler.js';
import { Machine, Machines } from './machine.js';
import { Privileges } from './privileges.js';
import { CallRecord } from './record.js';
import type { GeneralScenario, MachineScenario } from './scenario/general.js';
import { type MachineRead, readMachine, readMachines, startOf, writeMachine } from './scenario/machines.js';

/** How a world begins. */
export interface WorldOptions {
  /** Default: `'world'`. */
  readonly clock?: ClockChoice;
  /** The rights of the calling process, instead of the scenario's. Default: an administrator's. */
  readonly as?: Role;
}

/** What every world has, whatever its domains: hosts, a clock, faults, a record, and the handler of raw calls. */
export class Simulation {
  readonly clock: WorldClock;
  readonly caller: Caller;
  readonly privileges: Privileges;
  readonly activity = new Activity();
  readonly calls = new CallTable();
  readonly codes = new CodeNames();
  readonly record = new CallRecord(this.codes);
  readonly machines = new Machines();
  readonly handler: Handler;
  readonly #scenario: GeneralScenario;
  readonly #domains: Domain[] = [];
  readonly #start: number;

  /** The scenario has been checked. */
  constructor(scenario: GeneralScenario, { clock = 'world', as }: WorldOptions = {}) {
    this.#scenario = scenario;
    this.#start = startOf(scenario);
    this.clock = makeClock(clock, this.#start);
    this.caller = readCaller(scenario.caller ?? {}, roleOf(as));
    this.privileges = new Privileges(this.caller);
    this.handler = new Handler(this);
  }

  /** All domains join before the hosts do. */
  begin(domains: readonly Domain[]): void {
    for (const domain of domains) {
      this.#domains.push(domain);
      this.handler.add(domain);
      this.codes.add(domain.codes);
    }
    const now = this.clock.now();
    const shift = this.#scenario.now === undefined ? 0n : ticksOf(now) - ticksOf(this.#start);
    for (const read of readMachines(this.#scenario, ticksOf(now))) this.#add(read, shift);
  }

  /** The host of that name; one that the world does not know yet is made. */
  machine(name: string): Machine {
    if (typeof name !== 'string' || name.trim() === '') throw new TypeError('a host has a name');
    const found = this.machines.find(name);
    if (found) return found;
    return this.#add(readMachine({ name }, { path: 'host', isLocal: false, now: ticksOf(this.clock.now()) }), 0n);
  }

  async advance(ms: number): Promise<void> {
    const { clock } = this;
    if (typeof ms !== 'number')
      throw new TypeError(`advance takes milliseconds as a number, not ${JSON.stringify(ms) ?? typeof ms}`);
    if (!(ms >= 0)) throw new RangeError(`time moves forward, by milliseconds, not by ${String(ms)}`);
    if (ms > 0 && !clock.own)
      throw new TypeError('this world goes by another clock: move that one, then await settled()');
    await this.settled();
    const end = clock.elapsed() + ms;
    while (clock.step(end)) await this.settled();
    clock.moveTo(end);
    await this.settled();
  }

  async settled(): Promise<void> {
    this.clock.fireDue();
    await this.activity.rest();
  }

  /** The local host starts again: all that runs there ends, and its services come back. */
  restart(): void {
    this.machines.local.services.restart();
    for (const domain of this.#domains) domain.restart?.();
  }

  /** The scenario that the world would start from now. */
  write(): object {
    const parts = <T>(of: (domain: Domain) => T) => Object.assign({}, ...this.#domains.map(of));
    return {
      version: 1,
      now: formatTicks(ticksOf(this.clock.now())),
      caller: { ...writeCaller(this.caller), ...parts(it => it.writeCaller()) },
      ...parts(it => it.writeRoot?.() ?? {}),
      hosts: this.machines
        .all()
        .map(machine => ({ ...writeMachine(machine.state), ...parts(it => it.writeHost(machine)) })),
    };
  }

  #add({ state, given, path }: MachineRead, shift: bigint): Machine {
    const clock = state.isLocal ? this.clock : new OtherClock(this.clock, state);
    const machine = new Machine(state, clock, this.calls, this.codes);
    this.machines.add(machine);
    const joining: Joining<MachineScenario> = { machine, given, path, now: ticksOf(clock.now()), shift };
    for (const domain of this.#domains) domain.join(joining);
    return machine;
  }
}
