import { checkOptions } from '../../errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import { type IscsiContext, reading } from '../context.js';
import { compileFilter } from './filter.js';
import { gatherSessions } from './gather.js';
import type { IscsiSessionDetails, IscsiSessionFilter } from './types.js';

export async function findSession(
  context: IscsiContext,
  where: IscsiSessionFilter,
  options: Cancel = {},
): Promise<IscsiSessionDetails | undefined> {
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  const filter = compileFilter(where);
  return await reading(context, options, async ask => (await gatherSessions(context, ask, filter))[0]);
}
