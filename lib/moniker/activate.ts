import type { Failure } from '../base/answer.js';
import { WIN32_CODES as E } from '../errors/codes.js';
import type { Known, WindowsError } from '../errors/windows-error.js';
import type { Guid } from '../identity/guid-text.js';
import type { SessionRef } from '../identity/session.js';
import { sessionMoniker } from '../identity/session-moniker.js';
import type { Wait } from '../lane/wait.js';
import { canActivate } from './can-activate.js';
import { COM_CODES } from './codes.js';
import { type MonikerContext, openLane, type Sessions } from './context.js';
import { monikerError } from './hints.js';
import type { Activatable } from './types.js';

const SYSCALL = 'CoGetObject';
/** Each has a thread of its own, so that none ends with another. */
const MOST_HELD = 64;

const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');

const REFUSALS: Readonly<Record<NonNullable<Activatable['reason']>, readonly [code: number, known: Known]>> = {
  'no-class': [COM_CODES.REGDB_E_CLASSNOTREG, {}],
  'no-app-id': refusal('The class has no AppID'),
  'not-interactive-user': refusal('Its application does not run as "Interactive User"'),
  'runs-as-service': refusal('Its application runs as a service'),
};

function refusal(why: string): readonly [code: number, known: Known] {
  return [
    E.ERROR_NOT_SUPPORTED,
    { hint: `${why}: Windows would start it as it always does, in no session of choice.` },
  ];
}

export interface Activation {
  readonly ref: SessionRef;
  readonly clsid: Guid;
}

export async function activate(
  context: MonikerContext,
  sessions: Sessions,
  wait: Wait,
  { ref, clsid }: Activation,
): Promise<AsyncDisposable> {
  const fail = (code: number, known: Known = {}): WindowsError => {
    const failure: Failure = { ok: false, syscall: SYSCALL, code };
    return monikerError(context.backend.localName(), failure, known);
  };
  if (context.held >= MOST_HELD) {
    throw fail(E.ERROR_BUSY, { hint: `This process holds ${MOST_HELD} objects already. Dispose of some.` });
  }
  context.held += 1;
  const lane = openLane(context.backend);
  let isHeld = true;
  const release = (): void => {
    if (!isHeld) return;
    isHeld = false;
    context.held -= 1;
    // The thread gives the object back when it ends; so it does with one that comes too late.
    lane.close(() => new Error('the object was disposed of'));
  };
  try {
    const { reason } = await canActivate(context, wait, clsid);
    if (reason !== undefined) throw fail(...REFUSALS[reason]);
    await sessions.forAct(ref, SYSCALL, wait, async session => {
      const moniker = sessionMoniker.format({ session, as: 'new', clsid });
      const answer = await lane.run(wait, ask => ask(thread => thread.call(SYSCALL, { moniker }), 'act'));
      if (!answer.ok) throw monikerError(context.backend.localName(), answer, {}, session);
    });
  } catch (error) {
    release();
    throw error;
  }
  return Object.freeze({ [asyncDispose]: async () => release() });
}
