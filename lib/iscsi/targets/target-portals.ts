import { checkOptions } from '../../errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import { type IscsiContext, reading, valueFrom } from '../context.js';
import { checkTarget } from './portal.js';
import type { IscsiPortal } from './types.js';

export async function targetPortals(
  context: IscsiContext,
  target: string,
  options: Cancel = {},
): Promise<readonly Required<IscsiPortal>[]> {
  checkTarget('target', target);
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  return await reading(context, options, async ask => {
    const portals = await valueFrom(context, ask, 'ReportIScsiTargetPortalsW', { target });
    return Object.freeze(
      portals.map(({ address, port, symbolicName }) => Object.freeze({ address, port, symbolicName })),
    );
  });
}
