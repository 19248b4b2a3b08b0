import { checkOptions, wrongType, wrongValue } from '../../errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import type { Ask } from '../../lane/job.js';
import { ERROR_CODES as E } from '../codes.js';
import type { TerminalThread } from '../contract.js';
import { controlOf, type HostContext, hostError, runOnLane } from '../host-context.js';
import { readValue, SET_VALUE, TERMINAL_SERVER, WINLOGON, writeValue } from '../registry.js';
import { actControl } from './act-bounds.js';
import { DRAIN_MODES, LOGON_MODES, LOGON_VALUES } from './logon-mode-values.js';
import type { LogonMode } from './types.js';

const { winStationsDisabled, drainMode } = LOGON_VALUES;

export async function logonMode(host: HostContext, options: Cancel = {}): Promise<LogonMode> {
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  return await runOnLane(host, controlOf(host, options), ask => modeNow(host, ask));
}

export async function setLogonMode(host: HostContext, mode: LogonMode, options: Cancel = {}): Promise<void> {
  if (typeof mode !== 'string') throw wrongType('mode', `one of ${LOGON_MODES.join(', ')}`, mode);
  if (!LOGON_MODES.includes(mode)) throw wrongValue('mode', `one of ${LOGON_MODES.join(', ')}`, mode);
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  await runOnLane(host, actControl(host, options), async ask => {
    const { isClosed, drains } = await valuesNow(host, ask);
    // What opens comes last: where it fails, the machine is as closed as it was, whatever the other value says.
    if (mode !== 'closed' && drains !== DRAIN_MODES[mode])
      await writeValue(host, ask, TERMINAL_SERVER, drainMode, DRAIN_MODES[mode]);
    if (isClosed !== (mode === 'closed'))
      await writeValue(host, ask, WINLOGON, winStationsDisabled, mode === 'closed' ? '1' : '0');
    const now = await modeNow(host, ask);
    if (now !== mode) throw otherMode(host, now);
  });
}

async function modeNow(host: HostContext, ask: Ask<TerminalThread>): Promise<LogonMode> {
  const { isClosed, drains } = await valuesNow(host, ask);
  if (isClosed) return 'closed';
  if (drains === DRAIN_MODES.open) return 'open';
  return drains === DRAIN_MODES.drainUntilRestart ? 'drainUntilRestart' : 'drain';
}

/** The second value does not count while the first one says closed. */
async function valuesNow(host: HostContext, ask: Ask<TerminalThread>) {
  const disabled = await readValue(host, ask, WINLOGON, winStationsDisabled);
  const drains = await readValue(host, ask, TERMINAL_SERVER, drainMode);
  return { isClosed: Number(disabled ?? 0) === 1, drains: Number(drains ?? 0) };
}

function otherMode(host: HostContext, now: LogonMode) {
  return hostError(host, { ok: false, syscall: SET_VALUE, code: E.ERROR_INVALID_DATA }, undefined, {
    reason: 'changed',
    hint: `The logon mode is '${now}': another program has set it at the same time.`,
  });
}
