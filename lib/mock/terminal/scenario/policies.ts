import type { ScenarioHost } from '../../../terminal/capture/scenario.js';
import type { Machine } from '../../world/machine.js';
import { logonModeOf, setLogonMode, setShadowPolicy, shadowPolicyOf } from '../logon-mode.js';
import type { HostState } from '../state.js';

/** What administrators have set for a host: who may log on, and what policies say. */
type Policies = Pick<ScenarioHost, 'policies' | 'logonMode' | 'refusesLogons' | 'childSessions'>;

export function readPolicies({ policies, logonMode, refusesLogons, childSessions }: Policies, of: Of): void {
  const { machine, state } = of;
  if (policies?.shadow !== undefined) setShadowPolicy(machine, policies.shadow);
  if (logonMode !== undefined) setLogonMode(machine, logonMode);
  state.refusesLogons = refusesLogons ?? false;
  state.childSessions.enabled = childSessions ?? false;
}

/** What a reader takes for granted is left out. */
export function writePolicies({ machine, state }: Of): Policies {
  const shadow = shadowPolicyOf(machine);
  const logonMode = logonModeOf(machine);
  return {
    ...(shadow !== undefined && { policies: { shadow } }),
    ...(logonMode !== 'open' && { logonMode }),
    ...(state.refusesLogons && { refusesLogons: true }),
    ...(state.childSessions.enabled && { childSessions: true }),
  };
}

interface Of {
  readonly machine: Machine;
  readonly state: HostState;
}
