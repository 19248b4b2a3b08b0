import type { Answer } from '../../base/answer.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import { type Guid, readGuid } from '../../identity/guid-text.js';

/**
 * `WTSSessionActivityId` in its one spelling, whatever the case of the text and with braces or without. A text that is no GUID is
 * an answer that cannot be read, like a structure of the wrong size.
 */
export function activityIdOf(answer: Answer<string>): Answer<Guid> {
  if (!answer.ok) return answer;
  const value = readGuid(answer.value);
  if (value !== undefined) return { ok: true, value };
  return { ok: false, syscall: 'WTSQuerySessionInformationW', code: E.ERROR_INVALID_DATA };
}
