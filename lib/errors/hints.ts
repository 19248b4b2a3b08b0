import { ERROR_CODES as E } from './codes.js';
import type { Reason } from './reasons.js';

/** The right that a call needs on another user's session, in the words of the Remote Desktop permissions. */
const rights: Readonly<Record<string, string>> = {
  WTSQuerySessionInformationW: 'Query Information',
  WTSSendMessageW: 'Message',
  WTSLogoffSession: 'Logoff (Full Control)',
};

/** What to do about a failure: by code where the code says more than its reason, else by reason. */
export function hintFor(code: number, reason: Reason, syscall: string, host?: string): string | undefined {
  switch (code) {
    case E.ERROR_UNREPORTED:
      return `${syscall} failed and gave no code. Wine does so for calls that it does not have; on Windows, try again and look into the event log.`;
    case E.ERROR_INVALID_DATA:
      return `${syscall} reported success with a buffer that is missing or too short. The answer was not used.`;
    case E.ERROR_PROC_NOT_FOUND:
      return `This Windows has no ${syscall}.`;
    case E.ERROR_MOD_NOT_FOUND:
      return `The system DLL that holds ${syscall} is not on this Windows (Nano Server and some images lack it).`;
    case E.RPC_S_INVALID_BINDING:
      return 'Windows cannot be asked about sessions yet. Right after boot, wait for it; else see that its Local Session Manager (service LSM) is running.';
    case E.ERROR_PRIVILEGE_NOT_HELD:
      return 'A privilege is missing. Run as LocalSystem, for example as a Windows service.';
    case E.RPC_S_INVALID_TAG:
      return 'The server could not say this about the session in its present state, for example because it is disconnected.';
    case E.ERROR_NONE_MAPPED:
      return 'No account has that name or SID there. It may have been deleted, or its domain may be out of reach.';
  }
  switch (reason) {
    case 'access-denied': {
      const right = rights[syscall];
      if (host !== undefined) {
        return `Use an account that is an administrator on ${host}${right ? ` or has the right "${right}" there` : ''}. Windows client editions refuse remote calls unless AllowRemoteRPC is set.`;
      }
      return right
        ? `On another user's session this needs the right "${right}": run elevated, or as LocalSystem.`
        : 'Run elevated, or as LocalSystem.';
    }
    case 'not-found':
      return 'The session has ended, or the id was never one. List the sessions again.';
    case 'changed':
      return 'The id now belongs to another logon. List the sessions again and decide anew.';
    case 'unreachable':
      return `See that ${host ?? 'this machine'} is up, that its service TermService is running, and that its firewall lets RPC in ("Remote Service Management"; TCP 135 and 445).`;
    case 'not-supported':
      return `This Windows does not support ${syscall}, or not for this question.`;
    case 'no-user':
      return 'Nobody is logged on in that session.';
    case 'busy':
      return 'Try again later.';
    case 'other':
      return undefined;
  }
}
