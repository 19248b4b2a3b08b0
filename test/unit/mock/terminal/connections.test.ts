import { describe, expect, it } from 'vitest';
import { guid, wtsSessionId } from 'winstation/identity';
import { createWorld, type ProviderCall } from 'winstation/mock';

const said = (calls: readonly ProviderCall[]) => calls.map(({ call, id }) => [call, id.sessionId]);
const LAPTOP = { name: 'LAPTOP7' };

describe('world.connections', () => {
  it('has the calls of a connection in their order, all with the same GUID', async () => {
    const world = createWorld();
    await world.advance(5_000);
    const anna = world.logon({ user: 'anna', client: LAPTOP });
    expect(said(world.connections)).toEqual([
      ['AuthenticateClientToSession', anna],
      ['NotifySessionId', anna],
      ['LogonNotify', anna],
    ]);
    const guids = new Set(world.connections.map(it => it.id.sessionUniqueGuid));
    expect(guids.size).toBe(1);
    expect([...guids].every(guid.is)).toBe(true);
    expect(world.connections[0]?.time).toEqual(world.now);
    expect(wtsSessionId.fromBytes(wtsSessionId.toBytes(world.connections[0]!.id))).toEqual(world.connections[0]!.id);
  });

  it('has no LogonNotify while the logon screen is shown', () => {
    const world = createWorld();
    const id = world.connect(LAPTOP);
    expect(said(world.connections)).toEqual([
      ['AuthenticateClientToSession', id],
      ['NotifySessionId', id],
    ]);
    world.logon({ user: 'anna', session: id });
    expect(said(world.connections).at(-1)).toEqual(['LogonNotify', id]);
    expect(new Set(world.connections.map(it => it.id.sessionUniqueGuid)).size).toBe(1);
  });

  it('has another GUID and the same number after a reconnect', () => {
    const world = createWorld();
    const anna = world.logon({ user: 'anna', client: LAPTOP });
    world.disconnect(anna);
    world.reconnect(anna, LAPTOP);
    expect(said(world.connections).slice(3)).toEqual([
      ['AuthenticateClientToSession', anna],
      ['NotifySessionId', anna],
      ['LogonNotify', anna],
    ]);
    const [before, after] = [world.connections[0]!.id, world.connections[3]!.id];
    expect(after.sessionUniqueGuid).not.toBe(before.sessionUniqueGuid);
    expect(after.sessionId).toBe(before.sessionId);
    expect(wtsSessionId.equal(before, after)).toBe(false);
  });

  it('keeps the GUID of a connection that is shown another session', async () => {
    const world = createWorld(undefined, { as: 'system' });
    world.account('anna', { password: 'secret' });
    const anna = world.logon({ user: 'anna', client: { name: 'HOME' } });
    const berta = world.logon({ user: 'berta', client: LAPTOP });
    const ofBerta = world.connections.at(-1)!.id;
    expect(ofBerta.sessionId).toBe(berta);
    const before = world.connections.length;
    await world.module.localHost().connect(anna, berta, { password: 'secret', wait: false });
    expect(said(world.connections).slice(before)).toEqual([
      ['NotifySessionId', anna],
      ['LogonNotify', anna],
    ]);
    expect(world.connections.at(-1)!.id).toEqual({ ...ofBerta, sessionId: anna });
  });

  it('has two connections apart, and none of the console', () => {
    const world = createWorld();
    world.logon({ user: 'clara' });
    expect(world.connections).toEqual([]);
    world.logon({ user: 'anna', client: LAPTOP });
    world.logon({ user: 'berta', client: LAPTOP });
    expect(new Set(world.connections.map(it => it.id.sessionUniqueGuid)).size).toBe(2);
  });

  it('is the same in each world that goes the same way', () => {
    const run = () => {
      const world = createWorld();
      world.logon({ user: 'anna', client: LAPTOP });
      return world.connections.map(it => it.id);
    };
    expect(run()).toEqual(run());
  });
});
