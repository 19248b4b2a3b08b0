import { fold } from '../../base/fold.js';
import { checkOptions } from '../../errors/arguments.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import type { IscsiValue } from '../calls.js';
import { type IscsiContext, reading, valueFrom } from '../context.js';
import { foldedTargets } from '../sessions/filter.js';
import { authWord, given } from '../sessions/rows.js';
import { adapterPort } from './portals.js';
import type { IscsiSavedLogin, IscsiSavedLoginsOptions } from './types.js';

export type RawSavedLogin = IscsiValue<'ReportIScsiPersistentLoginsW'>[number];

/** A portal without an address is any. */
function savedLogin(raw: RawSavedLogin): IscsiSavedLogin {
  const { target, informational, initiatorName, initiatorPort, address, port, symbolicName, auth, user, hasSecret } =
    raw;
  return Object.freeze({
    target,
    initiatorInstance: given(initiatorName),
    initiatorPort: adapterPort(initiatorPort),
    portal: address === '' ? undefined : Object.freeze({ address, port, symbolicName }),
    informational,
    auth: authWord(auth),
    user,
    hasSecret,
  });
}

export async function savedLogins(
  context: IscsiContext,
  options: IscsiSavedLoginsOptions = {},
): Promise<readonly IscsiSavedLogin[]> {
  checkOptions('options', options, ['where', ...CANCEL]);
  checkOptions('options.where', options.where, ['target']);
  checkCancel(options);
  const targets = foldedTargets('options.where.target', options.where?.target);
  return await reading(context, options, async ask => {
    const all = await valueFrom(context, ask, 'ReportIScsiPersistentLoginsW', {});
    return Object.freeze(all.map(savedLogin).filter(it => targets?.has(fold(it.target)) ?? true));
  });
}
