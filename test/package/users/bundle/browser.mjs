import * as winstation from 'winstation';
import { createWorld } from 'winstation/mock';
import { prove } from './prove.cjs';

globalThis.outcome = (async () => {
  const refused = await (async () => winstation.localHost().sessions())().then(
    () => undefined,
    reason => reason,
  );
  if (!(refused instanceof winstation.NoAddonError)) throw refused ?? new Error('no addon, and no error');
  return await prove(winstation, { createWorld });
})();
