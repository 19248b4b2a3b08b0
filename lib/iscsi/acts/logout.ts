import { checkDuration, checkOptions } from '../../errors/arguments.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import { ISDSC_CODES } from '../codes.js';
import { actError, answerOf, controlOf, type IscsiContext } from '../context.js';
import { isBusy, retried } from '../retry.js';
import { checkAgain, checkRef } from '../sessions/reference.js';
import type { IscsiSessionRef } from '../sessions/types.js';
import type { IscsiLogoutOptions } from './types.js';

export async function logout(
  context: IscsiContext,
  ref: IscsiSessionRef,
  options: IscsiLogoutOptions = {},
): Promise<void> {
  const checked = checkRef(ref);
  checkOptions('options', options, ['retryFor', ...CANCEL]);
  checkDuration('options.retryFor', options.retryFor);
  checkCancel(options);
  const { retryFor } = options;
  const control = controlOf(context, options);
  const timeout = options.timeout ?? (control.timeout ?? 0) + (retryFor ?? 0);
  const { clock } = context.backend;
  const most = retryFor === undefined ? 1 : Number.POSITIVE_INFINITY;
  const retries = { most, when: isBusy, forMs: retryFor ?? 0, now: () => clock.monotonic() };
  await context.waits.during({ ...control, timeout }, wait =>
    retried(wait, retries, attempt =>
      context.acts.run(wait, async ask => {
        try {
          await checkAgain(context, ask, checked, 'LogoutIScsiTarget');
        } catch (error) {
          if (attempt > 1 && isGone(error)) return;
          throw error;
        }
        const answer = await answerOf(ask, 'LogoutIScsiTarget', { session: checked.id }, 'act');
        if (answer.ok) return;
        // It went while it was waited for.
        if (attempt > 1 && answer.code === ISDSC_CODES.ISDSC_INVALID_SESSION_ID) return;
        throw actError(context.backend, answer);
      }),
    ),
  );
}

const isGone = (error: unknown): boolean =>
  (error as { readonly errno?: unknown }).errno === ISDSC_CODES.ISDSC_INVALID_SESSION_ID;
