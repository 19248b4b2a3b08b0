import { checkOptions } from '../../errors/arguments.js';
import type { IscsiSessionId } from '../../identity/iscsi-session-id.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import { type IscsiContext, reading, valueFrom } from '../context.js';
import type { IscsiMapping } from './types.js';

export async function mappings(context: IscsiContext, options: Cancel = {}): Promise<readonly IscsiMapping[]> {
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  return await reading(context, options, async ask => {
    const all = await valueFrom(context, ask, 'ReportActiveIScsiTargetMappingsW', {});
    return Object.freeze(
      all.map(it =>
        Object.freeze({
          session: it.session as IscsiSessionId,
          initiatorInstance: it.initiatorName,
          target: it.targetName,
          osDevice: it.osDevice,
          bus: it.bus,
          targetNumber: it.target,
          // A LUN has 64 bits without a sign.
          luns: Object.freeze(
            it.luns.map(({ osLun, targetLun }) => Object.freeze({ osLun, targetLun: BigInt.asUintN(64, targetLun) })),
          ),
        }),
      ),
    );
  });
}
