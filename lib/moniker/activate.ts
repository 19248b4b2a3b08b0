import type { Failure } from '../base/answer.js';
import { WIN32_CODES as E } from '../errors/codes.js';
import { COM_CODES } from '../errors/hresult.js';
import { TimeoutError } from '../errors/stop.js';
import type { Known, WindowsError } from '../errors/windows-error.js';
import type { Guid } from '../identity/guid-text.js';
import type { SessionRef } from '../identity/session.js';
import { sessionMoniker } from '../identity/session-moniker.js';
import type { Lane } from '../lane/lane.js';
import type { Wait } from '../lane/wait.js';
import { canActivate } from './can-activate.js';
import { type MonikerContext, type MonikerThread, openLane, type Sessions } from './context.js';
import { monikerError } from './hints.js';
import type { Activatable } from './types.js';

const SYSCALL = 'CoGetObject';
/** Each has a thread of its own, so that a server which hangs holds up no other one. */
const MOST_HELD = 64;
/** How long the server may take to hear that its object is given back. Then its thread is left behind. */
const RELEASE_MS = 10_000;

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
  activation: Activation,
): Promise<AsyncDisposable> {
  const fail = (code: number, known: Known): WindowsError =>
    errorOf(context, { ok: false, syscall: SYSCALL, code }, known);
  if (context.held >= MOST_HELD) {
    throw fail(E.ERROR_BUSY, { hint: `${MOST_HELD} objects are held already. Dispose of some.` });
  }
  if (!context.leftBehind.hasRoom) {
    throw fail(E.ERROR_BUSY, { hint: 'Servers that were asked for earlier have not answered yet. Try again later.' });
  }
  context.held += 1;
  const lane = openLane(context.backend, context.leftBehind);
  const leave = (): void => {
    context.held -= 1;
    // A thread that has an object gives it back when it ends; so it does with one that comes too late.
    lane.close(() => new Error('the object was disposed of'));
  };
  try {
    const { reason } = await canActivate(context, wait, activation.clsid);
    if (reason !== undefined) throw fail(...REFUSALS[reason]);
    const object = await getObject(context, sessions, wait, activation, lane);
    let givenBack: Promise<void> | undefined;
    return Object.freeze({
      [asyncDispose]: () => {
        givenBack ??= giveBack(context, lane, object).finally(leave);
        return givenBack;
      },
    });
  } catch (error) {
    leave();
    throw error;
  }
}

async function getObject(
  context: MonikerContext,
  sessions: Sessions,
  wait: Wait,
  { ref, clsid }: Activation,
  lane: Lane<MonikerThread>,
): Promise<number> {
  const entered = await lane.run(wait, ask => ask(thread => thread.call('CoInitializeEx', {})));
  if (!entered.ok) throw errorOf(context, entered);
  // The job of the session's host ends when the act has begun: a server may take minutes to start, and other calls need not wait for that.
  const { session, answered } = await sessions.forAct(ref, SYSCALL, wait, async session => {
    const moniker = sessionMoniker.format({ session, as: 'new', clsid });
    const answered = lane.run(wait, ask => ask(thread => thread.call(SYSCALL, { moniker }), 'act'));
    // A wait that ends in this moment rejects the job, and nobody looks at this one.
    answered.catch(() => {});
    return { session, answered };
  });
  const answer = await answered;
  if (!answer.ok) throw errorOf(context, answer, {}, session);
  return answer.value;
}

/** A server that does not answer keeps its thread, and nobody waiting. */
async function giveBack({ waits }: MonikerContext, lane: Lane<MonikerThread>, object: number): Promise<void> {
  try {
    await waits.during({ timeout: RELEASE_MS }, wait =>
      lane.run(wait, ask => ask(thread => thread.call('Release', { object }))),
    );
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
  }
}

const errorOf = ({ backend }: MonikerContext, failure: Failure, known: Known = {}, session?: number): WindowsError =>
  monikerError(backend.localName(), failure, known, session);
