import { checkOptions } from '../../errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import type { IscsiValue } from '../calls.js';
import { type IscsiContext, reading, valueFrom } from '../context.js';
import { given } from '../sessions/rows.js';
import type { IscsiDiscoveryPortal } from './types.js';

const ANY = 0xffffffff;

type Raw = IscsiValue<'ReportIScsiSendTargetPortalsExW'>[number];

export const adapterPort = (port: number): number | undefined => (port === ANY ? undefined : port);

const discoveryPortal = ({ initiatorName, initiatorPort, address, port, symbolicName }: Raw): IscsiDiscoveryPortal =>
  Object.freeze({
    address,
    port,
    symbolicName,
    initiatorInstance: given(initiatorName),
    initiatorPort: adapterPort(initiatorPort),
  });

export async function portals(context: IscsiContext, options: Cancel = {}): Promise<readonly IscsiDiscoveryPortal[]> {
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  return await reading(context, options, async ask => {
    const all = await valueFrom(context, ask, 'ReportIScsiSendTargetPortalsExW', {});
    return Object.freeze(all.map(discoveryPortal));
  });
}
