import type { Answer } from '../../base/answer.js';
import { DESKTOP_CALLS, type DesktopCalls } from '../../desktop/calls.js';
import type { NamedArgs } from '../world/call-table.js';
import { byRules, type CallTarget, type Domain } from '../world/domain.js';
import type { Outcome } from '../world/raw-call.js';
import type { Simulation } from '../world/simulation.js';
import { DesktopController } from './control.js';
import { DesktopState, type Here } from './desktop-state.js';
import { DESKTOP_RULES, type Made } from './rules.js';

/** The window stations and desktops of the session that the calling process runs in. */
export class DesktopWorld implements Domain {
  readonly calls = DESKTOP_CALLS;
  readonly codes = {};
  readonly #state = new DesktopState();
  readonly control = new DesktopController(this.#state);
  readonly #byRules: Domain['answer'];

  /** `here`: the session of the calling process, as it is now. */
  constructor(simulation: Simulation, here: () => Here) {
    this.#byRules = byRules<DesktopCalls, Made>(DESKTOP_RULES, () => ({
      here: here(),
      state: this.#state,
      isSystem: simulation.caller.role === 'system',
      follow: async (name, args) =>
        (await simulation.handler.ask(undefined, name, args as NamedArgs)) as Answer<unknown>,
    }));
  }

  answer(name: string, args: NamedArgs, target: CallTarget): Outcome | Promise<Outcome> {
    return this.#byRules(name, args, target);
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
}
