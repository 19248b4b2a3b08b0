import { CALLS, traced } from '../../base/trace.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import type { TerminalBackend } from '../contract.js';
import { windowsError } from '../hints.js';

/** Without a pid, of the calling process. */
export function sessionIdOf({ localName, terminal }: TerminalBackend, pid: number | undefined): number {
  const answer = terminal.sessionIdOf(pid);
  if (CALLS.hasSubscribers) traced(localName(), 'ProcessIdToSessionId', answer);
  if (answer.ok) return answer.value;
  const about = { host: localName(), remote: false };
  if (answer.code !== E.ERROR_INVALID_PARAMETER) throw windowsError(answer, about);
  throw windowsError(answer, about, {
    reason: 'not-found',
    subject: 'process',
    hint: `No process with the id ${pid} runs.`,
  });
}
