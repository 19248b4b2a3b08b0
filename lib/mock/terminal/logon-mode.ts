import { DRAIN_MODES, LOGON_VALUES } from '../../terminal/acts/logon-mode-values.js';
import type { LogonMode } from '../../terminal/acts/types.js';
import { POLICIES, TERMINAL_SERVER, WINLOGON } from '../../terminal/registry.js';
import type { Machine } from '../world/machine.js';

const { winStationsDisabled, drainMode } = LOGON_VALUES;

/** As Windows reads the values: text or number. */
export function logonModeOf({ registry }: Machine): LogonMode {
  if (registry.get(WINLOGON, winStationsDisabled)?.text === '1') return 'closed';
  const drains = registry.get(TERMINAL_SERVER, drainMode)?.number ?? 0;
  return drains === 0 ? 'open' : drains === DRAIN_MODES.drainUntilRestart ? 'drainUntilRestart' : 'drain';
}

export function setLogonMode({ registry }: Machine, mode: LogonMode): void {
  registry.set(WINLOGON, winStationsDisabled, mode === 'closed' ? '1' : '0');
  if (mode !== 'closed') registry.set(TERMINAL_SERVER, drainMode, DRAIN_MODES[mode]);
}

export function shadowPolicyOf({ registry }: Machine): number | undefined {
  return registry.get(POLICIES, 'Shadow')?.number;
}

/** `undefined` takes the policy away. */
export function setShadowPolicy({ registry }: Machine, setting: number | undefined): void {
  registry.set(POLICIES, 'Shadow', setting);
}
