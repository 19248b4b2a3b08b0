import { checkBoolean, checkOptions } from '../../errors/arguments.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import { type IscsiContext, reading, valueFrom } from '../context.js';
import type { IscsiTargetsOptions } from './types.js';

export async function targets(context: IscsiContext, options: IscsiTargetsOptions = {}): Promise<readonly string[]> {
  checkOptions('options', options, ['refresh', ...CANCEL]);
  checkBoolean('options.refresh', options.refresh);
  checkCancel(options);
  const { refresh = false } = options;
  return await reading(context, options, async ask =>
    Object.freeze(await valueFrom(context, ask, 'ReportIScsiTargetsW', { refresh })),
  );
}
