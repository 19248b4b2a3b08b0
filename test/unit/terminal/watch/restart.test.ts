import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../../lib/mock/index.js';
import { countCalls, NOTHING_OPEN, open, scenario, short, watched } from './harness.js';

const REGISTER = 'WTSRegisterSessionNotificationEx';

const GAP = ['gap', 'service-restart', undefined];

describe('a registration that Windows is not ready for', () => {
  it('is made when the event says that Windows is ready', async () => {
    const world = createWorld(scenario);
    world.stopTerminalServices();
    world.startTerminalServices({ ready: false });
    const refused = world.fail(REGISTER, { code: 'RPC_S_INVALID_BINDING' });
    const { events, reported } = await watched({}, world);
    expect(events).toEqual([]);
    expect(world.calls.find(call => call.name === 'OpenEventW')?.args).toEqual(['Global\\TermSrvReadyEvent']);
    await world.advance(1_000);
    refused.end();
    world.terminalServicesReady();
    // Registered without a wait once the event is signalled.
    await world.advance(0);
    expect(reported()).toEqual(['snapshot']);
    world.lock(2);
    await world.settled();
    expect(reported()).toEqual([['lock', 2]]);
  });

  it('is tried again when even the event is missing, neither too often nor too seldom', async () => {
    const world = createWorld(scenario);
    world.stopTerminalServices();
    const stopped = world.stopService('LSM');
    const { reported } = await watched({}, world);
    await world.advance(60_000);
    expect(countCalls(world, REGISTER)).toBeGreaterThan(10);
    expect(countCalls(world, REGISTER)).toBeLessThan(30);
    stopped.end();
    await world.advance(5_000);
    expect(reported()).toEqual(['snapshot']);
  });

  it.each(['RPC_S_SERVER_TOO_BUSY', 'RPC_S_SERVER_UNAVAILABLE', 'ERROR_CTX_WINSTATION_BUSY'])(
    'is tried again after %s',
    async code => {
      const world = createWorld(scenario);
      world.fail(REGISTER, { code, times: 3 });
      const { reported } = await watched({}, world);
      await world.advance(2_000);
      expect(reported()).toEqual(['snapshot']);
      expect(countCalls(world, REGISTER)).toBe(4);
    },
  );

  it('is repeated when the list after it finds no session manager', async () => {
    const world = createWorld(scenario);
    world.fail('WTSEnumerateSessionsExW', { code: 'RPC_S_INVALID_BINDING', times: 2 });
    const { reported } = await watched({}, world);
    expect(reported()).toEqual([]);
    await world.advance(2_000);
    expect(reported()).toEqual(['snapshot']);
    expect(countCalls(world, REGISTER)).toBe(3);
    expect(open(world)).toEqual({ windows: 1, registered: 1, waits: 0 });
  });
});

