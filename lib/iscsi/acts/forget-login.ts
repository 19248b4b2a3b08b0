import { checkOptions, checkUint32, wrongType } from '../../errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import { acting, type IscsiContext, valueFrom } from '../context.js';
import { checkBounded, checkPortal, checkTarget } from '../targets/portal.js';
import type { IscsiSavedLogin } from '../targets/types.js';

const ANY_PORT = 0xffffffff;

export async function forgetLogin(context: IscsiContext, saved: IscsiSavedLogin, options: Cancel = {}): Promise<void> {
  if (typeof saved !== 'object' || saved === null) throw wrongType('login', 'a login of savedLogins()', saved);
  const { target, initiatorInstance, initiatorPort = ANY_PORT, portal } = saved;
  checkTarget('login.target', target);
  if (initiatorInstance !== undefined) checkBounded('login.initiatorInstance', initiatorInstance, 255);
  checkUint32('login.initiatorPort', initiatorPort);
  const checked = portal ? checkPortal('login.portal', portal) : { symbolicName: '', address: '', port: 0 };
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  await acting(context, options, async ask => {
    // Windows takes it only with its own adapter and portal.
    const args = { initiatorName: initiatorInstance, initiatorPort, target, ...checked };
    await valueFrom(context, ask, 'RemoveIScsiPersistentTargetW', args, 'act');
  });
}
