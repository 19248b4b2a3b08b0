import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../lib/mock/index.js';
import { countCalls, NOTHING_OPEN, open, scenario, watched } from './harness.js';

const REGISTER = 'WTSRegisterSessionNotificationEx';

describe('Terminal Services that are not ready', () => {
  it('are waited for by their event', async () => {
    const world = createWorld(scenario);
    world.stopTerminalServices();
    world.startTerminalServices({ ready: false });
    const { events, told } = await watched({}, world);
    expect(events).toEqual([]);
    expect(world.calls.find(call => call.name === REGISTER)?.error).toBe('RPC_S_INVALID_BINDING');
    expect(world.calls.find(call => call.name === 'OpenEventW')?.args).toEqual(['Global\\TermSrvReadyEvent']);
    await world.advance(1_000);
    world.terminalServicesReady();
    // Registered without a wait once the event is signalled.
    await world.advance(0);
    expect(told()).toEqual(['snapshot']);
    world.lock(2);
    await world.settled();
    expect(told()).toEqual([['lock', 2]]);
  });

  it('are tried again while there is not even the event, neither often nor seldom', async () => {
    const world = createWorld(scenario);
    world.stopTerminalServices();
    const { told } = await watched({}, world);
    await world.advance(60_000);
    expect(countCalls(world, REGISTER)).toBeGreaterThan(10);
    expect(countCalls(world, REGISTER)).toBeLessThan(30);
    world.startTerminalServices();
    await world.advance(5_000);
    expect(told()).toEqual(['snapshot']);
  });

  it('are waited for by the list too, should they go right after the registration', async () => {
    const world = createWorld(scenario);
    world.fail('WTSEnumerateSessionsExW', { code: 'RPC_S_INVALID_BINDING', times: 2 });
    const { told } = await watched({}, world);
    expect(told()).toEqual([]);
    await world.advance(2_000);
    expect(told()).toEqual(['snapshot']);
  });
});

describe('Terminal Services that restart', () => {
  for (const details of [true, false]) {
    it(`are a gap, a new registration and a snapshot (details: ${details})`, async () => {
      const { world, watch, told } = await watched({ details });
      world.stopTerminalServices();
      world.lock(3);
      world.logon({ user: 'zoe', client: { name: 'Z' } });
      await world.advance(30_000);
      expect(told()).toEqual([['gap', 'service-restart', undefined]]);
      world.startTerminalServices();
      await world.advance(5_000);
      expect(told()).toEqual(['snapshot']);
      expect(watch.sessions.get(3)?.lock).toBe('locked');
      expect(watch.sessions.get(4)?.user).toBe('zoe');
      expect(open(world)).toEqual({ windows: 1, registered: 1, waits: 0 });
      world.unlock(3);
      await world.settled();
      expect(told()).toEqual([['unlock', 3]]);
    });
  }

  it('faster than anybody can look are a gap too', async () => {
    const { world, told } = await watched();
    world.stopTerminalServices();
    world.startTerminalServices();
    await world.advance(5_000);
    expect(told()).toEqual([['gap', 'service-restart', undefined], 'snapshot']);
    world.lock(3);
    await world.settled();
    expect(told()).toEqual([['lock', 3]]);
  });

  it('again and again are each told', async () => {
    const { world, told } = await watched();
    for (let i = 0; i < 5; i++) {
      world.stopTerminalServices();
      await world.advance(1_000);
      world.startTerminalServices({ ready: i % 2 === 0 });
      await world.advance(1_000);
      if (i % 2 === 1) world.terminalServicesReady();
      await world.advance(10_000);
      expect(told()).toEqual([['gap', 'service-restart', undefined], 'snapshot']);
    }
    expect(open(world)).toEqual({ windows: 1, registered: 1, waits: 0 });
  });

  it('do not end a watch whose details were asked for at that moment', async () => {
    const { world, told } = await watched({ details: true });
    const late = world.delay('WTSEnumerateSessionsExW', 100);
    world.lock(3);
    await world.settled();
    world.stopTerminalServices();
    await world.advance(1_000);
    late.end();
    expect(told()).toEqual([
      ['lock', 3],
      ['gap', 'service-restart', undefined],
    ]);
    world.startTerminalServices();
    await world.advance(5_000);
    expect(told()).toEqual(['snapshot']);
  });

  it('while the registration is under way are noticed', async () => {
    const world = createWorld(scenario);
    const { told } = await watched({ types: ['gap'] }, world);
    world.stopTerminalServices();
    await world.settled();
    const late = world.hold(REGISTER, { times: 1 });
    world.startTerminalServices();
    await world.settled();
    // The registration is let in, and the service goes before its answer is seen.
    late.end();
    await undefined;
    for (let i = 0; i < 3; i++) await undefined;
    world.stopTerminalServices();
    world.startTerminalServices();
    await world.advance(10_000);
    expect(open(world)).toEqual({ windows: 1, registered: 1, waits: 0 });
    expect(told().at(-1)).toBe('snapshot');
  });

  it('leave nothing behind when the watch is closed meanwhile', async () => {
    const { world, watch, ended } = await watched();
    world.stopTerminalServices();
    await world.advance(700);
    await watch.close();
    world.clearCalls();
    world.startTerminalServices();
    await world.advance(60_000);
    expect(await ended).toBe('end');
    expect(world.calls).toEqual([]);
    expect(open(world)).toEqual(NOTHING_OPEN);
  });
});

