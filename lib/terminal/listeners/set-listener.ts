import type { Cancel } from '../../lane/cancel.js';
import { actControl } from '../acts/act-bounds.js';
import { type HostContext, runOnLane } from '../host-context.js';
import { checkListener } from './listener-name.js';
import { readListener } from './read-listener.js';
import { changed, checkChanges, isSame } from './settings.js';
import type { ListenerChanges } from './types.js';
import { UPDATE, writeListener } from './write-listener.js';

/** Windows takes the whole structure, so what is not to change is read first. */
export async function setListener(
  host: HostContext,
  name: string,
  changes: ListenerChanges,
  options: Cancel = {},
): Promise<void> {
  checkListener(name, options);
  checkChanges('changes', changes, false);
  await runOnLane(host, actControl(host, options), async ask => {
    const before = await readListener(host, ask, name);
    const config = changed(before, changes);
    if (!isSame(before, config)) await writeListener(host, ask, name, { config, flag: UPDATE });
  });
}
