import { ACTS, type ActMessage } from '../../base/trace.js';
import type { SessionRef } from '../../identity/session.js';
import type { Process } from '../processes/types.js';

/** What an act is about: a session, a process, or the machine. */
export type ActedOn = { readonly session?: SessionRef; readonly process?: Process | number };

/** Makes an act, and publishes to those who trace what has come of it. Secrets are no part of it. */
export async function tracedAct<R>(host: string, act: string, on: ActedOn, make: () => Promise<R>): Promise<R> {
  if (!ACTS.hasSubscribers) return await make();
  const publish = (outcome: ActMessage['outcome'], code?: string) => {
    const traced: ActMessage = { act, host, ...shown(on), outcome, code };
    ACTS.publish(traced);
  };
  try {
    const result = await make();
    publish('done');
    return result;
  } catch (error) {
    const { outcome, code } = error as { readonly outcome?: unknown; readonly code?: unknown };
    publish(outcome === 'unknown' ? 'unknown' : 'failed', typeof code === 'string' ? code : undefined);
    throw error;
  }
}

function shown({ session, process }: ActedOn): Pick<ActMessage, 'session' | 'account' | 'pid'> {
  const row = typeof session === 'object' && session !== null ? session : undefined;
  return {
    session: row ? row.id : (session as number | string | undefined),
    account: row?.account,
    pid: typeof process === 'object' && process !== null ? process.pid : process,
  };
}
