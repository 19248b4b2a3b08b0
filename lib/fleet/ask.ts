import type { Cancel } from '../lane/cancel.js';
import type { SessionHost } from '../terminal/types.js';
import type { Winstation } from '../winstation-types.js';
import { pooled } from './pool.js';

/** Which hosts, and for how long. */
export interface Fleet {
  readonly winstation: Winstation;
  /** `undefined` is this machine. */
  readonly names: readonly (string | undefined)[];
  readonly signal: AbortSignal;
  /** The time limit for everything that one host is asked. */
  readonly timeout: number | undefined;
}

/** The answer of one host, or its error. */
export type HostAnswer<T> =
  | { readonly host: string; readonly value: T }
  | { readonly host: string | undefined; readonly error: unknown };

/** So many hosts are asked at the same time: each may hold a thread. */
export const AT_ONCE = 64;

/**
 * Asks all hosts at the same time, but no more than {@link AT_ONCE}. A host that fails or does not answer does not affect the others.
 * The answers are in the order of the names.
 */
export async function askHosts<T>(
  fleet: Fleet,
  ask: (host: SessionHost, cancel: Cancel) => Promise<T>,
): Promise<readonly HostAnswer<T>[]> {
  const answers = await pooled(fleet.names, AT_ONCE, name => askHost(fleet, name, ask));
  fleet.signal.throwIfAborted();
  return answers;
}

async function askHost<T>(
  { winstation, signal, timeout }: Fleet,
  name: string | undefined,
  ask: (host: SessionHost, cancel: Cancel) => Promise<T>,
): Promise<HostAnswer<T>> {
  const began = performance.now();
  const left = (): Cancel => ({
    signal,
    timeout: timeout === undefined ? undefined : Math.max(1, timeout - (performance.now() - began)),
  });
  let host: SessionHost | undefined;
  try {
    host = name === undefined ? winstation.localHost() : await winstation.openHost(name, left());
    return { host: host.name, value: await ask(host, left()) };
  } catch (error) {
    return { host: name ?? host?.name, error };
  } finally {
    await host?.close();
  }
}
