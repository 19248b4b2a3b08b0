import { checkOptions } from '../../errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import { ISDSC_CODES } from '../codes.js';
import { type IscsiContext, reading } from '../context.js';
import { iscsiError } from '../hints.js';
import { compileFilter } from './filter.js';
import { gatherSessions } from './gather.js';
import { checkAgain, checkRef } from './reference.js';
import type { IscsiSessionDetails, IscsiSessionRef } from './types.js';

export async function session(
  context: IscsiContext,
  ref: IscsiSessionRef,
  options: Cancel = {},
): Promise<IscsiSessionDetails> {
  const checked = checkRef(ref);
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  const filter = compileFilter({ id: checked.id });
  return await reading(context, options, async ask => {
    const [found] = await gatherSessions(context, ask, filter);
    // An id that is still of that target was so in between.
    await checkAgain(context, ask, checked, 'GetIScsiSessionListW');
    if (found) return found;
    throw iscsiError(context.backend.localName(), {
      ok: false,
      syscall: 'GetIScsiSessionListW',
      code: ISDSC_CODES.ISDSC_INVALID_SESSION_ID,
    });
  });
}
