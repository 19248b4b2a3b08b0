import type { Happening } from './happenings.js';
import { RDP_CLIENT, sessionFrom } from './scenario/defaults.js';
import { type HostState, hasUser, type SessionState } from './state.js';

/**
 * The session that is assumed after something happened of which nothing else is known. `null`: it is gone; the session as it was:
 * nothing is known to have changed.
 */
export function assumedSession(
  what: Happening,
  { id, host, now }: { readonly id: number; readonly host: HostState; readonly now: bigint },
): SessionState | null | undefined {
  const session = host.sessions.get(id);
  const isConsole = what === 'consoleConnect' || (what !== 'remoteConnect' && id === host.consoleSessionId);
  const fresh = (user: string | null): SessionState => ({
    ...sessionFrom({
      host: host.name,
      id,
      isConsole,
      state: user === null ? 'connected' : 'active',
      name: nameOf(id, isConsole),
      user,
      domain: user === null ? null : host.name,
      logonTime: user === null ? 0n : now,
      client: isConsole ? null : (session?.client ?? RDP_CLIENT),
    }),
    connectTime: now,
  });
  switch (what) {
    case 'create':
      return session ?? fresh(null);
    case 'consoleConnect':
    case 'remoteConnect': {
      if (!session || !hasUser(session)) return fresh(null);
      const client = isConsole ? null : (session.client ?? RDP_CLIENT);
      const where = { name: nameOf(id, isConsole), client, remote: !isConsole, protocol: isConsole ? 0 : 2 };
      return { ...session, ...where, state: 'active', connectTime: now };
    }
    case 'consoleDisconnect':
    case 'remoteDisconnect': {
      const where = { name: '', client: null, remote: false, protocol: 0 };
      return session && { ...session, ...where, state: 'disconnected', disconnectTime: now };
    }
    case 'logon':
      return fresh(`user${id}`);
    case 'logoff':
      return session && fresh(null);
    case 'lock':
    case 'unlock':
      return session && { ...session, lock: what === 'lock' ? 'locked' : 'unlocked' };
    case 'terminate':
      return null;
    default:
      return session;
  }
}

function nameOf(id: number, isConsole: boolean): string {
  return isConsole ? 'Console' : `RDP-Tcp#${id}`;
}
