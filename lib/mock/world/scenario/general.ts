import type { CallerScenario } from '../caller.js';

/** What the general room reads of a scenario; each domain reads its own keys. */
export interface GeneralScenario {
  readonly version: 1;
  readonly now?: string;
  readonly caller?: CallerScenario;
  readonly hosts?: readonly MachineScenario[];
}

export interface MachineScenario {
  readonly name?: string;
  readonly local?: boolean;
  readonly windows?: string;
  readonly unreachable?: boolean;
  readonly hangs?: boolean;
  readonly clockOffset?: number;
}
