import type { Answer } from '../../base/answer.js';
import { nearest } from '../../base/nearest.js';
import { checkOptions, wrongType, wrongValue } from '../../errors/arguments.js';
import type { SessionRef } from '../../identity/session.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import type { DetailFacts } from '../contract.js';
import { controlOf, type HostContext, hostError, runOnLane } from '../host-context.js';
import { checkRef, checkStillSame, resolveId } from '../sessions/reference.js';
import { activityIdOf } from './activity-id.js';
import { INFO_CLASSES, type InfoClassName, type RawInfo } from './raw-info.js';
import { shape } from './shapes.js';
import type { WtsInfoMap } from './types.js';

export async function query<C extends InfoClassName>(
  host: HostContext,
  ref: SessionRef,
  name: C,
  options?: Cancel,
): Promise<WtsInfoMap[C]> {
  checkRef(host, ref);
  if (typeof name !== 'string') throw wrongType('infoClass', 'the name of a class of WTS_INFO_CLASS', name);
  if (!INFO_CLASSES.includes(name)) {
    const meant = nearest(name, INFO_CLASSES);
    throw wrongValue('infoClass', `a class of WTS_INFO_CLASS${meant ? ` (did you mean ${meant}?)` : ''}`, name);
  }
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  return await runOnLane(host, controlOf(host, options, ref), async ask => {
    const id = await resolveId(host, ask, ref);
    const question = { ids: [id], steps: [{ infoClass: name }], skipOn: [], unknownOn: [] };
    const [facts] = (await ask(thread => thread.details(question))) as [DetailFacts];
    const raw = facts.answers[name] as Answer<RawInfo>;
    const answer = name === 'WTSSessionActivityId' ? activityIdOf(raw as Answer<string>) : raw;
    if (!answer.ok) throw hostError(host, answer, id);
    await checkStillSame(host, ask, ref, 'WTSQuerySessionInformationW');
    return shape(name, answer.value);
  });
}
