import { parseArgs } from 'node:util';
import pins from './windows-node.json';

/** The architecture of the Windows Node, of the addon and of the stand-ins. */
export const archs = ['x64', 'x86'] as const;
export type Arch = (typeof archs)[number];

/** Wine 8 is the system's own; Wine 10 lies in a folder of the lab. */
export const wineLines = ['8', '10'] as const;
export type WineLine = (typeof wineLines)[number];

export type NodeLine = keyof typeof pins.x64;
export const nodeLines = Object.keys(pins.x64) as NodeLine[];
export const defaultLine: NodeLine = '22';

export interface Pin {
  readonly version: string;
  readonly integrity: string;
  /** The oldest Wine that runs it. */
  readonly wine: WineLine;
}

/** One Windows on which the lab runs. */
export interface Machine {
  readonly wine: WineLine;
  readonly node: NodeLine;
  readonly arch: Arch;
  /** Whether its addon traps on undefined behaviour; else it is the one that ships. */
  readonly ubsan: boolean;
}

/** Which Node of a line there is for an architecture. */
export const pinOf = (arch: Arch, line: NodeLine): Pin | undefined =>
  (pins[arch] as Readonly<Record<string, Pin | undefined>>)[line];

/** The one whose run counts for the file that ships: it runs every suite, and what it makes has the plain names. */
export const isFirst = ({ wine, node, arch, ubsan }: Machine): boolean =>
  wine === '8' && node === defaultLine && arch === 'x64' && !ubsan;

export const nameOf = ({ wine, node, arch, ubsan }: Machine): string =>
  `wine-${wine}-node-${node}-${arch}${ubsan ? '-ubsan' : ''}`;

/** What the command line may say of the machine. */
export const machineOptions = {
  wine: { type: 'string' },
  node: { type: 'string', default: defaultLine },
  arch: { type: 'string', default: 'x64' },
  ubsan: { type: 'boolean', default: false },
} as const;

/** The machine that was asked for; the oldest Wine that runs its Node unless told. */
export function machineOf(asked: { wine?: string | undefined; node: string; arch: string; ubsan: boolean }): Machine {
  const known = <T extends string>(what: string, words: readonly T[], word: string): T => {
    const found = words.find(it => it === word);
    if (found === undefined) throw new TypeError(`--${what} is ${words.join(' or ')}, not '${word}'.`);
    return found;
  };
  const arch = known('arch', archs, asked.arch);
  const node = known('node', nodeLines, asked.node);
  const pin = pinOf(arch, node);
  if (!pin) throw new TypeError(`The lab has no Node ${node} for ${arch}.`);
  const wine = known('wine', wineLines, asked.wine ?? pin.wine);
  if (Number(wine) < Number(pin.wine)) {
    // Older ones lack the reserved memory that V8 asks for, and the process ends at its start.
    throw new TypeError(`Node ${node} for ${arch} needs Wine ${pin.wine}.`);
  }
  const { ubsan } = asked;
  if (ubsan && arch !== 'x64') throw new TypeError('--ubsan is for x64.');
  return { wine, node, arch, ubsan };
}

/**
 * The machine of this process. A process runs on one: its paths and its Wine follow from this, and several machines are
 * several processes.
 */
export const machine: Machine = (() => {
  const { values } = parseArgs({ options: machineOptions, strict: false, allowPositionals: true });
  try {
    return machineOf(values as { wine?: string; node: string; arch: string; ubsan: boolean });
  } catch {
    // Whoever reads the options in earnest says what is wrong with them.
    return { wine: '8', node: defaultLine, arch: 'x64', ubsan: false };
  }
})();
