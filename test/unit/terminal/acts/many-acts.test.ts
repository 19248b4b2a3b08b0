import { describe, expect, it } from 'vitest';
import type { WindowsError } from '../../../../lib/errors/windows-error.js';
import { createWorld, type SimulatedWorld } from '../../../../lib/mock/create-world.js';
import type { World } from '../../../../lib/mock/types.js';
import type { SessionHost } from '../../../../lib/terminal/types.js';

const HOSTS = 50;
const OF_EACH = 20;
const HUNG = 5;

type Ended = 'done' | 'timeout' | string;

/** What has become of acts that all begin at once. */
async function count(acts: readonly Promise<unknown>[]): Promise<Record<Ended, number>> {
  const counts: Record<Ended, number> = {};
  const endings = acts.map(act =>
    act.then(
      () => 'done',
      (error: WindowsError & { code: string }) => error.reason ?? error.code,
    ),
  );
  for (const ending of await Promise.all(endings)) counts[ending] = (counts[ending] ?? 0) + 1;
  return counts;
}

async function farm() {
  const world = createWorld(undefined, { as: 'administrator' });
  const targets: { readonly host: SessionHost; readonly id: number; readonly pid: number }[] = [];
  for (let i = 0; i < HOSTS; i++) {
    const there = world.host(`RDS${i}`);
    const users = Array.from({ length: OF_EACH }, (_, n) =>
      there.logon({ user: `user${n}`, client: { name: `PC${n}` } }),
    );
    const host = await world.module.openHost(`RDS${i}`);
    for (const id of users) targets.push({ host, id, pid: there.startProcess({ name: 'edit.exe', session: id }) });
  }
  await world.advance(60_000);
  for (let i = 0; i < HUNG; i++) world.host(`RDS${i}`).hang();
  const before = world.calls.length;
  const made = () => {
    const counts: Record<string, number> = {};
    for (const { name } of world.calls.slice(before)) counts[name] = (counts[name] ?? 0) + 1;
    return counts;
  };
  return { world, targets, made };
}

describe('a thousand acts that wait, over fifty hosts of which five hang', () => {
  it('disconnects nine hundred, and a hundred time out', async () => {
    const { world, targets, made } = await farm();
    const ended = count(targets.map(({ host, id }) => host.disconnect(id)));
    await world.advance(29_999);
    // Each is looked at before and after. A host that hangs got one question, and no other.
    expect(made()).toEqual({
      WTSOpenServerExW: HOSTS,
      WTSQuerySessionInformationW: 2 * 900 + HUNG,
      WTSDisconnectSession: 900,
    });
    await world.advance(1);
    expect(await ended).toEqual({ done: 900, ETIMEDOUT: 100 });
  });

  it('ends nine hundred processes, with one list for all who wait on a host', async () => {
    const { world, targets, made } = await farm();
    const ended = count(targets.map(({ host, pid }) => host.terminate(pid)));
    await world.advance(30_000);
    expect(await ended).toEqual({ done: 900, ETIMEDOUT: 100 });
    expect(made()).toEqual({
      WTSOpenServerExW: HOSTS,
      WTSEnumerateProcessesExW: 900 + (HOSTS - HUNG) + HUNG,
      WTSTerminateProcess: 900,
    });
  });
});

describe('acts that wait', () => {
  const MANY = 100;
  const SLOW_MS = 5_000;

  /** A world that takes what is asked for, and does it five seconds later. */
  async function slowly(slow: string) {
    const world = createWorld(undefined, { as: 'administrator' });
    const ids = Array.from({ length: MANY }, (_, i) => world.logon({ user: `user${i}`, client: { name: `PC${i}` } }));
    const pids = ids.map(session => world.startProcess({ name: 'edit.exe', session }));
    await world.advance(60_000);
    const inner = world as unknown as SimulatedWorld;
    const ask = inner.ask.bind(inner);
    inner.ask = ((host: string | undefined, name: string, args: object, options?: object) => {
      const made = () => ask(host, name as never, args as never, options);
      if (name !== slow) return made();
      inner.simulation.clock.after(SLOW_MS, made);
      return { ok: true, value: undefined };
    }) as typeof ask;
    return { world, ids, pids, host: world.module.localHost() };
  }

  const made = (world: World, wanted: string) => world.calls.filter(({ name }) => name === wanted).length;

  it('hold no thread between two looks: any number can wait, and questions are answered meanwhile', async () => {
    const { world, ids, host } = await slowly('WTSDisconnectSession');
    const ended = count(ids.map(id => host.disconnect(id)));
    await world.advance(1_000);
    expect(await host.sessions({ where: { state: 'active', kind: 'user' } })).toHaveLength(MANY);
    await world.advance(SLOW_MS);
    expect(await ended).toEqual({ done: MANY });
    // Before the act, at once, and after 20, 70, 170, 420, 920, 1,920, 2,920, 3,920, 4,920 and 5,920 ms.
    expect(made(world, 'WTSQuerySessionInformationW')).toBe(MANY * 12);
  });

  it('share the list of processes at each look', async () => {
    const { world, pids, host } = await slowly('WTSTerminateProcess');
    const ended = count(pids.map(pid => host.terminate(pid)));
    await world.advance(1_000);
    expect(await host.processes({ name: 'edit.exe' })).toHaveLength(MANY);
    await world.advance(SLOW_MS);
    expect(await ended).toEqual({ done: MANY });
    expect(made(world, 'WTSEnumerateProcessesExW')).toBe(MANY + 11 + 1);
  });

  it('may have happened when they are stopped between two looks, or their host is closed', async () => {
    const { world, ids, host } = await slowly('WTSDisconnectSession');
    const controller = new AbortController();
    const { signal } = controller;
    const settled = Promise.allSettled([
      host.disconnect(ids[0] as number, { signal }),
      host.disconnect(ids[1] as number, { timeout: 1_500 }),
    ]);
    await world.advance(1_500);
    controller.abort();
    for (const it of await settled) expect(it).toMatchObject({ reason: { outcome: 'unknown', syscall: undefined } });

    const id = world.host('THERE').logon({ user: 'emil', client: { name: 'PC' } });
    const there = await world.module.openHost('THERE');
    const ended = there.disconnect(id).catch((error: unknown) => error);
    await world.advance(300);
    await there.close();
    expect(await ended).toMatchObject({ name: 'HostClosedError', outcome: 'unknown' });
  });

  it('may have happened when they cannot be looked at because calls hang', async () => {
    const { world, ids, host } = await slowly('WTSDisconnectSession');
    const ended = host.disconnect(ids[0] as number, { timeout: 20_000 }).catch((error: unknown) => error);
    await world.advance(300);
    using _hang = world.hang();
    // Each act that hangs leaves a thread behind, until there may be no more.
    const others = count(ids.slice(1, 9).map((id, i) => host.disconnect(id, { timeout: 500 + i * 2_000 })));
    await world.advance(19_000);
    expect(await others).toEqual({ ETIMEDOUT: 5, busy: 3 });
    // This one has been made, unlike those.
    const message = expect.stringMatching(/^No further call was begun/);
    expect(await ended).toMatchObject({ reason: 'busy', outcome: 'unknown', message });
  });
});
