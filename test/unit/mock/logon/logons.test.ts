import { describe, expect, it } from 'vitest';
import type { ScenarioInput } from 'winstation';
import { type Luid, luid } from 'winstation/identity';
import { createWorld, type World } from 'winstation/mock';

const BUILD = {
  luid: '0x1:0x1a2b3c',
  type: 'batch',
  user: 'build',
  domain: 'CORP',
  sid: 'S-1-5-21-1-2-3-1107',
  sessionId: 1,
  package: 'Kerberos',
  server: 'DC01',
  dnsDomain: 'corp.example',
  upn: 'build@corp.example',
  logonTime: '2026-03-01T03:00:00.0000001Z',
  passwordLastSet: '2025-11-05T12:00:00.000Z',
  lastSucceeded: '2026-02-28T03:00:00.000Z',
  lastFailed: '2026-02-27T03:00:00.000Z',
  failures: 3,
  flags: 0x4000,
} as const;
const scenario = (...logons: object[]): ScenarioInput =>
  ({ version: 1, now: '2026-03-02T10:00:00Z', logons }) as ScenarioInput;
const listOf = (world: World) => world.modules['winstation/logon'].logonSessions();

describe('the logons of a scenario', () => {
  it('are the same in what a world writes, and in a world made of that', async () => {
    const world = createWorld(scenario(BUILD, { type: 'network', user: 'берта' }));
    world.logonSession({ type: 'service', user: 'SQL', session: 0 });
    const written = world.toScenario();
    expect(written.logons?.[0]).toEqual(BUILD);
    expect(written.logons).toHaveLength(3);
    const again = createWorld(written);
    expect(again.toScenario()).toEqual(written);
    expect(await listOf(again)).toEqual(await listOf(world));
  });

  it('are none when there are none', () => {
    expect(createWorld().toScenario()).not.toHaveProperty('logons');
  });

  it.each([
    [[BUILD, { ...BUILD, user: 'other' }], /logons\[1\]\.luid.*0x1:0x1a2b3c already/],
    [[{ type: 'service', user: 'SQL', luid: '0x0:0x3e7' }], /logons\[0\]\.luid.*0x0:0x3e7 already/],
    [[{ type: 'service', user: 'SQL', luid: '999' }], /logons\[0\]\.luid/],
    [[{ type: 'service', user: 'SQL', logonTime: 'yesterday' }], /logons\[0\]\.logonTime/],
    [[{ type: 'remote', user: 'SQL' }], /logons\[0\]\.type/],
    [[{ type: 'service' }], /logons\[0\]/],
  ])('are refused, with their place: %#', (logons, message) => {
    expect(() => createWorld(scenario(...logons))).toThrow(message);
  });
});

describe('the back door to logons', () => {
  it('gives each another id, also beside those that were named', async () => {
    const world = createWorld(scenario({ type: 'service', user: 'SQL', luid: '0x0:0x10001' }));
    const ids = [1, 2, 3].map(() => world.logonSession({ type: 'batch', user: 'build' }));
    expect(new Set(ids).size).toBe(3);
    expect(ids.every(luid.is)).toBe(true);
    expect(ids).not.toContain('0x0:0x10001');
    expect((await listOf(world)).map(it => it.luid)).toEqual(expect.arrayContaining(ids));
  });

  it('refuses what makes no sense', () => {
    const world = createWorld();
    expect(() => world.logonSession({ type: 'remote' as never, user: 'x' })).toThrow(/type must be one of system, /);
    expect(() => world.logonSession({ type: 'batch', user: '' })).toThrow(TypeError);
    expect(() => world.logonSession({ type: 'batch', user: 'x', luid: '0x0:0x3e7' as Luid })).toThrow(RangeError);
    expect(() => world.endLogonSession('0x0:0x3e7' as Luid)).toThrow(RangeError);
    expect(() => world.host('RDS01').logonSession({ type: 'batch', user: 'x' })).toThrow(/local host/);
  });

  it('ends all of them with a restart, but those of Windows', async () => {
    const world = createWorld(scenario(BUILD));
    world.logon({ user: 'anna' });
    world.restart();
    expect((await listOf(world)).map(it => it.luid)).toEqual(['0x0:0x3e7', '0x0:0x3e4', '0x0:0x3e5']);
  });
});
