import { checkOptions, wrongType, wrongValue } from '../../errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import { type HostContext, hostError, runOnSideThread } from '../host-context.js';
import { actControl, LOGOFF_MS } from './act-bounds.js';
import { enablePrivilege } from './privilege.js';
import type { ShutdownHow } from './types.js';

/** `WTS_WSD_*`, of which one is given. */
const HOW: Readonly<Record<ShutdownHow, number>> = { logoffOthers: 1, shutdown: 2, restart: 4, powerOff: 8 };

export async function shutdown(host: HostContext, how: ShutdownHow, options: Cancel = {}): Promise<void> {
  const words = Object.keys(HOW).join(', ');
  if (typeof how !== 'string') throw wrongType('how', `one of ${words}`, how);
  if (!Object.hasOwn(HOW, how)) throw wrongValue('how', `one of ${words}`, how);
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  // Windows may answer only when the sessions are gone.
  const { signal, timeout = LOGOFF_MS } = options;
  const control = how === 'logoffOthers' ? { signal, timeout } : actControl(host, options);

  await runOnSideThread(host, control, async ask => {
    // Another machine makes a token of its own for the caller, with the privileges of the account there enabled.
    if (host.remote === undefined) await enablePrivilege(host, ask, 'SeShutdownPrivilege');
    const answer = await ask(thread => thread.call('WTSShutdownSystem', { how: HOW[how] }), 'act');
    if (!answer.ok) throw hostError(host, answer);
  });
}
