// The folders of lib/.
import { relative } from 'node:path';

/** The folder of lib/ that a file is in; `undefined` for one that is in none. */
export function roomIn(lib, file) {
  const [room, ...inside] = relative(lib, file).replaceAll('\\', '/').split('/');
  return inside.length > 0 ? room : undefined;
}

/** They compose what domains have. */
export const FLOORS = ['mock', 'native', 'cli'];

/** Session ids and other values, which everything may use and which run anywhere. */
export const VALUES = 'identity';