describe('Terminal Services of which nothing is told', () => {
  const NOTIFY = 'NotifyServiceStatusChangeW';

  it('any more, because asking again fails once they are gone, are looked for all the same', async () => {
    const world = createWorld(scenario);
    // The first question is answered with the present state, and the third comes after the stop.
    world.fail(NOTIFY, { code: 'ERROR_ACCESS_DENIED', after: 2, times: 1 });
    const { told } = await watched({}, world);
    world.stopTerminalServices();
    await world.advance(20_000);
    expect(told()).toEqual([['gap', 'service-restart', undefined]]);
    world.startTerminalServices();
    await world.advance(10_000);
    expect(told()).toEqual(['snapshot']);
    world.stopTerminalServices();
    await world.settled();
    expect(told()).toEqual([['gap', 'service-restart', undefined]]);
  });

  it('even when it fails from then on', async () => {
    const { world, told } = await watched();
    world.fail(NOTIFY, { code: 'ERROR_ACCESS_DENIED' });
    world.stopTerminalServices();
    await world.advance(60_000);
    world.startTerminalServices();
    await world.advance(10_000);
    expect(told()).toEqual([['gap', 'service-restart', undefined], 'snapshot']);
    world.lock(3);
    await world.settled();
    expect(told()).toEqual([['lock', 3]]);
    expect(open(world)).toEqual({ windows: 1, registered: 1, waits: 0 });
  });

  it('for a moment are taken to be the same', async () => {
    const world = createWorld(scenario);
    world.fail(NOTIFY, { code: 'ERROR_ACCESS_DENIED', times: 2 });
    const { told } = await watched({}, world);
    await world.advance(60_000);
    expect(told()).toEqual([]);
    world.stopTerminalServices();
    await world.settled();
    expect(told()).toEqual([['gap', 'service-restart', undefined]]);
  });

  it('for so long that they may have gone and come back are a gap', async () => {
    const world = createWorld(scenario);
    const fault = world.fail(NOTIFY, { code: 'ERROR_ACCESS_DENIED' });
    const { told } = await watched({}, world);
    world.stopTerminalServices();
    world.startTerminalServices();
    await world.advance(900);
    expect(told()).toEqual([]);
    fault.end();
    await world.advance(2_000);
    expect(told()).toEqual([['gap', 'service-restart', undefined], 'snapshot']);
    world.lock(3);
    await world.settled();
    expect(told()).toEqual([['lock', 3]]);
  });

  it('while the registration is under way are asked first what they are', async () => {
    const world = createWorld(scenario);
    const held = world.hold(NOTIFY, { times: 1 });
    const { told } = await watched({}, world);
    world.stopTerminalServices();
    held.end();
    await world.settled();
    expect(told()).toEqual([['gap', 'service-restart', undefined]]);
    world.startTerminalServices();
    await world.advance(5_000);
    expect(told()).toEqual(['snapshot']);
  });
});

describe('what cannot be had', () => {
  for (const syscall of ['CreateThread', 'CreateWindowExW', REGISTER]) {
    it(`${syscall} failing ends the watch with its error, and the next one begins anew`, async () => {
      const world = createWorld(scenario);
      const fault = world.fail(syscall, { code: 'ERROR_NOT_ENOUGH_MEMORY' });
      const { watch, ended } = await watched({}, world);
      expect(await ended).toMatchObject({ name: 'WindowsError', syscall, code: 'ERROR_NOT_ENOUGH_MEMORY' });
      await expect(watch.ready).rejects.toMatchObject({ syscall });
      expect(open(world)).toEqual(NOTHING_OPEN);
      fault.end();
      const again = await watched({}, world);
      world.lock(2);
      await world.settled();
      expect(again.told()).toEqual([['lock', 2]]);
    });
  }

  it('the service’s state: events still come', async () => {
    const world = createWorld(scenario);
    world.fail('NotifyServiceStatusChangeW', { code: 'ERROR_ACCESS_DENIED' });
    const { told } = await watched({}, world);
    world.lock(2);
    await world.settled();
    expect(told()).toEqual([['lock', 2]]);
  });

  it('an export that this Windows lacks is named', async () => {
    const world = createWorld(scenario);
    world.remove(REGISTER);
    const { ended } = await watched({}, world);
    expect(await ended).toMatchObject({ syscall: REGISTER, reason: 'not-supported' });
  });
});
