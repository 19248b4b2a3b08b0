import { check, type DiagnosisCheck } from '../base/diagnosis.js';
import type { Redaction } from '../base/redaction.js';
import { WindowsError } from '../errors/windows-error.js';
import type { CallBackend } from '../lane/contract.js';
import { machineLane } from '../lane/machine-lane.js';
import type { Wait } from '../lane/wait.js';
import type { ScenarioVss } from '../scenario/vss.js';
import { VSS_CALLS } from './calls.js';
import { vssError } from './hints.js';
import { redactVss } from './redact.js';

/** Nothing: to ask writers takes minutes, and begins a session that each of them hears of. */
export async function capture(): Promise<object> {
  return {};
}

export function redact(
  { vss }: { readonly vss?: ScenarioVss | null | undefined },
  redaction: Redaction,
): { readonly vss?: ScenarioVss | null | undefined } {
  return vss ? { vss: redactVss(vss, redaction) } : { vss };
}

/** Whether a session could be opened. No writer hears of it. */
export async function diagnose(backend: CallBackend, wait: Wait): Promise<readonly DiagnosisCheck[]> {
  const host = backend.localName();
  const lane = machineLane(backend, {
    domain: 'vss',
    calls: VSS_CALLS,
    busy: failure => vssError(host, failure),
  });
  try {
    await lane.run(wait, async ask => {
      const made = await ask(thread => thread.call('CreateVssBackupComponentsInternal', {}));
      if (!made.ok) throw vssError(host, made);
      await ask(thread => thread.call('IVssBackupComponents.Release', {}));
    });
    return [check('vss', 'ok', 'Backups and restores can be opened.')];
  } catch (error) {
    if (WindowsError.is(error)) {
      return [check('vss', 'note', `VSS cannot be asked: ${error.code} (${error.reason}).`, error.hint)];
    }
    if (!(error instanceof Error && error.name === 'TimeoutError')) throw error;
    return [check('vss', 'note', 'VSS has not answered in time.')];
  } finally {
    lane.close(() => new Error('the diagnosis is over'));
  }
}
