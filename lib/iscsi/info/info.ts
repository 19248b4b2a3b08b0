import { checkOptions } from '../../errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import { type IscsiContext, reading, valueFrom } from '../context.js';
import type { IscsiInfo } from './types.js';

export async function info(context: IscsiContext, options: Cancel = {}): Promise<IscsiInfo> {
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  return await reading(context, options, async ask => {
    const nodeName = await valueFrom(context, ask, 'GetIScsiInitiatorNodeNameW', {});
    const instances = await valueFrom(context, ask, 'ReportIScsiInitiatorListW', {});
    const { major, minor, build } = await valueFrom(context, ask, 'GetIScsiVersionInformation', {});
    return Object.freeze({ nodeName, instances: Object.freeze(instances), version: `${major}.${minor}.${build}` });
  });
}
