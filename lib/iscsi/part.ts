import { check, type DiagnosisCheck } from '../base/diagnosis.js';
import type { Redaction } from '../base/redaction.js';
import { WindowsError } from '../errors/windows-error.js';
import type { CallBackend } from '../lane/contract.js';
import type { Wait } from '../lane/wait.js';
import type { ScenarioIscsi } from '../scenario/iscsi.js';
import { SERVICE } from './calls.js';
import { captureIscsi } from './capture.js';
import { ISDSC_CODES } from './codes.js';
import { shareIscsi, valueFrom } from './context.js';
import { redactIscsi } from './redact.js';

/** Its part of a capture of this machine. What Windows refuses to say is left out: a capture is of sessions first. */
export async function capture(backend: CallBackend, wait: Wait): Promise<{ readonly iscsi?: ScenarioIscsi | null }> {
  const shared = shareIscsi(backend);
  try {
    return { iscsi: await captureIscsi(shared, wait) };
  } catch (error) {
    if (!WindowsError.is(error)) throw error;
    if (error.errno === ISDSC_CODES.ISDSC_SERVICE_NOT_RUNNING) return { iscsi: { service: 'stopped' } };
    return error.code === 'ERROR_MOD_NOT_FOUND' ? { iscsi: null } : {};
  }
}

export function redact(
  { iscsi }: { readonly iscsi?: ScenarioIscsi | null | undefined },
  redaction: Redaction,
): { readonly iscsi?: ScenarioIscsi | null | undefined } {
  return iscsi ? { iscsi: redactIscsi(iscsi, redaction) } : { iscsi };
}

/** Whether the initiator answers. A machine without iSCSI lacks nothing that this library needs. */
export async function diagnose(backend: CallBackend, wait: Wait): Promise<readonly DiagnosisCheck[]> {
  const shared = shareIscsi(backend);
  try {
    await shared.reads.run(wait, ask => valueFrom(shared, ask, 'GetIScsiInitiatorNodeNameW', {}));
    // Without the name of the initiator, which has the name of the machine: reports are sent to others.
    return [check('iscsi', 'ok', `The service ${SERVICE} runs.`)];
  } catch (error) {
    if (WindowsError.is(error)) {
      return [check('iscsi', 'note', `iSCSI cannot be asked: ${error.code} (${error.reason}).`, error.hint)];
    }
    if (!(error instanceof Error && error.name === 'TimeoutError')) throw error;
    return [check('iscsi', 'note', `The service ${SERVICE} has not answered in time.`)];
  }
}
