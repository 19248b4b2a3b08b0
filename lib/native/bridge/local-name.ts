import { hostname } from 'node:os';
import { NoAddonError } from '../../errors/no-addon.js';

/** This machine's name. A host that knows rights may refuse even that. */
export function localName(): string {
  try {
    return hostname();
  } catch (cause) {
    const [why] = (cause as Error).message.split('\n');
    throw new NoAddonError(
      `winstation can't ask for this machine's name (${why}). In Deno it needs --allow-sys=hostname, and its addon needs --allow-ffi.`,
      { cause },
    );
  }
}
