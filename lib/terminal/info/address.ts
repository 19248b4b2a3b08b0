import type { RawAddress } from './raw-info.js';
import type { AddressInfo } from './types.js';

const AF_UNSPEC = 0;
const AF_INET = 2;
const AF_INET6 = 23;

/**
 * `WTS_CLIENT_ADDRESS`: an IPv4 address stands at bytes 2 to 5 (as in a sockaddr, after the port), not at 0. For IPv6 the
 * documents disagree between 0 and 2; the two spare bytes at the other end decide: where they are zero, the address is not.
 */
export function fromAddress(raw: RawAddress): AddressInfo {
  if (raw.family === AF_INET) return { family: 'ipv4', address: ipv4([...raw.bytes.subarray(2, 6)]) };
  if (raw.family === AF_INET6) {
    const at =
      raw.bytes.length >= 18 && (raw.bytes[16] !== 0 || raw.bytes[17] !== 0 || isZero(raw.bytes, 0, 2)) ? 2 : 0;
    return { family: 'ipv6', address: ipv6(groups(raw.bytes.subarray(at, at + 16))) };
  }
  return { family: raw.family === AF_UNSPEC ? 'none' : 'unknown', address: undefined };
}

/** `WTSCLIENT`: one octet in each USHORT for IPv4; for IPv6 eight groups in network byte order. */
export function fromClientAddress(family: number, words: readonly number[]): AddressInfo {
  if (family === AF_INET) return { family: 'ipv4', address: ipv4(words.slice(0, 4).map(word => word & 0xff)) };
  if (family === AF_INET6) {
    const swapped = words.slice(0, 8).map(word => ((word & 0xff) << 8) | ((word >> 8) & 0xff));
    return { family: 'ipv6', address: ipv6(swapped) };
  }
  return { family: family === AF_UNSPEC ? 'none' : 'unknown', address: undefined };
}

function isZero(bytes: Uint8Array, from: number, to: number): boolean {
  return bytes.subarray(from, to).every(byte => byte === 0);
}

function groups(bytes: Uint8Array): number[] {
  return Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
}

/** All zero is how Windows says that there is none. */
function ipv4(octets: readonly number[]): string | undefined {
  return octets.length === 4 && octets.some(octet => octet !== 0) ? octets.join('.') : undefined;
}

/** The canonical text of RFC 5952: lower case, the longest run of zero groups (of two or more) as `::`. */
function ipv6(words: readonly number[]): string | undefined {
  if (words.length !== 8 || words.every(word => word === 0)) return undefined;
  let best = { at: -1, length: 1 };
  for (let at = 0; at < 8; at++) {
    let length = 0;
    while (at + length < 8 && words[at + length] === 0) length++;
    if (length > best.length) best = { at, length };
  }
  const hex = words.map(word => word.toString(16));
  if (best.at < 0) return hex.join(':');
  return `${hex.slice(0, best.at).join(':')}::${hex.slice(best.at + best.length).join(':')}`;
}