describe('TermService that is stopped', () => {
  it('from the start is normal on a machine without remote desktop: the watch is armed, without a gap', async () => {
    const world = createWorld(scenario);
    world.stopTerminalServices();
    const { events, reported, watch } = await watched({}, world);
    await watch.ready;
    expect(events.map(short)).toEqual(['snapshot']);
    world.lock(2);
    await world.advance(60_000);
    expect(reported()).toEqual([['lock', 2]]);
    expect(countCalls(world, REGISTER)).toBe(1);
  });

  it('is no reason to wait: the window is registered again at once, with a gap and a snapshot', async () => {
    for (const details of [true, false]) {
      const { world, reported } = await watched({ details });
      world.stopTerminalServices();
      await world.settled();
      expect(reported()).toEqual([GAP, 'snapshot']);
      expect(open(world)).toEqual({ windows: 1, registered: 1, waits: 0 });
      world.lock(3);
      await world.settled();
      expect(reported()).toEqual([['lock', 3]]);
      world.startTerminalServices();
      await world.settled();
      expect(reported()).toEqual([GAP, 'snapshot']);
    }
  });

  it('and refuses the registration makes the watch wait', async () => {
    for (const details of [true, false]) {
      const { world, watch, reported } = await watched({ details });
      const stopped = world.stopService('LSM');
      world.stopTerminalServices();
      world.lock(3);
      world.logon({ user: 'zoe', client: { name: 'Z' } });
      await world.advance(30_000);
      expect(reported()).toEqual([GAP]);
      stopped.end();
      world.startTerminalServices();
      await world.advance(5_000);
      expect(reported()).toEqual(['snapshot']);
      expect(watch.sessions.get(3)?.lock).toBe('locked');
      expect(watch.sessions.get(4)?.user).toBe('zoe');
      expect(open(world)).toEqual({ windows: 1, registered: 1, waits: 0 });
      world.unlock(3);
      await world.settled();
      expect(reported()).toEqual([['unlock', 3]]);
    }
  });

  it('and starts again faster than its state can be asked for is a gap too', async () => {
    const { world, reported } = await watched();
    world.stopTerminalServices();
    world.startTerminalServices();
    await world.advance(5_000);
    expect(reported()).toEqual([GAP, 'snapshot']);
    world.lock(3);
    await world.settled();
    expect(reported()).toEqual([['lock', 3]]);
  });

  it('several times is a gap each time, and leaves one registration', async () => {
    const { world, reported } = await watched();
    for (let i = 0; i < 5; i++) {
      world.stopTerminalServices();
      await world.advance(1_000);
      world.startTerminalServices({ ready: i % 2 === 0 });
      await world.advance(10_000);
      expect(reported()).toEqual([GAP, 'snapshot', GAP, 'snapshot']);
    }
    expect(open(world)).toEqual({ windows: 1, registered: 1, waits: 0 });
  });

  it('does not end a watch that asks for details at that moment', async () => {
    const { world, reported } = await watched({ details: true });
    const late = world.delay('WTSQuerySessionInformationW', 100);
    world.lock(3);
    await world.settled();
    const stopped = world.stopService('LSM');
    world.stopTerminalServices();
    await world.advance(1_000);
    late.end();
    expect(reported()).toEqual([['lock', 3], GAP]);
    stopped.end();
    world.startTerminalServices();
    await world.advance(5_000);
    expect(reported()).toEqual(['snapshot']);
  });

  it('while the registration is under way is noticed', async () => {
    const world = createWorld(scenario);
    const { reported } = await watched({ types: ['gap'] }, world);
    const late = world.hold(REGISTER, { times: 1 });
    world.stopTerminalServices();
    await world.settled();
    // The registration succeeds, and the service starts before its answer comes.
    late.end();
    for (let i = 0; i < 4; i++) await undefined;
    world.startTerminalServices();
    await world.advance(10_000);
    expect(open(world)).toEqual({ windows: 1, registered: 1, waits: 0 });
    expect(reported()).toEqual([GAP, 'snapshot']);
    // That registration is given back and repeated.
    expect(countCalls(world, REGISTER)).toBe(3);
    expect(countCalls(world, 'WTSUnRegisterSessionNotificationEx')).toBe(2);
  });

  it('leaves nothing behind when the watch is closed during that', async () => {
    const { world, watch, ended } = await watched();
    const stopped = world.stopService('LSM');
    world.stopTerminalServices();
    await world.advance(700);
    await watch.close();
    world.clearCalls();
    stopped.end();
    world.startTerminalServices();
    await world.advance(60_000);
    expect(await ended).toBe('end');
    expect(world.calls).toEqual([]);
    expect(open(world)).toEqual(NOTHING_OPEN);
  });
});

