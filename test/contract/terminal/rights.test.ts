import { describe, expect, it } from 'vitest';
import { connected, rich } from '../rich.js';
import { nextOwnerOf, withWorld } from '../suite.js';
import {
  ACCOUNT,
  CHANNEL,
  OF_THE_MACHINE,
  PROGRAM,
  type Result,
  ROLES,
  type Stage,
  TABLE,
  TARGETS,
  type Target,
} from './rights-table.js';

const SESSIONS: Readonly<Record<Exclude<Target, 'reused'>, number>> = {
  own: 3,
  other: 9,
  services: 0,
  listener: 65_536,
  free: 1,
  gone: 55,
};
const PROCESSES: Readonly<Record<Exclude<Target, 'reused'>, number>> = {
  own: 4321,
  other: 4400,
  services: 4,
  listener: 77_001,
  free: 77_002,
  gone: 77_003,
};

interface Failed {
  readonly reason?: Result;
  readonly hint?: string;
  readonly syscall?: string;
}

async function resultOf(made: Promise<unknown>): Promise<Failed> {
  return await made.then(
    () => ({ reason: 'done' as const }),
    (error: Failed) => error,
  );
}

const CASES = ROLES.flatMap(
  role =>
    [
      [`rights of ${role}`, { role, overConnection: undefined, world: rich }],
      [`rights of ${role} over connections`, { role, overConnection: true, world: connected }],
    ] as const,
);

describe.each(CASES)('%s', (_title, { role, overConnection, world }) => {
  const driver = withWorld(world, { as: role });
  const rows = TABLE.filter(it => it.overConnection === overConnection);
  const ofTheMachine = OF_THE_MACHINE.filter(it => it.overConnection === overConnection);

  async function stage(target: Target): Promise<Stage> {
    const host = driver.winstation.localHost();
    await driver.program(PROGRAM, [{ exit: 0 }]);
    if (overConnection)
      for (const id of [SESSIONS.own, SESSIONS.other]) await driver.channel(id, CHANNEL, { dynamic: true });
    if (target !== 'reused') return { host, target, session: SESSIONS[target], process: PROCESSES[target] };
    const [session] = await host.sessions({ where: { id: 9 } });
    const [process] = (await host.processes({ name: 'Exploré漢.exe' })).filter(it => it.pid === 4400);
    await driver.act('logoff', 9);
    await driver.advance(5_000);
    await expect(nextOwnerOf(driver, 9, 'carl')).resolves.toBe(9);
    await driver.act('startProcess', { name: 'next.exe', session: 9, pid: 4400 });
    return { host, target, session: session ?? -1, process: process ?? -1 };
  }

  const cells = rows.flatMap(({ act, right, make, results }) =>
    TARGETS.map((target, i) => [act, target, results[role][i] as Result, make, right] as const),
  );
  it.each(cells)('%s of %s: %s', async (_, target, wanted, make, right) => {
    const failed = await resultOf(make(await stage(target)));
    expect(failed.reason, failed.hint).toBe(wanted);
    if (wanted === 'done' || wanted === 'other') return;
    expect(failed.hint).toMatch(/\w.*\.$/);
    // The hint names the right that is missing.
    if (wanted === 'access-denied' && role === 'user' && failed.syscall === right?.syscall) {
      expect(failed.hint).toContain(`"${right?.name}"`);
    }
  });

  it.each(ofTheMachine.map(it => [it.act, it.results[role], it.make] as const))('%s: %s', async (_, wanted, make) => {
    await driver.act('account', ACCOUNT, { config: {} });
    const failed = await resultOf(make(driver.winstation.localHost()));
    expect(failed.reason, failed.hint).toBe(wanted);
    if (wanted === 'access-denied') expect(failed.hint).toMatch(/elevated/);
  });
});
