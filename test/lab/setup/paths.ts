import path from 'node:path';

/** Everything the lab makes lies in `.lab`, which git ignores; what it is made from lies here. */
export const root = path.resolve(__dirname, '../../..');
export const lab = path.join(root, '.lab');
export const prefix = path.join(lab, 'prefix');
export const site = path.join(lab, 'site');
export const standins = path.join(lab, 'standins');
export const results = path.join(lab, 'results');
export const system32 = path.join(prefix, 'drive_c/windows/system32');
export const standinSources = path.resolve(__dirname, '../standin');

/** How a path of this machine is called inside Wine. */
export const inWine = (file: string): string => `Z:${file.replaceAll('/', '\\')}`;
