import { checkDuration, checkOptions, wrongType } from '../../errors/arguments.js';
import { IdleUnknownError } from '../../errors/idle-unknown.js';
import type { SessionRef } from '../../identity/session.js';
import type { Cancel } from '../../lane/cancel.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import type { HostContext } from '../host-context.js';
import { checkRef } from '../sessions/reference.js';
import { sessionNow } from '../sessions/session.js';
import type { SessionDetails } from '../sessions/types.js';

/** Windows' idle times and timers do not agree to the millisecond: a moment later spares a round. */
const LEEWAY_MS = 20;

/**
 * Waits until nobody has used the session for so long. Of its own session Windows knows the last input exactly; of others
 * what their idle time says, and where that is not known there is nothing to wait for.
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
  return await host.waits.during({ signal, timeout }, async wait => {
    for (;;) {
      // It may be hours before the next one: each question has the time that the host's calls have.
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
