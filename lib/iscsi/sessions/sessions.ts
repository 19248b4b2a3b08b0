import { checkBoolean, checkOptions } from '../../errors/arguments.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import { type IscsiContext, reading } from '../context.js';
import { iscsiError } from '../hints.js';
import { compileFilter } from './filter.js';
import { askDevices, gatherSessions, listSessions } from './gather.js';
import type { IscsiSession, IscsiSessionsOptions } from './types.js';

export async function sessions(
  context: IscsiContext,
  options: IscsiSessionsOptions = {},
): Promise<readonly IscsiSession[]> {
  checkOptions('options', options, ['where', 'details', ...CANCEL]);
  checkBoolean('options.details', options.details);
  checkCancel(options);
  const filter = compileFilter(options.where);
  return await reading(context, options, async ask => {
    if (options.details) return await gatherSessions(context, ask, filter);
    const found: IscsiSession[] = [];
    for (const session of await listSessions(context, ask)) {
      if (!filter.matches(session)) continue;
      if (filter.needsDevices) {
        const devices = await askDevices(ask, session.id);
        if (devices && !devices.ok) throw iscsiError(context.backend.localName(), devices);
        if (!filter.matchesDevices(devices?.value)) continue;
      }
      found.push(Object.freeze(session));
    }
    return Object.freeze(found);
  });
}
