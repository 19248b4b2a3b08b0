// What platforms bring fits: their AbortSignal is ours.
import { localHost } from 'winstation';

export async function stops(): Promise<void> {
  const stop = new AbortController();
  await localHost().sessions({ signal: stop.signal });
  await localHost().sessions({ signal: AbortSignal.timeout(5) });
}
