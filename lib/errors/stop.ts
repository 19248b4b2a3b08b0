import { isNamed } from './known.js';

/** Where a stopped call was, as far as that is known. */
export interface StoppedAt {
  /** The host's name. */
  readonly host?: string | undefined;
  /** The session that the call was about. */
  readonly sessionId?: number | undefined;
  /** The VSS session that the call was about. Only the text says it. */
  readonly vssSession?: string | undefined;
  /** The export of Windows that was under way. */
  readonly syscall?: string | undefined;
}

/**
 * Why a wait was stopped. Stopping never undoes: when Windows may still carry an act out, `outcome` says `'unknown'`.
 */
export interface Stopped {
  readonly outcome: 'unknown' | undefined;
}

/** A {@link TimeoutError} or an {@link AbortError} as plain data: what `toJSON()` writes. */
export interface StopErrorJSON {
  /** `'TimeoutError'` or `'AbortError'`. */
  readonly name: string;
  /** One sentence. */
  readonly message: string;
  /** `'ETIMEDOUT'` or `'ABORT_ERR'`. */
  readonly code: string;
  /** The host's name. */
  readonly host: string | null;
  /** The session that the call was about. */
  readonly sessionId: number | null;
  /** The export of Windows that was under way. */
  readonly syscall: string | null;
  /** `'unknown'` when an act was under way. */
  readonly outcome: 'unknown' | null;
}

/** The signal of the call was aborted. `cause` is the signal's reason. */
export class AbortError extends Error implements Stopped {
  /** As for any `AbortError` of Node. */
  readonly code = 'ABORT_ERR';
  /** The host's name, where the call had one. */
  readonly host: string | undefined;
  /** The session that the call was about, where that is known. */
  readonly sessionId: number | undefined;
  /** The export of Windows that was under way; `undefined` when none was, or when that is not known. */
  readonly syscall: string | undefined;
  /** `'unknown'` when an act was under way: Windows may still carry it out. */
  readonly outcome: 'unknown' | undefined;

  /** Made by the library; public for fakes in tests. */
  constructor(reason: unknown, outcome?: 'unknown', at: StoppedAt = {}) {
    super(`The call was aborted${placeText(at)}${outcomeText(outcome)}`, { cause: reason });
    this.host = at.host;
    this.sessionId = at.sessionId;
    this.syscall = at.syscall;
    this.outcome = outcome;
  }

  /** Plain data, for logs, IPC and messages between threads. */
  toJSON(): StopErrorJSON {
    return jsonOf(this);
  }

  /** Is this an AbortError of this library? Also one of another copy of the package or realm, and what `toJSON()` wrote. */
  static is(e: unknown): e is AbortError {
    return isStop(e, 'AbortError', 'ABORT_ERR');
  }

  static {
    Object.defineProperty(AbortError.prototype, 'name', { value: 'AbortError', configurable: true, writable: true });
  }
}

/** The call took longer than its `timeout`. */
export class TimeoutError extends Error implements Stopped {
  /** As for any timeout of Node. */
  readonly code = 'ETIMEDOUT';
  /** The host's name, where the call had one. */
  readonly host: string | undefined;
  /** The session that the call was about, where that is known. */
  readonly sessionId: number | undefined;
  /** The export of Windows that was under way; `undefined` when none was, or when that is not known. */
  readonly syscall: string | undefined;
  /** `'unknown'` when an act was under way: Windows may still carry it out. */
  readonly outcome: 'unknown' | undefined;

  /** Made by the library; public for fakes in tests. */
  constructor(ms: number, outcome?: 'unknown', at: StoppedAt = {}) {
    super(`The call took longer than ${ms} ms${placeText(at)}${outcomeText(outcome)}`);
    this.host = at.host;
    this.sessionId = at.sessionId;
    this.syscall = at.syscall;
    this.outcome = outcome;
  }

  /** Plain data, for logs, IPC and messages between threads. */
  toJSON(): StopErrorJSON {
    return jsonOf(this);
  }

  /** Is this a TimeoutError of this library? Also one of another copy of the package or realm, and what `toJSON()` wrote. */
  static is(e: unknown): e is TimeoutError {
    return isStop(e, 'TimeoutError', 'ETIMEDOUT');
  }

  static {
    Object.defineProperty(TimeoutError.prototype, 'name', {
      value: 'TimeoutError',
      configurable: true,
      writable: true,
    });
  }
}

/** What an error says when an act was under way. */
export function outcomeText(outcome: 'unknown' | undefined): string {
  return outcome === 'unknown' ? '; Windows had begun it and may still carry it out' : '';
}

function placeText({ host, sessionId, vssSession, syscall }: StoppedAt): string {
  const words = [
    syscall,
    sessionId === undefined ? undefined : `for session ${sessionId}`,
    vssSession === undefined ? undefined : `in the VSS session ${vssSession}`,
    host === undefined ? undefined : `on ${host}`,
  ].filter(it => it !== undefined);
  return words.length === 0 ? '' : ` (${words.join(' ')})`;
}

function jsonOf(error: AbortError | TimeoutError): StopErrorJSON {
  const { name, message, code, host, sessionId, syscall, outcome } = error;
  return {
    name,
    message,
    code,
    host: host ?? null,
    sessionId: sessionId ?? null,
    syscall: syscall ?? null,
    outcome: outcome ?? null,
  };
}

/** Others have errors of these names and codes too; only the library's own have an `outcome`. */
function isStop(e: unknown, name: string, code: string): boolean {
  return isNamed(e, name, it => it.code === code && 'outcome' in it);
}
