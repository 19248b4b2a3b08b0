import { checkDuration, checkOptions, wrongType } from '../../errors/arguments.js';
import { IdleUnknownError } from '../../errors/idle-unknown.js';
import { budget, waitFor } from '../../lane/stopping.js';
import { CANCEL, checkCancel, type HostContext } from '../host-context.js';
import { checkRef } from '../reference.js';
import { session } from '../sessions.js';
import type { Cancel, SessionDetails, SessionRef } from '../types.js';

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
  const left = budget(host.backend.clock, { signal, timeout });
  for (;;) {
    const now = withOwnInput(host, await session(host, ref, left()));
    if (now.idleMs === undefined) throw new IdleUnknownError(host.name, now.id);
    if (now.idleMs >= forMs) return now;
    await pause(host, forMs - now.idleMs, left());
  }
}

function withOwnInput(host: HostContext, session: SessionDetails): SessionDetails {
  if (!session.isCurrent || session.state === 'disconnected') return session;
  const age = host.backend.terminal.lastInputAge();
  return age.ok ? Object.freeze({ ...session, idleMs: age.value }) : session;
}

async function pause({ backend: { clock } }: HostContext, ms: number, control: Cancel): Promise<void> {
  let cancel: () => void = () => {};
  const over = new Promise<void>(resolve => {
    // Windows' idle times and timers do not agree to the millisecond: a moment later spares a round.
    cancel = clock.after(ms + 20, resolve);
  });
  try {
    await waitFor(clock, control, over);
  } finally {
    cancel();
  }
}
