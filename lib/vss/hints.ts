import type { Failure } from '../base/answer.js';
import { WIN32_CODES as E } from '../errors/codes.js';
import type { Failed } from '../errors/hints.js';
import { COM_CODES, unwrapped } from '../errors/hresult.js';
import { Vocabulary } from '../errors/vocabulary.js';
import { type Known, type WindowsError, windowsErrorIn } from '../errors/windows-error.js';
import type { Guid } from '../identity/guid-text.js';
import { SERVICE, VSS_CALLS, WRITER_CALLS } from './calls.js';
import { REASONS, VSS_CODES } from './codes.js';

const V = VSS_CODES;

/** What says that this process has another word size than Windows. */
const BITNESS = 'IsWow64Process';

/** What to do about a failure of a call about VSS. */
function hintFor({ code, reason, syscall }: Failed): string | undefined {
  if (syscall === BITNESS)
    return 'A 32-bit program cannot use VSS on a 64-bit Windows. Use Node for the processor that Windows runs on.';
  switch (code) {
    case E.ERROR_ACCESS_DENIED:
      return 'Run elevated, as an administrator or a backup operator, or as LocalSystem. Whose word counts besides: HKLM\\SYSTEM\\CurrentControlSet\\Services\\VSS\\VssAccessControl.';
    case E.ERROR_SERVICE_DISABLED:
      return `The service ${SERVICE} is disabled, so Windows cannot start it.`;
    case V.VSS_E_SNAPSHOT_SET_IN_PROGRESS:
      return 'Another program is making snapshots, or one has ended without its set. Try again in a minute, in another session.';
    case V.VSS_E_WRITER_INFRASTRUCTURE:
      return `The infrastructure of writers does not answer. See that the services ${SERVICE} and EventSystem can run, and that initializeSecurity() was called before other users of COM.`;
    case V.VSS_E_UNEXPECTED_WRITER_ERROR:
      return 'A writer has failed. writerStates() says which one, and why.';
    case V.VSS_E_OBJECT_NOT_FOUND:
      if (syscall.endsWith('SnapshotSet')) return 'There is no such volume.';
      if (syscall.endsWith('SelectedForRestore'))
        return 'The backup did not name that component, or its writer does not run now. Start the program that it belongs to.';
      return 'No writer has that component. List the writers again.';
    case V.VSS_E_OBJECT_ALREADY_EXISTS:
      if (syscall.endsWith('SnapshotSet')) return 'The volume is in the set already: it was given twice.';
      break;
    case V.VSS_E_BAD_STATE:
      return 'The session cannot do that now. Close it, and open another one.';
    case V.VSS_E_INVALID_XML_DOCUMENT:
    case V.VSS_E_CORRUPT_XML_DOCUMENT:
      if (syscall.endsWith('ForRestore'))
        return 'This is no components document: give what complete() of the backup returned.';
      break;
    case V.VSS_E_FLUSH_WRITES_TIMEOUT:
    case V.VSS_E_HOLD_WRITES_TIMEOUT:
      return 'Windows can hold the writes of a volume for some seconds only, and the snapshot took longer. Try again when less is written.';
    case V.VSS_E_INSUFFICIENT_STORAGE:
      return 'There is no room for a snapshot on the volume, or on the one that holds its changes.';
  }
  return reason === 'other' ? 'The event log has more about it: sources VSS and volsnap.' : undefined;
}

export const VOCABULARY = new Vocabulary({
  calls: { ...VSS_CALLS, ...WRITER_CALLS },
  codes: { ...COM_CODES, ...VSS_CODES },
  reasons: REASONS,
  hintFor,
});

/** The name of a code, without its wrapping. */
export const nameOfCode = (code: number): string => VOCABULARY.codes.nameOf(unwrapped(code));

/** The error for a failed raw call of this domain. What belongs to a session says to which one, as Microsoft advises. */
export function vssError(host: string, failure: Failure, session?: Guid, known: Known = {}): WindowsError {
  const says = `${known.says ?? `${failure.syscall} failed`}${session === undefined ? '' : ` in the VSS session ${session}`}`;
  const whole = { ...failure, code: unwrapped(failure.code) };
  return windowsErrorIn(VOCABULARY, whole, { host, remote: false }, { ...known, says });
}
