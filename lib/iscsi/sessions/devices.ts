import { checkOptions } from '../../errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import { ISDSC_CODES } from '../codes.js';
import { controlOf, type IscsiContext } from '../context.js';
import { iscsiError } from '../hints.js';
import { isBusy, retried } from '../retry.js';
import { askDevices } from './gather.js';
import { checkAgain, checkRef } from './reference.js';
import type { IscsiDevice, IscsiSessionRef } from './types.js';

const MOST_TRIES = 10;

export async function devices(
  context: IscsiContext,
  ref: IscsiSessionRef,
  options: Cancel = {},
): Promise<readonly IscsiDevice[]> {
  const checked = checkRef(ref);
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  const SYSCALL = 'GetDevicesForIScsiSessionW';
  const host = context.backend.localName();
  return await context.waits.during(controlOf(context, options), wait =>
    // While disks come or go the session is busy for a moment; the lane is free in between.
    retried(wait, { most: MOST_TRIES, when: isBusy }, () =>
      context.reads.run(wait, async ask => {
        const answer = await askDevices(ask, checked.id);
        if (answer === undefined) {
          throw iscsiError(host, { ok: false, syscall: SYSCALL, code: ISDSC_CODES.ISDSC_INVALID_SESSION_ID });
        }
        if (!answer.ok) throw iscsiError(host, answer);
        await checkAgain(context, ask, checked, SYSCALL);
        return answer.value;
      }),
    ),
  );
}
