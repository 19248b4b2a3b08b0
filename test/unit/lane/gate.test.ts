import { beforeEach, describe, expect, it } from 'vitest';
import { Gate } from '../../../lib/lane/gate.js';
import { Slots } from '../../../lib/lane/slots.js';
import { Wait } from '../../../lib/lane/wait.js';
import { HandClock, settle } from './fake-thread.js';

let slots: Slots;
let gate: Gate;
let inside: string[];
let leave: Map<string, () => void>;
const clock = new HandClock();

beforeEach(() => {
  slots = new Slots(2, 3);
  gate = new Gate(slots);
  inside = [];
  leave = new Map();
});

/** A call that runs until the test ends it. */
function pass(host: string, name: string, wait = new Wait(clock)): Promise<unknown> {
  const busy = () => new Error('busy');
  return gate
    .pass(host, wait, busy, () => {
      inside.push(name);
      return new Promise(resolve => leave.set(name, () => resolve(name)));
    })
    .catch((error: Error) => error.message);
}

describe('a gate', () => {
  it('limits the running calls of one host and of all, and lets the next ones in in order', async () => {
    const all = ['a1', 'a2', 'a3', 'b1', 'b2', 'a4'].map(name => pass(name[0] as string, name));
    await settle();
    expect(inside).toEqual(['a1', 'a2', 'b1']);
    expect(gate.waiting).toBe(3);
    leave.get('b1')?.();
    await settle();
    expect(inside).toEqual(['a1', 'a2', 'b1', 'b2']);
    leave.get('a2')?.();
    await settle();
    expect(inside.at(-1)).toBe('a3');
    leave.get('b2')?.();
    leave.get('a1')?.();
    await settle();
    expect(inside.at(-1)).toBe('a4');
    for (const name of ['a3', 'a4']) leave.get(name)?.();
    expect(await Promise.all(all)).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'a4']);
    expect([gate.waiting, slots.taken]).toEqual([0, 0]);
  });

  it('refuses at once where only threads that were left behind hold the slots', async () => {
    const back = [slots.take('a'), slots.take('a')];
    expect(await pass('a', 'a1')).toBe('busy');
    const other = pass('b', 'b1');
    await settle();
    expect(inside).toEqual(['b1']);
    leave.get('b1')?.();
    await other;
    back[0]?.();
    back[0]?.();
    const again = pass('a', 'a2');
    await settle();
    expect(inside).toEqual(['b1', 'a2']);
    leave.get('a2')?.();
    await again;
    back[1]?.();
    expect(slots.taken).toBe(0);
  });

  it('refuses the waiting calls when the last running one has left its thread behind', async () => {
    const left: (() => void)[] = [];
    const all = ['a1', 'a2', 'a3', 'a4'].map(name => pass('a', name));
    await settle();
    for (const name of ['a1', 'a2']) {
      left.push(slots.take('a'));
      leave.get(name)?.();
      await settle();
    }
    expect(await all[2]).toBe('busy');
    expect(await all[3]).toBe('busy');
    expect([gate.waiting, slots.taken]).toEqual([0, 2]);
  });

  it('lets a call in when a thread comes back, even if others are running', async () => {
    const back = slots.take('a');
    const all = ['a1', 'a2'].map(name => pass('a', name));
    await settle();
    expect(inside).toEqual(['a1']);
    back();
    await settle();
    expect(inside).toEqual(['a1', 'a2']);
    for (const name of inside) leave.get(name)?.();
    await Promise.all(all);
  });

  it('forgets a call that was stopped while it waited', async () => {
    const wait = new Wait(clock);
    const all = [pass('a', 'a1'), pass('a', 'a2'), pass('a', 'a3', wait), pass('a', 'a4')];
    await settle();
    wait.stop(() => new Error('stopped'));
    expect(await all[2]).toBe('stopped');
    leave.get('a1')?.();
    await settle();
    expect(inside).toEqual(['a1', 'a2', 'a4']);
    for (const name of ['a2', 'a4']) leave.get(name)?.();
    await Promise.all(all);
    expect(await pass('a', 'a5', wait).then(() => inside.includes('a5'))).toBe(false);
    expect(slots.taken).toBe(0);
  });
});
