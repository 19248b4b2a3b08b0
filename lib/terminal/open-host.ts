import { fold } from '../base/fold.js';
import type { Cancel } from '../lane/cancel.js';
import type { Wait } from '../lane/wait.js';
import { boundsOf, busyError } from './bounds.js';
import { REMOTE_TIMEOUT_MS, type SharedHost, TerminalHost } from './host.js';

/** Another machine, for a caller. */
export async function openHost(shared: SharedHost, { signal, timeout }: Cancel): Promise<TerminalHost> {
  return await shared.waits.during({ signal, timeout: timeout ?? REMOTE_TIMEOUT_MS }, wait =>
    opened(shared, timeout, wait),
  );
}

/** Whether the machine lists its sessions; rejects if not. */
export async function tryHost(shared: SharedHost, wait: Wait): Promise<void> {
  const host = await opened(shared, undefined, wait);
  await host.close();
}

/**
 * A host that has listed its sessions. One that does not answer is given up with its thread still inside Windows, and how many
 * of those there may be is bounded: calls beyond that fail at once.
 */
async function opened(shared: SharedHost, timeout: number | undefined, wait: Wait): Promise<TerminalHost> {
  const { backend, name } = shared;
  const host = new TerminalHost(shared, timeout);
  const busy = () => busyError(name, shared.remote !== undefined);
  return await boundsOf(backend).opening.pass(fold(name), wait, busy, async () => {
    try {
      await host.probe(wait);
      return host;
    } catch (error) {
      await host.close();
      throw error;
    }
  });
}
