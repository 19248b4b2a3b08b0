import type { Failure } from '../base/answer.js';
import { WIN32_CODES as E } from '../errors/codes.js';
import { unwrapped } from '../errors/hresult.js';
import type { Known, WindowsError } from '../errors/windows-error.js';
import type { Cancel } from '../lane/cancel.js';
import type { CallBackend, CallThread } from '../lane/contract.js';
import type { Ask, Body } from '../lane/job.js';
import type { Lane } from '../lane/lane.js';
import { machineLane } from '../lane/machine-lane.js';
import { Waits } from '../lane/waits.js';
import { ISCSI_CALLS, type IscsiArgs, type IscsiCallName, type IscsiCalls, type IscsiValue } from './calls.js';
import { iscsiError } from './hints.js';

export type IscsiThread = CallThread<IscsiCalls>;
export type AskIscsi = Ask<IscsiThread>;

/** What all who ask one backend about iSCSI share. */
export interface SharedIscsi {
  readonly backend: CallBackend;
  /** Of the calls: each runs `during` a wait of its own. */
  readonly waits: Waits;
  /** What only reads. */
  readonly reads: Lane<IscsiThread>;
  /** What acts. A login may take minutes, and no list is to wait for it. */
  readonly acts: Lane<IscsiThread>;
}

/** What every question needs to know. */
export interface IscsiContext extends SharedIscsi {
  /** For calls that bring no `timeout` of their own. */
  readonly timeout: number;
}

const shared = new WeakMap<CallBackend, SharedIscsi>();

export function shareIscsi(backend: CallBackend): SharedIscsi {
  const known = shared.get(backend) ?? makeShared(backend);
  shared.set(backend, known);
  return known;
}

function makeShared(backend: CallBackend): SharedIscsi {
  const lane = (kind: string) =>
    machineLane(backend, {
      domain: 'iscsi',
      calls: ISCSI_CALLS,
      busy: failure =>
        iscsiError(backend.localName(), failure, {
          hint: `Too many earlier ${kind} to the iSCSI initiator are still without an answer. Try again when it has answered, or restart the process.`,
        }),
    });
  return { backend, waits: new Waits(backend.clock), reads: lane('questions'), acts: lane('acts') };
}

/** The call's own `signal` and `timeout`, or else the default. */
export function controlOf({ timeout }: IscsiContext, options: Cancel | undefined): Cancel {
  return { signal: options?.signal, timeout: options?.timeout ?? timeout };
}

/** A call that only reads, as one job. */
export function reading<R>(context: IscsiContext, options: Cancel, body: Body<IscsiThread, R>): Promise<R> {
  return context.waits.during(controlOf(context, options), wait => context.reads.run(wait, body));
}

/** A call that acts, as one job. */
export function acting<R>(context: IscsiContext, options: Cancel, body: Body<IscsiThread, R>): Promise<R> {
  return context.waits.during(controlOf(context, options), wait => context.acts.run(wait, body));
}

/** What a raw call answered, without its warning. */
export type ValueAnswer<T> = { readonly ok: true; readonly value: T } | Failure;

export async function answerOf<N extends IscsiCallName>(
  ask: AskIscsi,
  name: N,
  args: IscsiArgs<N>,
  kind?: 'act',
): Promise<ValueAnswer<IscsiValue<N>>> {
  const answer = await ask(thread => thread.call(name, args), kind);
  if (answer.ok) return { ok: true, value: answer.value.value as IscsiValue<N> };
  // The service was seen to wrap codes of Win32.
  return { ...answer, code: unwrapped(answer.code) };
}

/** The value of one raw call; its failure is an error. */
export async function valueFrom<N extends IscsiCallName>(
  { backend }: SharedIscsi,
  ask: AskIscsi,
  name: N,
  args: IscsiArgs<N>,
  kind?: 'act',
): Promise<IscsiValue<N>> {
  const answer = await answerOf(ask, name, args, kind);
  if (answer.ok) return answer.value;
  throw kind === 'act' ? actError(backend, answer) : iscsiError(backend.localName(), answer);
}

/** The error of an act. When the service went away in the middle of one, nobody knows whether it was carried out. */
export function actError(backend: CallBackend, failure: Failure, known?: Known): WindowsError {
  const isLost = failure.code === E.RPC_S_CALL_FAILED;
  return iscsiError(backend.localName(), failure, isLost ? { ...known, outcome: 'unknown' } : known);
}
