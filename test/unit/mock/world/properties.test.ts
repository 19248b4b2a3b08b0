import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTicks, parseTicks } from '../../../../lib/base/ticks.js';
import { createWorld, type World } from '../../../../lib/mock/index.js';
import type { TerminalCallHandler } from '../../../../lib/mock/terminal/raw-calls.js';

const pick = fc.nat(50);
const user = fc.constantFrom('anna', 'ben', 'cleo');
const step = fc.oneof(
  fc.record({ do: fc.constant('logon' as const), user, remote: fc.boolean() }),
  fc.record({ do: fc.constant('connect' as const) }),
  fc.record({ do: fc.constant('reconnect' as const), which: pick, remote: fc.boolean() }),
  fc.record({
    do: fc.constantFrom('disconnect' as const, 'lock', 'unlock', 'input', 'logoff', 'startProcess'),
    which: pick,
  }),
  fc.record({ do: fc.constant('advance' as const), ms: fc.nat(100_000) }),
  fc.record({ do: fc.constant('setClock' as const), by: fc.integer({ min: -3, max: 3 }) }),
  fc.record({ do: fc.constantFrom('resetListener' as const, 'stopTerminalServices', 'startTerminalServices') }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(world: World, it: Step): Promise<void> {
  const ids = world.toScenario().hosts![0]!.sessions!.map(session => session.id!);
  const id = 'which' in it ? ids[it.which % ids.length]! : 0;
  const client = 'remote' in it && it.remote ? { name: 'C' } : ('console' as const);
  switch (it.do) {
    case 'logon':
      world.logon({ user: it.user, client });
      return;
    case 'connect':
      world.connect();
      return;
    case 'reconnect':
      return world.reconnect(id, client);
    case 'startProcess':
      world.startProcess({ name: 'x.exe', session: id });
      return;
    case 'advance':
      return await world.advance(it.ms);
    case 'setClock':
      // By so little that the clock often comes by the same milliseconds again.
      return world.setClock(world.now.getTime() + it.by);
    case 'resetListener':
      (world as unknown as TerminalCallHandler).ask(undefined, 'WTSLogoffSession', { sessionId: 65_536, wait: true });
      return;
    case 'stopTerminalServices':
    case 'startTerminalServices':
      return world[it.do]();
    default:
      return world[it.do](id);
  }
}

describe('whatever happens', () => {
  it('a world stays a Windows', async () => {
    let done = 0;
    const walk = async (steps: readonly Step[]) => {
      const world = createWorld();
      const keys = new Map<string, string>();
      for (const it of steps) {
        try {
          await take(world, it);
          done += 1;
        } catch (error) {
          // What makes no sense in this state is refused in words.
          expect(error).toBeInstanceOf(RangeError);
        }
        const host = world.module.localHost();
        const sessions = await host.sessions({ details: true });
        const ids = sessions.map(session => session.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(sessions.filter(session => session.name === 'Console').map(session => session.id)).toEqual([
          world.module.activeConsoleSessionId(),
        ]);
        expect(ids).toEqual(expect.arrayContaining([0, 65536]));
        for (const process of await host.processes()) expect(ids).toContain(process.sessionId);
        for (const { key, kind, id, user: name, idleMs } of sessions) {
          if (kind !== 'user') continue;
          expect(keys.get(key) ?? name).toBe(name);
          keys.set(key, name!);
          expect(key).toContain(`${id}-`);
          // The clock may have been set back behind the last input.
          expect(idleMs ?? 0).toBeGreaterThanOrEqual(0);
        }
        const written = world.toScenario();
        expect(createWorld(written).toScenario()).toEqual(written);
      }
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 25 }), walk), { numRuns: 60 });
    expect(done).toBeGreaterThan(100);
  });

  it('a time keeps its ticks', () => {
    // From 1970 to the end of the year 9999.
    const ticks = fc.bigInt({ min: 116_444_736_000_000_000n, max: 2_650_467_743_999_999_999n });
    fc.assert(
      fc.property(ticks, it => {
        expect(parseTicks(formatTicks(it))).toBe(it);
      }),
    );
  });
});
