import type { Answer } from '../../base/answer.js';
import type { RawLogon } from '../../logon/calls.js';
import type { BufferShape, RawAnswer } from '../world/raw-call.js';

const DATA = 'LsaGetLogonSessionData';

/** A structure may be missing, or end early as that of an older Windows. Its texts never end with a NUL. */
export function isSpoilable(name: string, value: unknown, shape: BufferShape): boolean {
  if (shape === 'short') return name === DATA;
  return shape === 'null' && (name === DATA || (value as readonly unknown[]).length > 0);
}

const NO_TAIL = { hasTail: false, flags: 0, lastSucceeded: 0n, lastFailed: 0n, failures: 0, passwordLastSet: 0n };

const NO_DATA: RawLogon = {
  isThere: false,
  user: undefined,
  domain: undefined,
  package: undefined,
  type: 0,
  sessionId: 0,
  sid: undefined,
  logonTime: 0n,
  server: undefined,
  dnsDomain: undefined,
  upn: undefined,
  ...NO_TAIL,
};

/** As the addon reads such a buffer. */
export function read(syscall: string, answer: RawAnswer): Answer<unknown> {
  if (!answer.ok || answer.shape === undefined) return answer;
  if (syscall !== DATA) return { ok: true, value: [] };
  return { ok: true, value: answer.shape === 'null' ? NO_DATA : { ...(answer.value as RawLogon), ...NO_TAIL } };
}
