import path from 'node:path';
import { isFirst, type Machine, machine, nameOf } from './machine.js';

const { wine, arch, addon } = machine;

/** What is made for a machine that differs from the first one has a name of its own. */
export const ofWine = (name: string): string =>
  [name, ...(wine === '8' ? [] : [`wine-${wine}`]), ...(arch === 'x64' ? [] : [arch])].join('-');
export const ofArch = (name: string): string => (arch === 'x64' ? name : `${name}-${arch}`);
export const ofAddon = (name: string): string => (addon === 'shipped' ? ofArch(name) : `${name}-${addon}`);

/** Everything the lab makes lies in `.lab`, which git ignores; what it is made from lies here. */
export const root = path.resolve(__dirname, '../../..');
export const lab = path.join(root, '.lab');
export const prefix = path.join(lab, ofWine('prefix'));
export const site = path.join(lab, ofAddon('site'));
export const standins = path.join(lab, ofArch('standins'));
export const resultsOf = (of: Machine): string => path.join(lab, 'results', isFirst(of) ? '' : nameOf(of));
export const results = resultsOf(machine);
/** A 32-bit program that asks for system32 is given syswow64. */
export const system32 = path.join(prefix, 'drive_c/windows', arch === 'x64' ? 'system32' : 'syswow64');
export const standinSources = path.resolve(__dirname, '../standin');

/** The folder of the addon within the package, by the name that Node gives the architecture. */
export const prebuild = `prebuilds/win32-${arch === 'x64' ? 'x64' : 'ia32'}`;

/** How a path of this machine is called inside Wine. */
export const inWine = (file: string): string => `Z:${file.replaceAll('/', '\\')}`;
