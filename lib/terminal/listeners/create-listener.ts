import { wrongType } from '../../errors/arguments.js';
import type { Cancel } from '../../lane/cancel.js';
import { actControl } from '../acts/act-bounds.js';
import { ERROR_CODES as E } from '../codes.js';
import { type HostContext, hostError, runOnLane } from '../host-context.js';
import { checkListener } from './listener-name.js';
import { changed, checkChanges, NEW_LISTENER } from './settings.js';
import type { NewListener } from './types.js';
import { CREATE, writeListener } from './write-listener.js';

/** What a name that no listener has may be answered with: which of them Windows takes was not seen. */
const NO_SUCH_LISTENER: readonly number[] = [
  E.ERROR_FILE_NOT_FOUND,
  E.ERROR_NOT_FOUND,
  E.ERROR_INVALID_PARAMETER,
  E.ERROR_CTX_WINSTATION_NAME_INVALID,
  E.ERROR_CTX_WINSTATION_NOT_FOUND,
];

/** Windows checks nothing, so it is looked first whether there is one: a create might write over it. */
export async function createListener(
  host: HostContext,
  name: string,
  config: NewListener,
  options: Cancel = {},
): Promise<void> {
  checkListener(name, options);
  checkChanges('config', config, true);
  if (config.port === undefined) throw wrongType('config.port', 'a port', config.port);
  await runOnLane(host, actControl(host, options), async ask => {
    const there = await ask(thread => thread.call('WTSQueryListenerConfigW', { listener: name }));
    if (there.ok) throw existsError(host, name);
    if (!NO_SUCH_LISTENER.includes(there.code)) throw hostError(host, there);
    await writeListener(host, ask, name, { config: changed(NEW_LISTENER, config), flag: CREATE });
  });
}

function existsError(host: HostContext, name: string) {
  const failure = { ok: false, syscall: 'WTSCreateListenerW', code: E.ERROR_ALREADY_EXISTS } as const;
  const hint = `There is a listener ${name}. setListener() changes it.`;
  return hostError(host, failure, undefined, { says: 'No listener was made', subject: 'listener', hint });
}
