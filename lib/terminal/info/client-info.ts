import type { ClientInfo } from '../sessions/types.js';
import { bitsPerPixel, protocolWord } from '../sessions/words.js';
import { fromClientAddress } from './address.js';
import type { RawClientInfo } from './raw-info.js';

const PROTOCOL_CONSOLE = 0;

/** The client of a session, or `undefined` when it has none: the console, services, listeners, most disconnected ones. */
export function clientInfo(protocol: number | undefined, raw: RawClientInfo | undefined): ClientInfo | undefined {
  const remote = protocol !== undefined && protocol !== PROTOCOL_CONSOLE;
  if (!remote && !raw?.clientName) return undefined;
  return Object.freeze({
    name: raw?.clientName || undefined,
    build: raw?.clientBuildNumber || undefined,
    address: raw && fromClientAddress(raw.addressFamily, raw.address).address,
    display: raw && display(raw),
    protocol: protocol === undefined ? 'unknown' : protocolWord(protocol),
    directory: raw?.clientDirectory || undefined,
    productId: raw?.clientProductId,
    hardwareId: raw?.clientHardwareId,
  });
}

function display({ hRes, vRes, colorDepth }: RawClientInfo): ClientInfo['display'] {
  if (hRes === 0 || vRes === 0) return undefined;
  return Object.freeze({ width: hRes, height: vRes, bitsPerPixel: bitsPerPixel(colorDepth) });
}
