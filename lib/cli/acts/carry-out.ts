import { AT_ONCE } from '../../fleet/ask.js';
import { pooled } from '../../fleet/pool.js';
import type { SessionHost } from '../../terminal/types.js';
import type { Call } from '../call.js';
import { INTERRUPTED } from '../exit-codes.js';
import { argumentInWords, problemOf } from '../problem.js';
import { UsageError } from '../usage.js';
import { checkConfirmed, isAgreed, mustAsk } from './consent.js';
import { codeOf, type Deed, type Done, type Party } from './deed.js';
import { failure } from './each.js';
import { planTable, printResults } from './report.js';

/**
 * Chooses on every host, asks, acts, and reports. Without a question no host waits for another one: a dead host delays nobody.
 * Resolves with the exit code.
 */
export async function carryOut<T>(call: Call, deed: Deed<T>): Promise<number> {
  const { hosts } = call.values;
  const asks = mustAsk(call);
  const names = hosts.length > 0 ? hosts : [undefined];
  const whole = deed.isWhole ? names.map(it => it ?? call.winstation.localHost().name) : [];
  if (!asks) checkConfirmed(call, whole);
  const opened: SessionHost[] = [];
  const open = async (name: string | undefined) => {
    const party = await gather(call, deed, name);
    if (party.host) opened.push(party.host);
    return party;
  };
  try {
    if (call.values.flag('dry-run')) {
      const parties = await pooled(names, AT_ONCE, open);
      call.signal.throwIfAborted();
      return planTable(call, deed, parties, 'dry-run');
    }
    if (!asks) {
      return report(call, deed, await pooled(names, AT_ONCE, async name => await act(call, deed, await open(name))));
    }
    const parties = await pooled(names, AT_ONCE, open);
    call.signal.throwIfAborted();
    const count = parties.reduce((sum, { items }) => sum + items.length, 0);
    if (count > 0) {
      const question = deed.question(count);
      const agreed = await isAgreed(call, { question, whole, show: () => planTable(call, deed, parties, 'question') });
      call.signal.throwIfAborted();
      if (!agreed) {
        call.say('nothing was done');
        return 1;
      }
    }
    return report(call, deed, await pooled(parties, AT_ONCE, party => act(call, deed, party)));
  } finally {
    // Nobody waits for this: a host that does not answer may not answer this either.
    for (const host of opened) host.close().catch(() => {});
  }
}

function report<T>(call: Call, deed: Deed<T>, all: readonly Done<T>[]): number {
  if (deed.print && !call.wantsJson) deed.print(all);
  else printResults(call, deed, all);
  // What was done before Ctrl-C has been said; the rest was not.
  return call.signal.aborted ? INTERRUPTED : (deed.conclude?.(all) ?? codeOf(all));
}

async function gather<T>(call: Call, deed: Deed<T>, given: string | undefined): Promise<Party<T>> {
  const { winstation, signal } = call;
  const { timeout } = call.values;
  let host: SessionHost | undefined;
  try {
    host = given === undefined ? winstation.localHost() : await winstation.openHost(given, { signal, timeout });
    return { given, host, items: await deed.choose(host, { signal, timeout }), problem: undefined };
  } catch (error) {
    if (error instanceof UsageError || argumentInWords(error) !== undefined) throw error;
    const problem = problemOf(error, { host: given ?? host?.name, timeout });
    if (!signal.aborted) call.report(problem);
    return { given, host, items: [], problem };
  }
}

async function act<T>(call: Call, deed: Deed<T>, party: Party<T>): Promise<Done<T>> {
  const { host, items } = party;
  if (!host || items.length === 0) return { party, results: [] };
  try {
    const results = await deed.perform(host, items, call);
    for (const { problem } of results) if (problem && !call.signal.aborted) call.report(problem);
    return { party, results };
  } catch (error) {
    if (error instanceof UsageError || argumentInWords(error) !== undefined) throw error;
    return { party, results: items.map(item => failure(call, host, item, error)) };
  }
}
