import { pause } from '../../fleet/pause.js';
import type { SessionDetails } from '../../terminal/sessions/types.js';
import type { SessionHost } from '../../terminal/types.js';
import type { Call } from '../call.js';
import type { Result } from './deed.js';
import { failure } from './each.js';

const LOOK_MS = 1_000;
/** Programs may ask their user to save. */
const LONGEST_MS = 10 * 60_000;

type Over = (now: SessionDetails | undefined) => boolean;

/**
 * Looks at the host's sessions until all that were begun are over. One list a second serves them all, where waiting in Windows would take
 * a thread for each.
 */
export async function untilOver(
  call: Call,
  host: SessionHost,
  begun: readonly Result<SessionDetails>[],
  isOver: Over,
): Promise<readonly Result<SessionDetails>[]> {
  const results = [...begun];
  const open = () =>
    results.flatMap(({ outcome, item }, i) => (outcome === 'done' && !over.has(i) ? [{ item, i }] : []));
  const over = new Set<number>();
  const end = performance.now() + LONGEST_MS;
  const { signal } = call;
  const { timeout } = call.values;
  for (let left = open(); left.length > 0; left = open()) {
    try {
      const now = await host.sessions({ details: true, where: { id: left.map(it => it.item.id) }, signal, timeout });
      for (const { item, i } of left) if (isOver(now.find(it => it.key === item.key))) over.add(i);
    } catch (error) {
      for (const { item, i } of open()) {
        const { text, problem } = failure(call, host, item, error);
        results[i] = { item, outcome: 'unknown', text: `begun, then ${text}`, problem };
      }
      break;
    }
    if (open().length === 0) break;
    if (signal.aborted || performance.now() > end) {
      const why = signal.aborted ? 'interrupted' : 'still there after 10 minutes';
      for (const { item, i } of open()) results[i] = { item, outcome: 'unknown', text: `begun, ${why}` };
      break;
    }
    await pause(LOOK_MS, signal);
  }
  return results;
}
