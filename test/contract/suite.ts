import { afterEach, beforeEach, expect } from 'vitest';
import { type HostDriver, theDriver, type WorldDriver } from './driver.js';

/**
 * The driver. Each test gets its own world, and after it native memory is checked: everything that Windows gave must have
 * been given back, by the right call.
 */
export function withWorld(scenario?: unknown, options?: Parameters<WorldDriver['reset']>[1]): WorldDriver {
  const driver = theDriver();
  beforeEach(async ({ task, skip }) => {
    const reason = driver.skips?.[task.name];
    if (reason !== undefined) skip(reason);
    await driver.reset(scenario, options);
  });
  afterEach(async () => {
    const out = await driver.outstanding(0);
    expect(out).toEqual({ buffers: 0, handles: 0, windows: 0, registrations: 0, badFrees: 0, misuses: [] });
  });
  return driver;
}

/** The raw calls made, as `[name, ...args]`. */
export async function rawCalls(driver: WorldDriver): Promise<[name: string, ...args: unknown[]][]> {
  return (await driver.calls()).map(({ name, args }) => [name, ...args]);
}

/** What a promise rejected with; fails when it did not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('the call was expected to fail, and did not');
}

/** Logs users on until one gets the id: Windows gives the lowest free one. -1 when the id cannot be reached. */
export async function nextOwnerOf(host: HostDriver, id: number, user: string): Promise<number> {
  for (let i = 0; i < 20; i++) {
    const got = await host.act('logon', { user, domain: 'CORP', client: { name: 'NEW' } });
    if (got === id) return got;
    if (got > id) break;
  }
  return -1;
}
