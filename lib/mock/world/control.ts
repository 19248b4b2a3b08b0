import type { MachineControl } from './control-types.js';
import type { Fault } from './fault.js';
import type { FaultLimits } from './faults.js';
import type { Machine, Machines } from './machine.js';
import type { BufferShape } from './raw-call.js';

/** What a FILETIME can say, in milliseconds since 1970. */
const FIRST_MS = Date.UTC(1601, 0, 1);
const LAST_MS = Date.UTC(10_000, 0, 1) - 1;

export class MachineController implements MachineControl {
  readonly #machines: Machines;
  readonly #machine: Machine;

  constructor(machines: Machines, machine: Machine) {
    this.#machines = machines;
    this.#machine = machine;
  }

  get name(): string {
    return this.#machine.name;
  }

  stopService(name: string): Fault {
    return this.#machine.services.hold(name);
  }

  setClock(to: Date | number): void {
    // By its value, since a Date may come from another realm.
    const ms = typeof to === 'number' ? to : Number(to);
    if (!(ms > FIRST_MS && ms <= LAST_MS)) {
      throw new RangeError(`a clock shows a time between 1601 and 9999, not ${String(to)}`);
    }
    this.#machines.setClock(this.#machine, Math.floor(ms));
  }

  unreachable(): Fault {
    return this.#machine.cut();
  }

  hang(): Fault {
    return this.#machine.faults.hang();
  }

  fail(syscall: string, how: FaultLimits & { readonly code: string | number }): Fault {
    return this.#machine.faults.fail(syscall, how);
  }

  spoil(syscall: string, shape: BufferShape, limits?: FaultLimits): Fault {
    return this.#machine.faults.spoil(syscall, shape, limits);
  }

  delay(syscall: string, ms: number, limits?: FaultLimits): Fault {
    return this.#machine.faults.delay(syscall, ms, limits);
  }

  hold(syscall: string, limits?: FaultLimits): Fault {
    return this.#machine.faults.hold(syscall, limits);
  }
}
