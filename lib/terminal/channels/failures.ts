import type { Failure } from '../../base/answer.js';
import type { Known, WindowsError } from '../../errors/windows-error.js';
import { ERROR_CODES as E } from '../codes.js';
import { type HostContext, hostError } from '../host-context.js';

const ABOUT = { subject: 'channel' } as const;

/** Which of them a client that goes away brings was not seen on Windows. Of a file of this machine, none means anything else. */
const CLIENT_GONE: ReadonlySet<number> = new Set([
  E.ERROR_GEN_FAILURE,
  E.ERROR_HANDLE_EOF,
  E.ERROR_NETNAME_DELETED,
  E.ERROR_BROKEN_PIPE,
  E.ERROR_NO_DATA,
  E.ERROR_PIPE_NOT_CONNECTED,
  E.ERROR_DEVICE_NOT_CONNECTED,
  E.ERROR_CONNECTION_ABORTED,
]);

/** A read or a write of an open channel failed. */
export function channelFailed(host: HostContext, failure: Failure, sessionId: number): WindowsError {
  const hint = 'The client has gone, or has closed the channel. When it is back, open the channel anew.';
  const known: Known = CLIENT_GONE.has(failure.code) ? { ...ABOUT, reason: 'not-found', hint } : ABOUT;
  return hostError(host, failure, sessionId, known);
}

export function brokenProtocol(host: HostContext, why: string, sessionId: number): WindowsError {
  const failure: Failure = { ok: false, syscall: 'ReadFile', code: E.ERROR_INVALID_DATA };
  return hostError(host, failure, sessionId, { ...ABOUT, reason: 'other', hint: `The client has sent ${why}.` });
}

/** Windows has taken only a part of a message; what follows would be read as something else. */
export function cutWrite(host: HostContext, sessionId: number): WindowsError {
  return hostError(host, { ok: false, syscall: 'WriteFile', code: E.ERROR_WRITE_FAULT }, sessionId, ABOUT);
}

export function tooManyWrites(host: HostContext, sessionId: number, most: number): WindowsError {
  const hint = `${most} writes wait already: await them before the next one.`;
  return hostError(host, { ok: false, syscall: 'WriteFile', code: E.ERROR_BUSY }, sessionId, { ...ABOUT, hint });
}

/** Windows would wait for ten seconds and then disturb the channel that is open. */
export function openAlready(host: HostContext, sessionId: number): WindowsError {
  const hint = 'This process has the channel open already, and a static channel can be open once.';
  return hostError(host, { ok: false, syscall: 'WTSVirtualChannelOpenEx', code: E.ERROR_BUSY }, sessionId, {
    ...ABOUT,
    hint,
  });
}
