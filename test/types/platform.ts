// What platforms bring fits: their AbortSignal is ours, and ours is theirs.
import { localHost } from 'winstation';
import type { VssHandlers } from 'winstation/vss';

/** In a freeze, what takes long is stopped in time. */
export const writer: VssHandlers = {
  freeze: async ({ signal }) => void (await fetch('http://localhost/flush', { signal })),
  resume: () => {},
};

export async function stops(): Promise<void> {
  const stop = new AbortController();
  await localHost().sessions({ signal: stop.signal });
  await localHost().sessions({ signal: AbortSignal.timeout(5) });
}
