import type { Subject } from '../base/meaning.js';
import { WIN32_CODES as E } from './codes.js';
import type { Reason } from './reasons.js';

/** A failure as hints look at it. */
export interface Failed {
  readonly code: number;
  readonly reason: Reason;
  readonly subject: Subject | undefined;
  readonly syscall: string;
  readonly right: string | undefined;
  /** Another machine's name; `undefined` is this one. */
  readonly host: string | undefined;
}

/** What to do about what was not found. */
const MISSING: Partial<Record<Subject, string>> = {
  session: 'The session has ended, or the id was never one. List the sessions again.',
  process: 'The process has ended, or the id was never one. List the processes again.',
  program: 'No such program was found there. Give its whole path.',
  user: 'No account has that name or SID there. It may have been deleted, or its domain may be out of reach.',
  listener: 'No listener has that name there. List the listeners again.',
  channel: 'The client has not opened that channel, or the session has no client.',
  target: 'No target has that name there. List the targets again.',
};

/** What to do about a failure, whatever the domain: by code where the code says more than its reason, else by reason. */
export function hintFor({ code, reason, subject, syscall, right, host }: Failed): string | undefined {
  switch (code) {
    case E.ERROR_UNREPORTED:
      return `${syscall} failed and gave no code. Wine does so for calls that it does not have; on Windows, try again and look into the event log.`;
    case E.ERROR_INVALID_DATA:
      return `${syscall} reported success with a buffer that is missing or too short. The answer was not used.`;
    case E.ERROR_PROC_NOT_FOUND:
      return `This Windows has no ${syscall}.`;
    case E.ERROR_MOD_NOT_FOUND:
      return `The system DLL that holds ${syscall} is not on this Windows (Nano Server and some images lack it).`;
    case E.ERROR_PRIVILEGE_NOT_HELD:
      return 'A privilege is missing. Run as LocalSystem, for example as a Windows service.';
    case E.ERROR_NONE_MAPPED:
      return MISSING.user;
  }
  switch (reason) {
    case 'access-denied':
      if (host !== undefined) {
        return `Use an account that is an administrator on ${host}${right ? ` or has the right "${right}" there` : ''}. Windows client editions refuse remote calls unless AllowRemoteRPC is set.`;
      }
      return right
        ? `On another user's session this needs the right "${right}": run elevated, or as LocalSystem.`
        : 'Run elevated, or as LocalSystem.';
    case 'not-supported':
      return `This Windows does not support ${syscall}, or not for this question.`;
    case 'busy':
      return 'Try again later.';
    case 'not-found':
      return (
        (subject && MISSING[subject]) ??
        `${syscall} did not find something that it needs. Try again; if that does not help, look into the event log.`
      );
    default:
      return undefined;
  }
}
