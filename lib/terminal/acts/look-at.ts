import type { Answer } from '../../base/answer.js';
import type { Ask } from '../../lane/job.js';
import type { DetailFacts, TerminalThread } from '../contract.js';
import { type HostContext, hostError } from '../host-context.js';
import { INFO_STEP, infoOf } from '../info/info-step.js';
import type { RawSessionInfo } from '../info/raw-info.js';

/** How the session is now. */
export async function infoNow(host: HostContext, ask: Ask<TerminalThread>, id: number): Promise<RawSessionInfo> {
  const info = await lookAt(ask, id);
  if (!info.ok) throw hostError(host, info, id);
  return info.value;
}

export async function lookAt(ask: Ask<TerminalThread>, id: number): Promise<Answer<RawSessionInfo>> {
  const question = { ids: [id], steps: [INFO_STEP], skipOn: [], unknownOn: [] };
  const [facts] = await ask(thread => thread.details(question));
  return infoOf(facts as DetailFacts);
}
