import type { BackendContract, Failure } from '../contract.js';
import { checkDuration, wrongType } from '../errors/arguments.js';
import { ERROR_CODES as E } from '../errors/codes.js';
import { type WindowsError, windowsError } from '../errors/windows-error.js';
import type { Beside } from '../lane/beside.js';
import type { Lane } from '../lane/lane.js';
import type { Accounts } from './accounts.js';
import type { TerminalThread } from './contract.js';
import type { KnownClasses } from './known-classes.js';
import type { Moments } from './moments.js';
import type { Cancel } from './types.js';
import type { Version } from './version.js';

/** What every question about a host needs to know of it. */
export interface HostContext {
  readonly name: string;
  /** The name for the backend; `undefined` is this machine. */
  readonly remote: string | undefined;
  readonly backend: BackendContract;
  readonly lane: Lane<TerminalThread>;
  readonly beside: Beside<TerminalThread>;
  readonly accounts: Accounts;
  readonly moments: Moments;
  readonly classes: KnownClasses;
  /** Asked of a remote host only. */
  readonly version: Version;
  /** For calls that bring no `timeout` of their own. */
  readonly timeout: number | undefined;
}

/** The options that every call has. */
export const CANCEL: readonly (keyof Cancel)[] = ['signal', 'timeout'];

export function checkCancel(options: Cancel | undefined): void {
  const signal = options?.signal;
  if (signal !== undefined && (typeof signal !== 'object' || signal === null || typeof signal.aborted !== 'boolean')) {
    throw wrongType('options.signal', 'an AbortSignal', signal);
  }
  checkDuration('options.timeout', options?.timeout);
}

/** The call's own `signal` and `timeout`, or else the host's. */
export function controlOf(host: HostContext, options: Cancel | undefined): Cancel {
  return { signal: options?.signal, timeout: options?.timeout ?? host.timeout };
}

/** The error of a raw call that failed on this host. */
export function hostError(
  host: Pick<HostContext, 'name' | 'remote'>,
  failure: Failure,
  sessionId?: number,
): WindowsError {
  return windowsError(failure, { host: host.name, remote: host.remote !== undefined, sessionId });
}

/** The session that a `Session` stood for is gone, and its id belongs to another logon. */
export function changedError(host: HostContext, syscall: string, sessionId: number): WindowsError {
  return windowsError(
    { ok: false, syscall, code: E.ERROR_CTX_WINSTATION_NOT_FOUND },
    { host: host.name, remote: host.remote !== undefined, sessionId },
    { reason: 'changed' },
  );
}
