import { checkBoolean, checkOptions, wrongType } from '../../errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import type { Ask } from '../../lane/job.js';
import { actControl } from '../acts/act-bounds.js';
import { ERROR_CODES as E } from '../codes.js';
import type { TerminalThread } from '../contract.js';
import { controlOf, type HostContext, hostError, runOnLane } from '../host-context.js';
import type { ChildSessions } from './types.js';

/** Also the number for "the current session", so it must never pass as an id. */
const NONE = 0xffffffff;

export async function childSessions(host: HostContext, options: Cancel = {}): Promise<ChildSessions> {
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  return await runOnLane(host, controlOf(host, options), async ask => {
    const enabled = await ask(thread => thread.call('WTSIsChildSessionsEnabled', {}));
    if (!enabled.ok) throw hostError(host, enabled);
    return Object.freeze({ enabled: enabled.value, id: await childId(host, ask) });
  });
}

async function childId(host: HostContext, ask: Ask<TerminalThread>): Promise<number | undefined> {
  const id = await ask(thread => thread.call('WTSGetChildSessionId', {}));
  if (id.ok) return id.value === NONE ? undefined : id.value;
  // Some versions of Windows say so in this way.
  if (id.code === E.ERROR_NOT_FOUND) return undefined;
  throw hostError(host, id);
}

export async function setChildSessionsEnabled(
  host: HostContext,
  enabled: boolean,
  options: Cancel = {},
): Promise<void> {
  if (enabled === undefined) throw wrongType('enabled', 'a boolean', enabled);
  checkBoolean('enabled', enabled);
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  await runOnLane(host, actControl(host, options), async ask => {
    const answer = await ask(thread => thread.call('WTSEnableChildSessions', { enable: enabled }), 'act');
    if (!answer.ok) throw hostError(host, answer);
  });
}
