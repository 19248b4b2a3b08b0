import { describe, expect, it } from 'vitest';
import type { Scenario } from 'winstation';
import { connected } from '../rich.js';
import { rawCalls, withWorld } from '../suite.js';
import { ACCOUNT, CALL_COUNTS, CHANNEL, PROGRAM, type Stage } from './call-counts.js';

const BERTA = 9;
const BERTAS_PROGRAM = 4400;
const asSystem: Scenario = { ...connected, caller: { role: 'system', sessionId: 0, pid: 4321 } };

describe('raw calls of an act', () => {
  const driver = withWorld(asSystem);

  async function prepare(withRow: boolean): Promise<Stage> {
    const host = driver.winstation.localHost();
    await driver.program(PROGRAM, [{ exit: 0 }]);
    await driver.channel(BERTA, CHANNEL, { dynamic: true });
    await driver.act('account', ACCOUNT, { config: {} });
    const rows = await host.sessions({ details: true, where: { id: BERTA } });
    const processes = await host.processes({ session: BERTA });
    const process = processes.find(({ pid }) => pid === BERTAS_PROGRAM);
    await driver.clearCalls();
    if (!withRow) return { host, session: BERTA, process: BERTAS_PROGRAM };
    return { host, session: rows[0] ?? -1, process: process ?? -1 };
  }

  const cases = CALL_COUNTS.flatMap(({ act, make, calls, withRow }) => [
    ['an id', act, make, calls] as const,
    ...(withRow === undefined ? [] : [['a row', act, make, withRow] as const]),
  ]);

  it.each(cases)('with %s: %s', async (given, _act, make, count) => {
    await make(await prepare(given === 'a row'));
    const calls = await rawCalls(driver);
    expect(calls.length, calls.map(([name]) => name).join(', ')).toBe(count);
  });
});
