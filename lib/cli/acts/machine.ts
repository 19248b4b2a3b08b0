import type { Deed } from './deed.js';

/** What an act on a whole machine is done to. */
export interface Machine {
  readonly name: string;
}

const shown = { columns: [{ title: 'MACHINE', flexible: true }] as const, cells: ({ name }: Machine) => [name] };

/** What acts on machines have in common. The host is asked for its sessions before, when it is opened. */
export const MACHINE: Pick<Deed<Machine>, 'plan' | 'brief' | 'nothing' | 'choose'> = {
  plan: shown,
  brief: shown,
  nothing: 'nothing is to do',
  choose: async host => [{ name: host.name }],
};
