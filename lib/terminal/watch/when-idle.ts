import { checkDuration, checkOptions, wrongType } from '../../errors/arguments.js';
import { IdleUnknownError } from '../../errors/idle-unknown.js';
import type { SessionRef } from '../../identity/session.js';
import type { Cancel } from '../../lane/cancel.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import { controlOf, type HostContext } from '../host-context.js';
import { checkRef } from '../sessions/reference.js';
import { sessionNow } from '../sessions/session.js';
import type { SessionDetails } from '../sessions/types.js';

/** Windows' idle times and timers differ by some milliseconds. A little more time avoids one more question. */
const LEEWAY_MS = 20;

/**
 * Waits until nobody has used the session for `forMs`. For the caller's own session Windows knows the last input exactly. For
 * other sessions the idle time decides; where it is not known, the call fails.
 */
export async function whenIdle(
  host: HostContext,
  ref: SessionRef,
  options: { readonly forMs: number } & Cancel,
): Promise<SessionDetails> {
  checkRef(host, ref);
  checkOptions('options', options, ['forMs', ...CANCEL]);
  if (typeof options?.forMs !== 'number') throw wrongType('options.forMs', 'a number of milliseconds', options?.forMs);
  checkDuration('options.forMs', options.forMs);
  checkCancel(options);
  const { forMs, signal, timeout } = options;
  return await host.waits.during({ ...controlOf(host, undefined, ref), signal, timeout }, async wait => {
    for (;;) {
      // The next question may come in hours, so each one has its own time limit: that of the host's calls.
      const found = await wait.part(host.timeout, part => sessionNow(host, part, ref));
      const now = withOwnInput(host, found);
      if (now.idleMs === undefined) throw new IdleUnknownError(host.name, now.id);
      if (now.idleMs >= forMs) return now;
      await wait.pause(forMs - now.idleMs + LEEWAY_MS);
    }
  });
}

function withOwnInput(host: HostContext, session: SessionDetails): SessionDetails {
  if (!session.isCurrent || session.state === 'disconnected') return session;
  const age = host.backend.terminal.lastInputAge();
  return age.ok ? Object.freeze({ ...session, idleMs: age.value }) : session;
}
