import { machine, type NodeLine } from './machine.js';
import { windowsHost } from './windows-host.js';

export { defaultLine, type NodeLine, nodeLines } from './machine.js';

/** The Windows node.exe of a release line. */
export const windowsNode = (line: NodeLine, say: (text: string) => void): Promise<string> =>
  windowsHost({ host: 'node', node: line, arch: machine.arch }, say);
