import type { HostFacts } from '../this-host.js';

/** The programs that can run JavaScript and load the addon. */
export const hostNames = ['node', 'bun', 'deno'] as const;
export type HostName = (typeof hostNames)[number];

/** What the lab must know of a program to run tests in it. */
export interface Host extends HostFacts {
  readonly name: HostName;
  readonly title: string;
  /** Where npm has it for Windows: the package of an architecture, and the file in there. */
  readonly packed: (arch: string) => { readonly name: string; readonly file: string };
  /** The words before a script that has these rights and no others, where a host knows rights. */
  readonly wordsWith?: (rights: readonly string[]) => readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What an uncaught error ends it with. */
  readonly uncaughtCodes: readonly number[];
}

export const hosts: Readonly<Record<HostName, Host>> = {
  node: {
    name: 'node',
    title: 'Node',
    program: 'node.exe',
    packed: arch => ({ name: `node-win-${arch}`, file: 'package/bin/node.exe' }),
    words: [],
    env: {},
    uncaughtCodes: [1],
    ownWakes: 0,
    otherWakes: 0,
  },
  bun: {
    name: 'bun',
    title: 'Bun',
    program: 'bun.exe',
    packed: arch => ({ name: `@oven/bun-windows-${arch}`, file: 'package/bin/bun.exe' }),
    words: [],
    env: {},
    uncaughtCodes: [1],
    // Its collector looks for work now and then; seen were 94 and 24.
    ownWakes: 100,
    otherWakes: 25,
  },
  deno: {
    name: 'deno',
    title: 'Deno',
    program: 'deno.exe',
    packed: arch => ({ name: `@deno/win32-${arch}`, file: 'package/deno.exe' }),
    words: ['run', '--allow-all'],
    wordsWith: rights => ['run', '--no-prompt', ...rights],
    env: { DENO_NO_UPDATE_CHECK: '1' },
    // Under Wine it is 0 now and then, also where no addon is loaded: seen were 2 of 110.
    uncaughtCodes: [1, 0],
    // On a busy machine; seen were 31 in all.
    ownWakes: 10,
    otherWakes: 0,
  },
};

/** What a process of the lab finds in its environment, whatever runs it. */
export const hostEnvironment = ({ program, words, ownWakes, otherWakes, env }: Host): Record<string, string> => ({
  ...env,
  LAB_HOST: JSON.stringify({ program, words, ownWakes, otherWakes } satisfies HostFacts),
});
