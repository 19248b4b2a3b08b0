import * as fleet from '../fleet/ask.js';
import type { Cancel } from '../lane/cancel.js';
import type { SessionHost } from '../terminal/types.js';
import type { Call } from './call.js';
import { argumentInWords, isNoAddon, type Problem, problemOf } from './problem.js';

/** The answer of one host, or its problem. */
export type Asked<T> =
  | { readonly host: string; readonly value: T }
  | { readonly host: string | undefined; readonly problem: Problem; readonly noAddon: boolean };

export function failed<T>(asked: Asked<T>): asked is Extract<Asked<T>, { problem: Problem }> {
  return 'problem' in asked;
}

/** Asks all hosts that the call names, and reports those that failed. */
export async function askHosts<T>(
  call: Call,
  ask: (host: SessionHost, cancel: Cancel) => Promise<T>,
): Promise<readonly Asked<T>[]> {
  const { winstation, signal } = call;
  const { hosts, timeout } = call.values;
  const names = hosts.length > 0 ? hosts : [undefined];
  const answers = await fleet.askHosts({ winstation, names, signal, timeout }, ask);
  return answers.map(answer => {
    if ('value' in answer) return answer;
    const { host, error } = answer;
    // What is wrong with the command line is wrong for every host.
    if (argumentInWords(error) !== undefined) throw error;
    const problem = problemOf(error, { host, timeout });
    call.report(problem);
    return { host, problem, noAddon: isNoAddon(error) };
  });
}

/** The rows for JSON: those of every host that answered, and one for each that did not. */
export function jsonRows<T>(asked: readonly Asked<readonly T[]>[]): readonly unknown[] {
  return asked.flatMap((it): readonly unknown[] =>
    failed(it) ? [{ host: it.host, error: it.problem.json }] : it.value,
  );
}

/** The exit code. */
export function exitCode(asked: readonly Asked<unknown>[]): 0 | 1 {
  return asked.some(failed) ? 1 : 0;
}
