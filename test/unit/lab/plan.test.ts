import { describe, expect, it } from 'vitest';
import { EVERY, type Plan, usual } from '../../lab/plan.js';
import { isFirst, nameOf, nodeLines } from '../../lab/setup/machine.js';

const DOMAINS = ['iscsi', 'one', 'terminal', 'two'];
/** The domains, and the edges. */
const ITEMS = DOMAINS.length + 1;

/** What a machine is called whichever Wine and Node it has this time. */
const kindOf = ({ machine }: Plan): string =>
  machine.addon === 'shipped' ? `${machine.host} ${machine.arch}` : machine.addon;
const turnsOf = (kind: string, turns: number): Plan[] =>
  Array.from(
    { length: turns },
    (_, turn) => usual(DOMAINS, turn).find(plan => kindOf(plan) === kind && !isFirst(plan.machine))!,
  );

describe('what the lab runs by default', () => {
  it('is one whole machine, and less on each other', () => {
    const [first, ...others] = usual(DOMAINS, 7);
    expect(first).toEqual({ machine: expect.objectContaining({ wine: '8', node: '22', addon: 'shipped' }) });
    expect(others.map(kindOf)).toEqual(['ubsan', 'msvc', 'node x64', 'node x86', 'bun x64', 'deno x64']);
    for (const { suites } of others) expect(suites).toContain('smoke');
    // Every code of the campaign is tried on the first one.
    expect(others.every(({ sparing }) => sparing)).toBe(true);
  });

  it('is the same each time for one commit', () => {
    expect(usual(DOMAINS, 1234)).toEqual(usual(DOMAINS, 1234));
  });

  it.each(['ubsan', 'msvc', 'node x64', 'bun x64', 'deno x64'])(
    'brings every domain and the edges round on %s',
    kind => {
      const plans = turnsOf(kind, ITEMS);
      expect(plans.flatMap(plan => plan.domains).sort()).toEqual(DOMAINS);
      expect(plans.filter(plan => plan.suites?.includes('edges'))).toHaveLength(1);
      for (const { suites, domains = [] } of plans) {
        expect(suites?.includes('contract')).toBe(domains.length > 0);
        expect(suites?.includes('old')).toBe(domains.includes('terminal'));
      }
    },
  );

  it('tries on x86 what differs there, every time, and the others in turn', () => {
    const plans = turnsOf('node x86', ITEMS);
    for (const { domains } of plans) expect(domains).toContain('iscsi');
    expect(new Set(plans.flatMap(plan => plan.domains))).toEqual(new Set(DOMAINS));
  });

  it('asks no 32-bit program for VSS, which has none', () => {
    const turns = Array.from({ length: 4 * ITEMS }, (_, turn) => usual(['iscsi', 'vss'], turn));
    const domains = turns.flatMap(plans => plans.filter(plan => kindOf(plan) === 'node x86')).flatMap(it => it.domains);
    expect(new Set(domains)).toEqual(new Set(['iscsi']));
    expect(turns.flat().flatMap(it => it.domains ?? [])).toContain('vss');
  });

  it('tries each domain with each Node on Wine 10, and Bun on both', () => {
    const turns = ITEMS * nodeLines.length;
    const tried = turnsOf('node x64', turns).map(({ machine, domains, suites }) => [machine.node, domains, suites]);
    expect(new Set(tried.map(it => JSON.stringify(it))).size).toBe(turns);
    expect(new Set(turnsOf('bun x64', 2).map(({ machine }) => machine.wine)).size).toBe(2);
  });

  it('gives no two machines the same while there are enough', () => {
    const [, ...others] = usual(['a', 'b', 'c', 'd', 'e', 'f'], 3);
    const chosen = others.map(({ domains, suites }) => JSON.stringify([domains, suites?.includes('edges')]));
    expect(new Set(chosen).size).toBe(others.length);
  });
});

describe('everything', () => {
  it('is each machine once', () => {
    const names = EVERY.map(({ machine }) => nameOf(machine));
    expect(new Set(names).size).toBe(names.length);
    expect(EVERY.filter(({ suites }) => suites === undefined).map(({ machine }) => isFirst(machine))).toEqual([true]);
  });

  it('has every machine that a turn may choose', () => {
    const names = new Set(EVERY.map(({ machine }) => nameOf(machine)));
    for (let turn = 0; turn < 40; turn += 1) {
      for (const { machine } of usual(DOMAINS, turn)) expect(names).toContain(nameOf(machine));
    }
  });
});
