import { checkOptions } from '../../errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import { ISDSC_CODES } from '../codes.js';
import { type AskIscsi, actError, acting, answerOf, type IscsiContext, valueFrom } from '../context.js';
import { ANY_ADAPTER, type CheckedPortal, checkPortal, samePortal } from '../targets/portal.js';
import type { IscsiPortal } from '../targets/types.js';
import { SECURITY, securityOf } from './security.js';
import type { IscsiSecurity } from './types.js';

export async function addPortal(
  context: IscsiContext,
  portal: IscsiPortal,
  options: IscsiSecurity & Cancel = {},
): Promise<void> {
  const checked = checkPortal('portal', portal);
  checkOptions('options', options, [...SECURITY, ...CANCEL]);
  checkCancel(options);
  const security = securityOf('options', options);
  try {
    await acting(context, options, async ask => {
      const args = { ...ANY_ADAPTER, ...checked, ...security.options };
      const answer = await answerOf(ask, 'AddIScsiSendTargetPortalW', args, 'act');
      // It was there before, which is what was wanted.
      if (answer.ok || answer.code === ISDSC_CODES.ISDSC_TARGET_PORTAL_ALREADY_EXISTS) return;
      throw actError(context.backend, answer);
    });
  } finally {
    security.clear();
  }
}

export async function refreshPortal(context: IscsiContext, portal: IscsiPortal, options: Cancel = {}): Promise<void> {
  await withRegistered(context, portal, options, 'RefreshIScsiSendTargetPortalW');
}

export async function removePortal(context: IscsiContext, portal: IscsiPortal, options: Cancel = {}): Promise<void> {
  await withRegistered(context, portal, options, 'RemoveIScsiSendTargetPortalW');
}

async function withRegistered(
  context: IscsiContext,
  portal: IscsiPortal,
  options: Cancel,
  name: 'RefreshIScsiSendTargetPortalW' | 'RemoveIScsiSendTargetPortalW',
): Promise<void> {
  const checked = checkPortal('portal', portal);
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  await acting(context, options, async ask => {
    await valueFrom(context, ask, name, await registered(context, ask, checked), 'act');
  });
}

/** Windows takes a portal only as it was registered, with its adapter. One that is not there it refuses itself. */
async function registered(context: IscsiContext, ask: AskIscsi, portal: CheckedPortal) {
  const all = await valueFrom(context, ask, 'ReportIScsiSendTargetPortalsExW', {});
  const found = all.find(it => samePortal(it, portal));
  if (!found) return { ...ANY_ADAPTER, ...portal };
  const { initiatorName, initiatorPort, symbolicName, address, port } = found;
  return {
    initiatorName: initiatorName === '' ? undefined : initiatorName,
    initiatorPort,
    symbolicName,
    address,
    port,
  };
}
