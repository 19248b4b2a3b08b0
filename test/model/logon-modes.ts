import { logonModeOf } from '../../lib/mock/terminal/logon-mode.js';
import type { Machine } from '../../lib/mock/world/machine.js';
import type { LogonMode } from '../../lib/terminal/acts/types.js';
import type { LocalHost } from '../../lib/terminal/types.js';
import type { Calls } from './calls.js';
import type { Step } from './steps.js';

export type LogonModeStep = Extract<Step, { readonly do: 'setLogonMode' | 'logonMode' }>;

/** The default time limit of an act. */
const BOUND = 30_000;

/** Who may log on to this machine: what is answered was so, and a set that fails half-way opens nothing. */
export class LogonModes {
  readonly #machine: Machine;
  readonly #calls: Calls;
  readonly #fail: (why: string) => void;
  /** How often the mode was another one, by whomever. */
  #changes = 0;
  /** How often an administrator has set it at the machine. */
  #byOthers = 0;
  #sets = 0;
  #underWay = 0;
  /** A set that was stopped may still come. */
  #mayCome = false;

  constructor(machine: Machine, calls: Calls, fail: (why: string) => void) {
    this.#machine = machine;
    this.#calls = calls;
    this.#fail = fail;
    const { registry } = machine;
    const set = registry.set.bind(registry);
    registry.set = (key, name, data) => {
      const before = this.#mode;
      set(key, name, data);
      if (this.#mode !== before) this.#changes += 1;
    };
  }

  /** An administrator sets it at the machine. */
  changed(): void {
    this.#byOthers += 1;
  }

  take(step: LogonModeStep, host: LocalHost): void {
    if (step.do === 'logonMode') this.#ask(step, host);
    else this.#set(step, host);
  }

  get #mode(): LogonMode {
    return logonModeOf(this.#machine);
  }

  #ask({ timeout }: Extract<LogonModeStep, { do: 'logonMode' }>, host: LocalHost): void {
    const [before, changes] = [this.#mode, this.#changes];
    this.#calls.begin(
      { what: 'logonMode', host: 'HERE', bound: timeout },
      signal => host.logonMode({ signal, timeout }),
      ({ value }) => {
        if (value === undefined || this.#changes > changes || value === before) return;
        this.#fail(`the logon mode was answered as '${value}', and was '${before}'`);
      },
    );
  }

  #set({ mode, timeout }: Extract<LogonModeStep, { do: 'setLogonMode' }>, host: LocalHost): void {
    const [before, byOthers] = [this.#mode, this.#byOthers];
    const isFirst = this.#underWay === 0;
    const number = ++this.#sets;
    this.#underWay += 1;
    this.#calls.begin(
      { what: `setLogonMode ${mode}`, host: 'HERE', bound: timeout ?? BOUND },
      signal => host.setLogonMode(mode, { signal, timeout }),
      ({ error }) => {
        this.#underWay -= 1;
        const now = this.#mode;
        const { outcome } = (error ?? {}) as { readonly outcome?: string };
        if (outcome === 'unknown') this.#mayCome = true;
        const isAlone = isFirst && this.#sets === number && this.#byOthers === byOthers && !this.#mayCome;
        if (!isAlone) return;
        if (error === undefined && now !== mode) this.#fail(`the logon mode was set to '${mode}', and is '${now}'`);
        if (error !== undefined && now !== before && now !== mode)
          this.#fail(`the logon mode was '${before}' and should become '${mode}'; a failure left '${now}'`);
      },
    );
  }
}
