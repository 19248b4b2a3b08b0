import { describe, expect, it } from 'vitest';
import { isFirst, type Machine, machineOf, nameOf, nodeLines } from '../../lab/setup/machine.js';
import { timesOf } from '../../lab/times.js';

const asked = { host: 'node', arch: 'x64', ubsan: false, msvc: false };

describe('the machines of the lab', () => {
  it('begin with Node 22 on Wine 8', () => {
    const machine = machineOf(asked);
    expect(machine).toMatchObject({ wine: '8', host: 'node', node: '22', arch: 'x64' });
    expect(isFirst(machine)).toBe(true);
    for (const other of [{ host: 'bun' }, { wine: '10' }, { node: '20' }, { ubsan: true }, { msvc: true }]) {
      expect(isFirst(machineOf({ ...asked, ...other }))).toBe(false);
    }
  });

  it('take the oldest Wine that runs the host', () => {
    expect(machineOf({ ...asked, host: 'bun' }).wine).toBe('8');
    expect(machineOf({ ...asked, host: 'deno' }).wine).toBe('10');
    expect(machineOf({ ...asked, node: '24' }).wine).toBe('10');
  });

  it('have names of their own', () => {
    const machines = [
      ...nodeLines.map(node => machineOf({ ...asked, wine: '10', node })),
      ...['bun', 'deno'].map(host => machineOf({ ...asked, wine: '10', host })),
      machineOf({ ...asked, wine: '8', host: 'bun' }),
      machineOf({ ...asked, wine: '8', ubsan: true }),
      machineOf({ ...asked, wine: '8', msvc: true }),
      machineOf({ ...asked, wine: '8', msvc: true, hook: 'cmake-js' }),
    ];
    expect(new Set(machines.map(nameOf)).size).toBe(machines.length);
    expect(nameOf(machineOf({ ...asked, host: 'deno' }))).toBe('wine-10-deno-x64');
  });

  it('refuse what cannot run, and say why', () => {
    const refuses = (what: object, why: RegExp) => expect(() => machineOf({ ...asked, ...what })).toThrow(why);
    refuses(
      { host: 'deno', wine: '8' },
      /^Deno for x64 needs Wine 10: Wine 8 does not give V8 the memory that it reserves/,
    );
    refuses({ node: '24', wine: '8' }, /^Node 24 for x64 needs Wine 10: /);
    refuses({ host: 'bun', node: '22' }, /^--node is for Node, not for bun\.$/);
    refuses({ host: 'bun', arch: 'x86' }, /^The lab has no Bun for x86\.$/);
    refuses({ msvc: true, wine: '10', arch: 'x86' }, /^--msvc is for x64\.$/);
    refuses({ msvc: true, ubsan: true }, /^--ubsan and --msvc are two builds\.$/);
    refuses({ hook: 'cmake-js' }, /^--hook is for --msvc\.$/);
    refuses({ msvc: true, hook: 'nan' }, /^--hook is node-gyp or cmake-js, not 'nan'\.$/);
    refuses({ host: 'quickjs' }, /^--host is node or bun or deno, not 'quickjs'\.$/);
  });
});

describe('the times of the lab', () => {
  const suite = (name: string, seconds: number, domains = {}) => ({ name, passed: 1, failed: 0, seconds, domains });
  const row = (machine: Machine, host: string, suites: ReturnType<typeof suite>[]) => ({
    machine,
    host,
    report: { wine: '8.0', suites },
  });

  it('are added up, the longest first', () => {
    const first = machineOf(asked);
    const rows = [
      row(first, 'Node 22', [suite('contract', 100, { terminal: 90, other: 5 }), suite('edges', 60)]),
      row({ ...first, addon: 'ubsan' }, 'Node 22', [suite('edges', 170)]),
      row(machineOf({ ...asked, host: 'bun' }), 'Bun', [suite('contract', 50, { terminal: 40, other: 5 })]),
      { machine: 'arm64' as const, built: true },
    ];
    expect(timesOf(rows)).toEqual([
      'machines: Node 22 on Wine 8.0, x64, UBSAN traps 170 s, Node 22 on Wine 8.0, x64 160 s, Bun on Wine 8.0, x64 50 s',
      'suites: edges 230 s, contract 150 s',
      'domains: terminal 130 s, other 10 s',
    ]);
  });
});
