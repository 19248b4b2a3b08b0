import { checkBoolean, checkOptions } from '../errors/arguments.js';
import type { Ask } from '../lane/job.js';
import type { TerminalThread } from './contract.js';
import { CANCEL, checkCancel, controlOf, type HostContext, hostError } from './host-context.js';
import { checkRef, resolveForEnd } from './reference.js';
import type { LogoffOptions, SessionRef } from './types.js';

export async function logoff(host: HostContext, ref: SessionRef, options: LogoffOptions = {}): Promise<void> {
  checkRef(host, ref);
  checkOptions('options', options, ['wait', ...CANCEL]);
  const { wait = true } = options;
  checkBoolean('options.wait', wait);
  checkCancel(options);

  const end = async (ask: Ask<TerminalThread>) => {
    const sessionId = await resolveForEnd(host, ask, ref, 'WTSLogoffSession');
    const answer = await ask(thread => thread.logoff({ sessionId, wait }), 'act');
    if (!answer.ok) throw hostError(host, answer, sessionId);
  };
  // Ending a session takes as long as its programs take: no default timeout, and nobody else waits for it.
  if (wait) await host.beside.run({ signal: options.signal, timeout: options.timeout }, end);
  else await host.lane.run(controlOf(host, options), end);
}
