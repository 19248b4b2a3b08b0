import { parseArgs } from 'node:util';
import { type AddonName, addons } from './addon.js';
import { type HostName, hostNames, hosts } from './host.js';
import hostPins from './windows-hosts.json';
import nodePins from './windows-node.json';

/** The architecture of the host, of the addon and of the stand-ins. */
export const archs = ['x64', 'x86'] as const;
export type Arch = (typeof archs)[number];

/** Wine 8 is the system's own; Wine 10 lies in a folder of the lab. */
export const wineLines = ['8', '10'] as const;
export type WineLine = (typeof wineLines)[number];

export type NodeLine = keyof typeof nodePins.x64;
export const nodeLines = Object.keys(nodePins.x64) as NodeLine[];
export const defaultLine: NodeLine = '22';

export interface Pin {
  readonly version: string;
  readonly integrity: string;
  /** The oldest Wine that runs it. */
  readonly wine: WineLine;
}

/** Which program runs the tests. Node comes in lines; of any other there is one. */
export interface Program {
  readonly host: HostName;
  readonly node?: NodeLine | undefined;
  readonly arch: Arch;
}

/** One Windows on which the lab runs. */
export interface Machine extends Program {
  readonly wine: WineLine;
  readonly addon: AddonName;
}

type Pins = Readonly<Record<string, Readonly<Record<string, Pin | undefined>> | undefined>>;

/** Which version of a program there is for an architecture. */
export const pinOf = ({ host, node = defaultLine, arch }: Program): Pin | undefined =>
  host === 'node' ? (nodePins as Pins)[arch]?.[node] : (hostPins as unknown as Pins)[host]?.[arch];

/** What a program is called in words, such as `Node 22` or `Bun`. */
export const titleOf = ({ host, node }: Program): string => [hosts[host].title, node].filter(Boolean).join(' ');

/** The one whose run counts for the file that ships: it runs every suite, and what it makes has the plain names. */
export const isFirst = ({ wine, host, node, arch, addon }: Machine): boolean =>
  wine === '8' && host === 'node' && node === defaultLine && arch === 'x64' && addon === 'shipped';

/** The ones whose whole run is noted beside the addon that ships for their architecture. */
export const isNoted = (machine: Machine): boolean =>
  isFirst(machine) || (machine.arch === 'x86' && machine.addon === 'shipped');

export const nameOf = ({ wine, host, node, arch, addon }: Machine): string =>
  ['wine', wine, host, node, arch, addon === 'shipped' ? undefined : addon].filter(Boolean).join('-');

/** Its addon in words, such as `x64` or `x64, UBSAN traps`. */
export const addonTitleOf = ({ arch, addon }: Machine): string =>
  [arch, addons[addon].title].filter(Boolean).join(', ');

/** What the command line may say of the machine. */
export const machineOptions = {
  wine: { type: 'string' },
  host: { type: 'string', default: 'node' },
  node: { type: 'string' },
  arch: { type: 'string', default: 'x64' },
  ubsan: { type: 'boolean', default: false },
  msvc: { type: 'boolean', default: false },
  hook: { type: 'string' },
} as const;

interface Asked {
  readonly wine?: string | undefined;
  readonly host: string;
  readonly node?: string | undefined;
  readonly arch: string;
  readonly ubsan: boolean;
  readonly msvc: boolean;
  readonly hook?: string | undefined;
}

function known<T extends string>(what: string, words: readonly T[], word: string): T {
  const found = words.find(it => it === word);
  if (found === undefined) throw new TypeError(`--${what} is ${words.join(' or ')}, not '${word}'.`);
  return found;
}

function addonOf({ ubsan, msvc, hook }: Asked): AddonName {
  if (ubsan && msvc) throw new TypeError('--ubsan and --msvc are two builds.');
  if (hook !== undefined && !msvc) throw new TypeError('--hook is for --msvc.');
  if (ubsan) return 'ubsan';
  if (!msvc) return 'shipped';
  return known('hook', ['node-gyp', 'cmake-js'], hook ?? 'node-gyp') === 'node-gyp' ? 'msvc' : 'msvc-cmake-js';
}

/** The machine that was asked for; the oldest Wine that runs its host unless told. */
export function machineOf(asked: Asked): Machine {
  const host = known('host', hostNames, asked.host);
  const arch = known('arch', archs, asked.arch);
  if (host !== 'node' && asked.node !== undefined) throw new TypeError(`--node is for Node, not for ${host}.`);
  const node = host === 'node' ? known('node', nodeLines, asked.node ?? defaultLine) : undefined;
  const program: Program = { host, node, arch };
  const pin = pinOf(program);
  if (!pin) throw new TypeError(`The lab has no ${titleOf(program)} for ${arch}.`);
  const wine = known('wine', wineLines, asked.wine ?? pin.wine);
  if (Number(wine) < Number(pin.wine)) {
    throw new TypeError(
      `${titleOf(program)} for ${arch} needs Wine ${pin.wine}: Wine ${wine} does not give V8 the memory that it reserves, ` +
        'and the process ends at its start.',
    );
  }
  const addon = addonOf(asked);
  if (addon !== 'shipped' && arch !== 'x64') throw new TypeError(`${addons[addon].words[0]} is for x64.`);
  return { ...program, wine, addon };
}

/**
 * The machine of this process. A process runs on one: its paths and its Wine follow from this, and several machines are
 * several processes.
 */
export const machine: Machine = (() => {
  const { values } = parseArgs({ options: machineOptions, strict: false, allowPositionals: true });
  try {
    return machineOf(values as unknown as Asked);
  } catch {
    // The one that reads the options in earnest reports what is wrong with them.
    return { wine: '8', host: 'node', node: defaultLine, arch: 'x64', addon: 'shipped' };
  }
})();
