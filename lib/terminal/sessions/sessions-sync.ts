import { checkOptions } from '../../errors/arguments.js';
import type { Session } from '../../identity/session.js';
import type { HostContext } from '../host-context.js';
import { compileFilter } from './filter.js';
import { listRowsSync } from './listing.js';
import type { SessionFilter } from './types.js';

export function sessionsSync(host: HostContext, options: { readonly where?: SessionFilter } = {}): readonly Session[] {
  checkOptions('options', options, ['where']);
  const filter = compileFilter(options.where, host, 'of sessionsSync(): the listing has no idle times; use sessions()');
  if (filter.matchesClient) throw clientNeedsAsync();
  const rows = listRowsSync(host);
  return options.where === undefined ? rows : rows.filter(filter.matches);
}

function clientNeedsAsync(): TypeError {
  return Object.assign(
    new TypeError('where.client must be left out of sessionsSync(): the listing has no client names; use sessions()'),
    { code: 'ERR_INVALID_ARG_VALUE' },
  );
}
