import * as winstation from 'winstation';
import { createWorld } from 'winstation/mock';
import { prove } from './prove.cjs';

const proved = await prove(winstation, { createWorld });
if (process.platform !== 'win32') {
  const error = await (async () => winstation.localHost().sessions())().then(
    () => undefined,
    reason => reason,
  );
  if (!(error instanceof winstation.NoAddonError)) throw error ?? new Error('no addon, and no error');
}
console.log(proved);