describe('a session manager that was not there', () => {
  for (const details of [true, false]) {
    it(`shows at the next refresh, and is a gap, a registration and a snapshot (details: ${details})`, async () => {
      const { world, reported, watch } = await watched({ details });
      world.fail('WTSQuerySessionInformationW', { code: 'RPC_S_INVALID_BINDING', times: 1, args: [3] });
      world.lock(3);
      await world.advance(2_000);
      expect(reported()).toEqual([['lock', 3], GAP, 'snapshot']);
      expect(watch.sessions.get(3)?.lock).toBe('locked');
      expect(countCalls(world, REGISTER)).toBe(2);
      expect(open(world)).toEqual({ windows: 1, registered: 1, waits: 0 });
    });
  }
});

describe('TermService whose state is not reported', () => {
  const NOTIFY = 'NotifyServiceStatusChangeW';

  it('any more, because asking again fails when it is stopped, is asked about later', async () => {
    const world = createWorld(scenario);
    // The first question is answered with the state now, and the third comes after the stop.
    world.fail(NOTIFY, { code: 'ERROR_ACCESS_DENIED', after: 2, times: 1 });
    const { reported } = await watched({}, world);
    world.stopTerminalServices();
    await world.advance(20_000);
    expect(reported()).toEqual([GAP, 'snapshot']);
    world.startTerminalServices();
    await world.advance(10_000);
    expect(reported()).toEqual([GAP, 'snapshot']);
  });

  it('even when it fails from then on', async () => {
    const { world, reported } = await watched();
    world.fail(NOTIFY, { code: 'ERROR_ACCESS_DENIED' });
    world.stopTerminalServices();
    await world.advance(60_000);
    world.startTerminalServices();
    await world.advance(10_000);
    expect(reported()).toEqual([GAP, 'snapshot']);
    world.lock(3);
    await world.settled();
    expect(reported()).toEqual([['lock', 3]]);
    expect(open(world)).toEqual({ windows: 1, registered: 1, waits: 0 });
  });

  it('for a moment counts as unchanged', async () => {
    const world = createWorld(scenario);
    world.fail(NOTIFY, { code: 'ERROR_ACCESS_DENIED', times: 2 });
    const { reported } = await watched({}, world);
    await world.advance(60_000);
    expect(reported()).toEqual([]);
    world.stopTerminalServices();
    await world.settled();
    expect(reported()).toEqual([GAP, 'snapshot']);
  });

  it('for long enough to stop and start again is a gap', async () => {
    const world = createWorld(scenario);
    const fault = world.fail(NOTIFY, { code: 'ERROR_ACCESS_DENIED' });
    const { reported } = await watched({}, world);
    world.stopTerminalServices();
    world.startTerminalServices();
    await world.advance(900);
    expect(reported()).toEqual([]);
    fault.end();
    await world.advance(2_000);
    expect(reported()).toEqual([GAP, 'snapshot']);
    world.lock(3);
    await world.settled();
    expect(reported()).toEqual([['lock', 3]]);
  });

  it('until the registration was made does not matter', async () => {
    const world = createWorld(scenario);
    world.fail(REGISTER, { code: 'RPC_S_INVALID_BINDING', times: 4 });
    const { reported } = await watched({}, world);
    await world.advance(60_000);
    expect(reported()).toEqual(['snapshot']);
  });
});

describe('a part that fails', () => {
  for (const syscall of ['CreateThread', 'CreateWindowExW', REGISTER]) {
    it(`${syscall} failing ends the watch with its error, and the next watch begins again`, async () => {
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
      expect(again.reported()).toEqual([['lock', 2]]);
    });
  }

  it('the state of the service: events still come', async () => {
    const world = createWorld(scenario);
    world.fail('NotifyServiceStatusChangeW', { code: 'ERROR_ACCESS_DENIED' });
    const { reported } = await watched({}, world);
    world.lock(2);
    await world.settled();
    expect(reported()).toEqual([['lock', 2]]);
  });

  it('an export that this Windows lacks is named', async () => {
    const world = createWorld(scenario);
    world.remove(REGISTER);
    const { ended } = await watched({}, world);
    expect(await ended).toMatchObject({ syscall: REGISTER, reason: 'not-supported' });
  });
});
