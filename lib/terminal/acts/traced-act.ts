import { ACTS, type ActMessage } from '../../base/trace.js';
import type { SessionRef } from '../../identity/session.js';
import type { Process } from '../processes/types.js';

/** What an act is about: a session, a process, something that has a name, or the machine. Nothing of it has been checked yet. */
export interface ActedOn {
  readonly session?: SessionRef;
  readonly process?: Process | number;
  readonly what?: string;
}

/** What is known of it when it is done. */
export type Learnt = Partial<Pick<ActMessage, 'session' | 'account' | 'pid'>>;

/** Makes an act, and publishes to those who trace what has come of it. Secrets are no part of it. */
export async function tracedAct<R>(
  host: string,
  act: string,
  on: ActedOn,
  make: () => Promise<R>,
  learn: (result: R) => Learnt = () => ({}),
): Promise<R> {
  if (!ACTS.hasSubscribers) return await make();
  const publish = (outcome: ActMessage['outcome'], code?: string, learnt: Learnt = {}) => {
    const traced: ActMessage = { act, host, ...shown(on), ...learnt, outcome, code };
    ACTS.publish(traced);
  };
  let result: R;
  try {
    result = await make();
  } catch (error) {
    const { outcome, code } = error as { readonly outcome?: unknown; readonly code?: unknown };
    publish(outcome === 'unknown' ? 'unknown' : 'failed', typeof code === 'string' ? code : undefined);
    throw error;
  }
  publish('done', undefined, learn(result));
  return result;
}

function shown({ session, process, what }: ActedOn): Pick<ActMessage, 'session' | 'account' | 'pid' | 'what'> {
  const row = typeof session === 'object' && session !== null ? session : undefined;
  return {
    session: row ? row.id : (session as number | string | undefined),
    account: row?.account,
    pid: typeof process === 'object' && process !== null ? process.pid : process,
    what: typeof what === 'string' ? what : undefined,
  };
}
