import { WindowsError } from '../../errors/windows-error.js';
import { pooled } from '../../fleet/pool.js';
import type { Cancel } from '../../lane/cancel.js';
import type { SessionHost } from '../../terminal/types.js';
import type { Call } from '../call.js';
import { isGone } from '../find-sessions.js';
import { argumentInWords, problemOf } from '../problem.js';
import type { Result } from './deed.js';

/** A host lets no more than four calls wait in it. One is left for its list. */
const AT_ONCE = 3;

export interface EachOptions {
  /** How many at the same time. */
  readonly atOnce?: number;
  /** Whether an error is one of the host itself. */
  readonly isOfHost?: (error: unknown) => boolean;
}

/** Does it to each item. When the host itself fails, the rest is not tried: each might take its whole time limit. */
export async function each<T>(
  call: Call,
  host: SessionHost,
  items: readonly T[],
  act: (item: T, cancel: Cancel) => Promise<string>,
  { atOnce = AT_ONCE, isOfHost = saysHost }: EachOptions = {},
): Promise<readonly Result<T>[]> {
  const { signal } = call;
  const { timeout } = call.values;
  let down: string | undefined;
  return await pooled(items, atOnce, async item => {
    if (signal.aborted) return { item, outcome: 'skipped', text: 'not tried: interrupted' };
    if (down !== undefined) return { item, outcome: 'skipped', text: `not tried: ${down}` };
    try {
      return { item, outcome: 'done', text: await act(item, { signal, timeout }) };
    } catch (error) {
      // What is wrong with the command line is wrong for all.
      if (argumentInWords(error) !== undefined) throw error;
      const result = failure(call, host, item, error);
      if (isOfHost(error)) down ??= result.text;
      return result;
    }
  });
}

/** What an error means for the item that it came for. */
export function failure<T>(call: Call, host: SessionHost, item: T, error: unknown): Result<T> {
  if (isGone(error)) return { item, outcome: 'gone', text: 'already gone' };
  const problem = problemOf(error, { host: host.name, timeout: call.values.timeout });
  const { outcome } = Object(error) as { readonly outcome?: unknown };
  if (outcome === 'unknown') {
    return { item, outcome, text: call.signal.aborted ? 'unknown: interrupted' : `unknown: ${problem.brief}`, problem };
  }
  if (call.signal.aborted) return { item, outcome: 'skipped', text: 'not tried: interrupted' };
  return { item, outcome: 'failed', text: problem.brief, problem };
}

/** No other item would fare better. */
function saysHost(error: unknown): boolean {
  if (WindowsError.is(error, 'unreachable') || WindowsError.is(error, 'busy')) return true;
  return (error as { readonly code?: unknown } | undefined)?.code === 'ETIMEDOUT';
}
