import { describe, expect, it } from 'vitest';
import { MachineController } from '../../../../lib/mock/world/control.js';
import { LAMP_CALLS, Lamps, lampWorld } from './fixture/lamps.js';

const OK = { ok: true, value: undefined };
const code = (number: number) => expect.objectContaining({ ok: false, code: number });

describe('a world of a domain that it knows nothing about', () => {
  it('answers its calls by its rules, each for the host that is asked', () => {
    const { ask } = lampWorld([{ name: 'HERE', lamps: [4] }, { name: 'THERE' }]);
    expect(ask('THERE', 'SwitchLamp', { lamp: 3, isOn: true })).toEqual(OK);
    expect(ask('there', 'EnumerateLamps', {})).toEqual({ ok: true, value: [3] });
    expect(ask(undefined, 'EnumerateLamps', {})).toEqual({ ok: true, value: [4] });
    expect(ask(undefined, 'SwitchLamp', { lamp: 10, isOn: true })).toEqual({
      ok: false,
      syscall: 'SwitchLamp',
      code: 2,
    });
    expect(ask('THERE', 'WaitForLamp', { lamp: 1 }, 'broken')).toMatchObject({ code: 2 });
  });

  it('records arguments in the order of the description, and hides those that are secret', () => {
    const { ask, calls } = lampWorld();
    ask('THERE', 'SwitchLamp', { isOn: true, lamp: 3 });
    ask(undefined, 'SwitchLamp', { isOn: true, lamp: 12 });
    ask('THERE', 'UnlockLamps', { lamp: 3, key: 'open sesame' });
    expect(calls()).toEqual([
      { name: 'SwitchLamp', host: 'THERE', args: [3, true] },
      { name: 'SwitchLamp', host: 'HERE', args: [12, true], error: 'ERROR_FILE_NOT_FOUND' },
      { name: 'UnlockLamps', host: 'THERE', args: ['***', 3] },
    ]);
    expect(JSON.stringify(calls())).not.toContain('sesame');
  });

  it('has faults by the names of its calls, and by arguments in their order', () => {
    const { ask, machine } = lampWorld();
    const { faults } = machine('HERE');
    expect(() => faults.fail('SwitchLampp', { code: 5 })).toThrow('did you mean SwitchLamp?');
    faults.fail('SwitchLamp', { code: 5, args: [undefined, false], times: 1 });
    expect(ask(undefined, 'SwitchLamp', { lamp: 1, isOn: true })).toEqual(OK);
    expect(ask(undefined, 'SwitchLamp', { lamp: 1, isOn: false })).toEqual(code(5));
    expect(ask(undefined, 'SwitchLamp', { lamp: 1, isOn: false })).toEqual(OK);
    // By what was really given, also where it is secret.
    faults.fail('UnlockLamps', { code: 86, args: ['wrong'] });
    expect(ask(undefined, 'UnlockLamps', { key: 'wrong', lamp: 1 })).toEqual(code(86));
    expect(ask(undefined, 'UnlockLamps', { key: 'open sesame', lamp: 1 })).toEqual({ ok: true, value: true });
  });

  it('spoils the buffers that the domain says can be spoiled', () => {
    const { ask, machine } = lampWorld();
    machine('HERE').faults.spoil('EnumerateLamps', 'null', { times: 1 });
    machine('HERE').faults.spoil('SwitchLamp', 'null');
    expect(ask(undefined, 'EnumerateLamps', {})).toEqual({ ok: true, value: [], shape: 'null' });
    expect(ask(undefined, 'SwitchLamp', { lamp: 1, isOn: true })).toEqual(OK);
  });

  it('has the service that the domain gives it, with the domain’s own code and what follows a stop', async () => {
    const { ask, asked, machine, simulation } = lampWorld();
    const host = new MachineController(simulation.machines, machine('HERE'));
    expect(() => host.stopService('LSM')).toThrow('a service is one of Lamps, not LSM');
    const waits = asked(undefined, 'WaitForLamp', { lamp: 1 });
    const stopped = host.stopService('Lamps');
    expect(ask(undefined, 'EnumerateLamps', {})).toEqual(code(4711));
    expect(ask('THERE', 'EnumerateLamps', {})).toMatchObject({ ok: true });
    // No service answers these.
    expect(ask(undefined, 'CountLamps', {})).toMatchObject({ ok: true });
    expect(ask(undefined, 'UnlockLamps', { key: '', lamp: 0 })).toMatchObject({ ok: true });
    await simulation.settled();
    expect(waits).toEqual([code(4711)]);
    stopped.end();
    expect(ask(undefined, 'EnumerateLamps', {})).toMatchObject({ ok: true });
  });

  it('knows from the description which calls get to a host at all', async () => {
    const { ask, asked, machine, simulation } = lampWorld();
    const waits = asked('THERE', 'WaitForLamp', { lamp: 1 });
    const cut = machine('THERE').cut();
    expect(ask('THERE', 'EnumerateLamps', {})).toEqual(code(1722));
    expect(ask('THERE', 'UnlockLamps', { key: '', lamp: 0 })).toEqual(code(1722));
    expect(ask('THERE', 'OpenLampsW', { name: 'THERE' })).toEqual(OK);
    expect(ask('nowhere', 'OpenLampsW', { name: 'nowhere' })).toEqual(OK);
    expect(ask('nowhere', 'UnlockLamps', { key: '', lamp: 0 })).toEqual(code(1722));
    await simulation.settled();
    expect(waits).toEqual([code(1722)]);
    cut.end();
    expect(ask('THERE', 'EnumerateLamps', {})).toMatchObject({ ok: true });
  });

  it('holds all that gets to a host that hangs, also the answer of a call that waited there before', async () => {
    const { ask, asked, machine, simulation } = lampWorld();
    const waits = asked('THERE', 'WaitForLamp', { lamp: 1 });
    const hang = machine('THERE').faults.hang();
    expect(ask('THERE', 'OpenLampsW', { name: 'THERE' })).toEqual(OK);
    const held = asked('THERE', 'SwitchLamp', { lamp: 1, isOn: true });
    await simulation.advance(60_000);
    expect([...waits, ...held]).toEqual([]);
    hang.end();
    await simulation.settled();
    expect(held).toEqual([OK]);
    expect(waits).toEqual([OK]);
  });

  it('delays and holds, and lacks exports', async () => {
    const { ask, asked, machine, simulation, calls } = lampWorld();
    machine('HERE').faults.delay('SwitchLamp', 250, { times: 1 });
    const late = asked(undefined, 'SwitchLamp', { lamp: 1, isOn: true });
    await simulation.advance(249);
    expect(late).toEqual([]);
    await simulation.advance(1);
    expect(late).toEqual([OK]);
    const before = calls().length;
    const removed = simulation.handler.remove('SwitchLamp');
    expect(ask(undefined, 'SwitchLamp', { lamp: 1, isOn: true })).toEqual(code(127));
    expect(calls()).toHaveLength(before);
    removed.end();
    expect(ask(undefined, 'SwitchLamp', { lamp: 1, isOn: true })).toEqual(OK);
  });

  it('reports clocks that are set, of each host by how much', () => {
    const { lamps, machine, simulation } = lampWorld();
    const start = simulation.clock.now();
    new MachineController(simulation.machines, machine('THERE')).setClock(start + 5_000);
    new MachineController(simulation.machines, machine('HERE')).setClock(start - 1_000);
    expect(lamps.set).toEqual([5_000, -1_000]);
    expect(machine('THERE').clock.now()).toBe(start + 5_000);
  });

  it('is written as each domain says, and a host that is asked for joins every domain', () => {
    const { ask, simulation } = lampWorld();
    simulation.machine('FAR');
    ask('FAR', 'SwitchLamp', { lamp: 7, isOn: true });
    expect(simulation.write()).toMatchObject({
      version: 1,
      hosts: [
        { name: 'HERE', local: true, lamps: [] },
        { name: 'THERE', lamps: [] },
        { name: 'FAR', lamps: [7] },
      ],
    });
  });

  it('takes no name from two domains', () => {
    const { simulation } = lampWorld();
    expect(() => simulation.handler.add(new Lamps())).toThrow(`two domains describe ${Object.keys(LAMP_CALLS)[0]}`);
  });
});
