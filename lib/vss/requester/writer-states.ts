import type { Answer } from '../../base/answer.js';
import type { Guid } from '../../identity/guid-text.js';
import type { VssValue } from '../calls.js';
import { VSS_CODES } from '../codes.js';
import { nameOfCode } from '../hints.js';
import { writerStateOf } from '../words.js';
import type { AskVss, Requester } from './requester.js';
import type { VssWriterState } from './types.js';

type RawState = VssValue<'IVssBackupComponentsEx3.GetWriterStatusEx'>;

/** The state of every writer that has been asked who it is. */
export async function gatherStates(requester: Requester, ask: AskVss): Promise<readonly VssWriterState[]> {
  await requester.value(ask, 'IVssBackupComponents.GatherWriterStatus', {});
  try {
    return await takeStates(requester, ask);
  } finally {
    // Whether they could be read or not: the next question gathers them again.
    await requester.answer(ask, 'IVssBackupComponents.FreeWriterStatus', {});
  }
}

async function takeStates(requester: Requester, ask: AskVss): Promise<readonly VssWriterState[]> {
  const count = await requester.value(ask, 'IVssBackupComponents.GetWriterStatusCount', {});
  const states: VssWriterState[] = [];
  for (let index = 0; index < count; index += 1) {
    const answer = await askState(requester, ask, index);
    if (!answer.ok) throw requester.error(answer);
    states.push(stateOf(answer.value));
  }
  return Object.freeze(states);
}

/** Before Windows 7 a writer has no words of its own. */
async function askState(requester: Requester, ask: AskVss, index: number): Promise<Answer<RawState>> {
  const answer = await requester.answer(ask, 'IVssBackupComponentsEx3.GetWriterStatusEx', { index });
  if (answer.ok || answer.code !== VSS_CODES.E_NOINTERFACE) return answer;
  const older = await requester.answer(ask, 'IVssBackupComponents.GetWriterStatus', { index });
  return older.ok ? { ok: true, value: { ...older.value, applicationCode: 0, message: undefined } } : older;
}

function stateOf(raw: RawState): VssWriterState {
  const named = (code: number) => (code === 0 ? undefined : nameOfCode(code));
  return Object.freeze({
    id: raw.writer as Guid,
    instanceId: raw.instance as Guid,
    name: raw.name ?? '',
    ...writerStateOf(raw.state),
    code: named(raw.failure),
    // S_FALSE is what a writer gives that has no code of its own.
    applicationCode: raw.applicationCode === 1 ? undefined : named(raw.applicationCode),
    message: raw.message || undefined,
  });
}
