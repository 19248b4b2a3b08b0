import { factsOf, runsOn } from './domains.js';
import { defaultLine, type Machine, type NodeLine, nodeLines, type Program } from './setup/machine.js';

/** What is run on a machine. */
export interface Plan {
  readonly machine: Machine;
  /** Every suite unless named. */
  readonly suites?: readonly string[];
  /** Every domain unless named. */
  readonly domains?: readonly string[];
  /** The fault campaign tries one code of each class: every code is tried on the first machine of the same run. */
  readonly sparing?: boolean;
}

const on = (wine: Machine['wine'], program: Program): Machine => ({ ...program, wine, addon: 'shipped' });
const node = (line: NodeLine, arch: Machine['arch'] = 'x64'): Program => ({ host: 'node', node: line, arch });

const FIRST = on('8', node(defaultLine));
const UBSAN: Machine = { ...FIRST, addon: 'ubsan' };
const MSVC: Machine = { ...FIRST, addon: 'msvc' };
const X86 = on('10', node('22', 'x86'));
const BUN: Program = { host: 'bun', arch: 'x64' };
const DENO: Program = { host: 'deno', arch: 'x64' };

/** Which services run is the world's affair, and the same on every machine: the first alone tries it without TermService. */
const OTHERS: readonly string[] = ['selfcheck', 'contract', 'sent', 'old', 'lacking', 'smoke', 'edges'];

/**
 * Every machine, and every suite on each. The first builds what the others take as it is. Which code a call fails with is the addon's
 * affair, not the host's or Wine's: the first of each kind of addon tries them all.
 */
export const EVERY: readonly Plan[] = [
  { machine: FIRST },
  { machine: UBSAN, suites: OTHERS, sparing: true },
  { machine: MSVC, suites: OTHERS },
  { machine: { ...FIRST, addon: 'msvc-cmake-js' }, suites: ['smoke', 'edges'] },
  { machine: X86, suites: OTHERS },
  ...[
    on('8', node('20')),
    on('10', node('20')),
    on('10', node('22')),
    on('10', node('24')),
    on('10', node('26')),
    on('8', BUN),
    on('10', BUN),
    on('10', DENO),
  ].map(machine => ({ machine, suites: OTHERS, sparing: true })),
];

/** What the addons that ship must have passed; that of arm64 is only built. */
export const SHIP: readonly Plan[] = [{ machine: FIRST }, { machine: X86, suites: OTHERS }];

/** What may have its turn on a machine: a domain, or the processes of the suite `edges`. */
const EDGES = 'edges';

const at = <T>(list: readonly T[], turn: number): T => {
  const found = list[turn % list.length];
  if (found === undefined) throw new Error('There is nothing to choose from.');
  return found;
};

/** Wine's own DLLs are quick to try, and show that the machine works at all. */
function inTurn(machine: Machine, chosen: string, always: readonly string[]): Plan {
  const all = [...new Set([...always, ...(chosen === EDGES ? [] : [chosen])])];
  const domains = all.filter(domain => runsOn(domain, machine.arch));
  const suites = new Set(['smoke']);
  if (domains.length > 0) suites.add('contract');
  for (const suite of chosen === EDGES ? [EDGES] : (factsOf(chosen).suites ?? [])) suites.add(suite);
  return { machine, suites: [...suites], domains, sparing: true };
}

/**
 * What is run by default: one machine with everything, and on each of the others one domain (or the edges), another one each turn and
 * none the same while there are enough. So all of them come round. x86 also tries what differs there, every time.
 */
export function usual(domains: readonly string[], turn: number): Plan[] {
  const items = [...domains, EDGES];
  const line = at(nodeLines, Math.floor(turn / items.length));
  const differs = domains.filter(domain => factsOf(domain).differsOnX86);
  const others: readonly (readonly [Machine, readonly string[]])[] = [
    [UBSAN, []],
    [MSVC, []],
    [on('10', node(line)), []],
    [X86, differs],
    [on(at(['8', '10'], turn), BUN), []],
    [on('10', DENO), []],
  ];
  return [
    { machine: FIRST },
    ...others.map(([machine, always], index) => inTurn(machine, at(items, turn + index), always)),
  ];
}
