import type { TerminalBackend } from '../contract.js';

/**
 * `SM_REMOTESESSION` is 0 in a remote session that draws with RemoteFX vGPU. There the registry names the session at the
 * machine ("glass"), and any other is remote.
 */
export function isRemoteSession({ terminal }: TerminalBackend): boolean {
  const { remoteMetric, glassSessionId, currentSessionId } = terminal.remoteSigns();
  if (remoteMetric !== 0) return true;
  return glassSessionId.ok && currentSessionId.ok && glassSessionId.value !== currentSessionId.value;
}
