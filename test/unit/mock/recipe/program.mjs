// The user's own code: it knows nothing of a mock.
import { localHost, WindowsError } from 'winstation';

export async function logOffTheIdle(minutes) {
  const host = localHost();
  const done = [];
  for (const session of await host.sessions({ details: true, where: { kind: 'user' } })) {
    if ((session.idleMs ?? 0) < minutes * 60_000) continue;
    try {
      await host.logoff(session);
      done.push(session.user);
    } catch (error) {
      if (!WindowsError.is(error, 'access-denied')) throw error;
      done.push(error.reason);
    }
  }
  return done;
}
