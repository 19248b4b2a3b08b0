import type { CodeNames } from '../../errors/code-names.js';
import type { CallTable } from './call-table.js';
import type { HostClock } from './clock/types.js';
import type { Fault } from './fault.js';
import { Faults } from './faults.js';
import { Registry } from './registry.js';
import { Services } from './service.js';

/** What a scenario says of a host whatever the domain, with nothing left out. */
export interface MachineState {
  readonly name: string;
  /** The machine that the caller runs on. */
  readonly isLocal: boolean;
  /** The version of Windows, such as '10.0.26100'. */
  readonly windows: string;
  /** No call reaches it. */
  readonly unreachable: boolean;
  /** Calls get there and are never answered. */
  readonly hangs: boolean;
  /** By how many milliseconds its clock is ahead of the local host's. */
  clockOffset: number;
}

/** A host of a world. What domains know of it they keep beside it. */
export class Machine {
  readonly state: MachineState;
  readonly clock: HostClock;
  readonly faults: Faults;
  readonly services = new Services();
  readonly registry = new Registry();
  /** What follows when no call reaches the host any more: those under way break. */
  readonly whenCut: (() => void)[] = [];
  /** What follows when its clock is set ahead by so many milliseconds. */
  readonly whenClockSet: ((byMs: number) => void)[] = [];

  #down = false;

  constructor(state: MachineState, clock: HostClock, calls: CallTable, codes: CodeNames) {
    this.state = state;
    this.clock = clock;
    this.faults = new Faults(calls, codes);
    if (state.hangs) this.faults.hang();
  }

  get name(): string {
    return this.state.name;
  }

  get isLocal(): boolean {
    return this.state.isLocal;
  }

  get windows(): string {
    return this.state.windows;
  }

  /** Whether calls get there. */
  get isReached(): boolean {
    return !this.state.unreachable && !this.faults.isCut && !this.#down;
  }

  /** It was shut down. */
  get isDown(): boolean {
    return this.#down;
  }

  shutDown(): void {
    this.#down = true;
    for (const effect of this.whenCut) effect();
  }

  boot(): void {
    this.#down = false;
  }

  /** No call gets there until the fault ends. */
  cut(): Fault {
    const cut = this.faults.cut();
    for (const effect of this.whenCut) effect();
    return cut;
  }
}

/** The hosts of a world. */
export class Machines {
  readonly #byName = new Map<string, Machine>();
  #local: Machine | undefined;

  get local(): Machine {
    if (!this.#local) throw new Error('this world has no local host yet');
    return this.#local;
  }

  add(machine: Machine): void {
    this.#byName.set(machine.name.toLowerCase(), machine);
    if (machine.isLocal) this.#local = machine;
  }

  /** `undefined` is this machine. */
  find(name: string | undefined): Machine | undefined {
    if (name === undefined) return this.local;
    return this.#byName.get(name.toLowerCase().replace(/^\\\\/, ''));
  }

  all(): readonly Machine[] {
    return [...this.#byName.values()];
  }

  /** Sets the clock of one host; those of the others go on as they were. */
  setClock(machine: Machine, to: number): void {
    const before = Math.floor(machine.clock.now());
    machine.clock.set(to);
    const by = to - before;
    if (machine === this.local)
      for (const { state } of this.#byName.values()) if (!state.isLocal) state.clockOffset -= by;
    for (const effect of machine.whenClockSet) effect(by);
  }
}
