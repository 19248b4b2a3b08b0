import type { Cancel } from '../lane/cancel.js';
import type { SessionHost } from '../terminal/types.js';
import type { Call } from './call.js';
import { isNoAddon, type Problem, problemOf } from './problem.js';

/** What came of asking one host. */
export type Asked<T> =
  | { readonly host: string; readonly value: T }
  | { readonly host: string | undefined; readonly problem: Problem; readonly noAddon: boolean };

export function failed<T>(asked: Asked<T>): asked is Extract<Asked<T>, { problem: Problem }> {
  return 'problem' in asked;
}

/** Asks all hosts at the same time; one that fails delays and spoils nobody. The answers stand in the order of the names. */
export async function askHosts<T>(
  call: Call,
  ask: (host: SessionHost, cancel: Cancel) => Promise<T>,
): Promise<readonly Asked<T>[]> {
  const { hosts } = call.values;
  const names: readonly (string | undefined)[] = hosts.length > 0 ? hosts : [undefined];
  const asked = await Promise.all(names.map(name => askHost(call, name, ask)));
  call.signal.throwIfAborted();
  for (const it of asked) if (failed(it)) call.tell(it.problem);
  return asked;
}

async function askHost<T>(
  call: Call,
  name: string | undefined,
  ask: (host: SessionHost, cancel: Cancel) => Promise<T>,
): Promise<Asked<T>> {
  const { timeout } = call.values;
  const { signal } = call;
  const began = performance.now();
  // The time that was given is for the whole of it.
  const left = (): Cancel => ({
    signal,
    timeout: timeout === undefined ? undefined : Math.max(1, timeout - (performance.now() - began)),
  });
  let host: SessionHost | undefined;
  try {
    host = name === undefined ? call.winstation.localHost() : await call.winstation.openHost(name, left());
    return { host: host.name, value: await ask(host, left()) };
  } catch (error) {
    const problem = problemOf(error, { host: name ?? host?.name, timeout });
    return { host: name ?? host?.name, problem, noAddon: isNoAddon(error) };
  } finally {
    await host?.close();
  }
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
