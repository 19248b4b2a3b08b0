import type { Failure } from '../base/answer.js';
import type { Known, WindowsError } from '../errors/windows-error.js';
import type { SessionRef } from '../identity/session.js';
import type { Cancel } from '../lane/cancel.js';
import type { Body } from '../lane/job.js';
import type { Lane } from '../lane/lane.js';
import type { SideThreads } from '../lane/side-threads.js';
import type { Control } from '../lane/wait.js';
import type { Waits } from '../lane/waits.js';
import type { Accounts } from './accounts/accounts.js';
import type { Scenario } from './capture/scenario.js';
import { ERROR_CODES as E } from './codes.js';
import type { TerminalBackend, TerminalThread } from './contract.js';
import { windowsError } from './hints.js';
import type { KnownClasses } from './info/known-classes.js';
import type { ProcessLooks } from './processes/process-looks.js';
import type { Moments } from './sessions/moments.js';
import type { Version } from './version.js';
import type { Hubs } from './watch/hub.js';

/** What concerns all domains: composed above them, and handed in. */
export interface Composed {
  capture(host: HostContext, options?: { readonly redact?: boolean | undefined } & Cancel): Promise<Scenario>;
}

/** What every question about a host needs to know of it. */
export interface HostContext {
  readonly name: string;
  /** The name for the backend; `undefined` is this machine. */
  readonly remote: string | undefined;
  readonly backend: TerminalBackend;
  readonly composed: Composed;
  /** Of the calls on it: each runs `during` a wait of its own. */
  readonly waits: Waits;
  readonly lane: Lane<TerminalThread>;
  /** For acts that wait until they have shown, with a thread of its own: no question waits for them. */
  readonly actLane: Lane<TerminalThread>;
  readonly sideThreads: SideThreads<TerminalThread>;
  readonly accounts: Accounts;
  readonly moments: Moments;
  readonly processLooks: ProcessLooks;
  readonly classes: KnownClasses;
  /** Asked of a remote host only. */
  readonly version: Version;
  /** The sources of events, for all watches of the host. */
  readonly hubs: Hubs;
  /** For calls that bring no `timeout` of their own. */
  readonly timeout: number | undefined;
}

/** The call's own `signal` and `timeout`, or else the host's; and the session that it is about, for the errors of a stop. */
export function controlOf(host: HostContext, options: Cancel | undefined, ref?: SessionRef): Control {
  const sessionId = typeof ref === 'object' ? ref.id : typeof ref === 'number' ? ref : undefined;
  return { signal: options?.signal, timeout: options?.timeout ?? host.timeout, sessionId };
}

/** A call that is one job of the lane. */
export function runOnLane<R>(host: HostContext, control: Control, body: Body<TerminalThread, R>): Promise<R> {
  return host.waits.during(control, wait => host.lane.run(wait, body));
}

/** A call that is one job on a side thread. */
export function runOnSideThread<R>(host: HostContext, control: Control, body: Body<TerminalThread, R>): Promise<R> {
  return host.waits.during(control, wait => host.sideThreads.run(wait, body));
}

/** The error of a raw call that failed on this host. */
export function hostError(
  host: Pick<HostContext, 'name' | 'remote'>,
  failure: Failure,
  sessionId?: number,
  known?: Known,
): WindowsError {
  return windowsError(failure, { host: host.name, remote: host.remote !== undefined, sessionId }, known);
}

/** The session of that `Session` is gone, and its id belongs to another logon. */
export function changedError(host: HostContext, syscall: string, sessionId: number): WindowsError {
  return windowsError(
    { ok: false, syscall, code: E.ERROR_CTX_WINSTATION_NOT_FOUND },
    { host: host.name, remote: host.remote !== undefined, sessionId },
    { reason: 'changed', subject: 'session' },
  );
}
