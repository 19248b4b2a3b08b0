import { didYouMean } from '../../base/nearest.js';
import { LOGON_MODES } from '../../terminal/acts/logon-mode-values.js';
import { type Fault, faultThat } from '../world/fault.js';
import type { ActsControl, PolicySettings } from './acts-control-types.js';
import type { SimulatedHost } from './host.js';
import { setLogonMode, setShadowPolicy } from './logon-mode.js';
import { clientFrom } from './scenario/defaults.js';
import { hasUser } from './state.js';

export class ActsController implements ActsControl {
  readonly #host: SimulatedHost;

  constructor(host: SimulatedHost) {
    this.#host = host;
  }

  protect(pid: number): Fault {
    const { state } = this.#host;
    if (!state.processes.has(pid)) throw new RangeError(`${state.name} has no process ${pid}`);
    state.protected.add(pid);
    return faultThat(() => state.protected.delete(pid));
  }

  childOf(parentId: number): number {
    const { state, transitions } = this.#host;
    const parent = state.sessions.get(parentId);
    if (!parent || !hasUser(parent)) throw new RangeError(`session ${parentId} of ${state.name} has nobody logged on`);
    if (!state.childSessions.enabled) throw new RangeError(`${state.name} has child sessions not enabled`);
    if (state.childSessions.ids.size > 0) throw new RangeError(`${state.name} has a child session already`);
    return transitions.startChild(parent, clientFrom({ name: state.name })).id;
  }

  policy(settings: PolicySettings): void {
    const { machine } = this.#host;
    const { shadow, logonMode } = settings;
    if (shadow !== undefined && !(Number.isInteger(shadow) && shadow >= 0)) {
      throw new RangeError(`a policy for shadowing is a number from 0 on, not ${String(shadow)}`);
    }
    if (logonMode !== undefined && !LOGON_MODES.includes(logonMode)) {
      throw new TypeError(`${String(logonMode)} is no logon mode${didYouMean(String(logonMode), LOGON_MODES)}`);
    }
    if ('shadow' in settings) setShadowPolicy(machine, shadow);
    if (logonMode !== undefined) setLogonMode(machine, logonMode);
  }

  boot(): void {
    this.#host.power.boot();
  }
}
