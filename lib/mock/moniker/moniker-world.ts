import type { Answer } from '../../base/answer.js';
import { COM_CODES } from '../../errors/hresult.js';
import { MONIKER_CALLS, type MonikerCalls } from '../../moniker/calls.js';
import type { ScenarioComClass } from '../../scenario/com-classes.js';
import type { NamedArgs } from '../world/call-table.js';
import { byRules, type CallTarget, type Domain } from '../world/domain.js';
import type { Outcome } from '../world/raw-call.js';
import { scenarioError } from '../world/scenario/validate.js';
import type { Simulation } from '../world/simulation.js';
import { ComClasses } from './classes.js';
import { MonikerController } from './control.js';
import { type Made, MONIKER_RULES } from './rules.js';
import type { Seats } from './seats.js';

/** The COM classes of the local host, and the servers that session monikers have started. */
export class MonikerWorld implements Domain {
  readonly calls = MONIKER_CALLS;
  readonly codes = COM_CODES;
  readonly #classes = new ComClasses();
  readonly control: MonikerController;
  readonly #simulation: Simulation;
  readonly #byRules: Domain['answer'];

  constructor(
    simulation: Simulation,
    { comClasses = [] }: { readonly comClasses?: readonly ScenarioComClass[] },
    seats: Seats,
  ) {
    this.#simulation = simulation;
    comClasses.forEach((it, i) => {
      try {
        this.#classes.register(it);
      } catch (error) {
        throw scenarioError(`comClasses[${i}]`, `is none: ${(error as Error).message}`);
      }
    });
    this.control = new MonikerController(this.#classes, seats);
    const follow: Made['follow'] = async (name, args) =>
      (await simulation.handler.ask(undefined, name, args as NamedArgs)) as Answer<unknown>;
    this.#byRules = byRules<MonikerCalls, Made>(MONIKER_RULES, () => ({ classes: this.#classes, seats, follow }));
  }

  answer(name: string, args: NamedArgs, target: CallTarget): Outcome | Promise<Outcome> {
    return this.#byRules(name, args, target);
  }

  /** An object that was not given back is so when the thread that has asked for it ends. */
  held(name: string, value: unknown): (() => void) | undefined {
    if (name !== 'CoGetObject') return undefined;
    const object = value as number;
    return () => {
      if (this.#classes.isHeld(object)) this.#simulation.handler.ask(undefined, 'Release', { object }, { held: false });
    };
  }

  join(): void {}

  isSpoilable(): boolean {
    return false;
  }

  writeHost(): object {
    return {};
  }

  writeCaller(): object {
    return {};
  }

  writeRoot(): object {
    const comClasses = this.#classes.write();
    return comClasses.length > 0 ? { comClasses } : {};
  }
}
