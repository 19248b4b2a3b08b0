/** What `WTS_CLIENT_ADDRESS` and `WTSCLIENTW` make of an address. */
export interface AddressForms {
  readonly family: number;
  /** Of `WTS_CLIENT_ADDRESS`. */
  readonly bytes: Uint8Array;
  /** Of `WTSCLIENTW`. */
  readonly words: readonly number[];
}

const AF_UNSPEC = 0;
const AF_INET = 2;
const AF_INET6 = 23;
const ADDRESS_BYTES = 20;
const ADDRESS_WORDS = 31;

export function addressForms(text: string | null): AddressForms {
  const bytes = new Uint8Array(ADDRESS_BYTES);
  const words = new Array<number>(ADDRESS_WORDS).fill(0);
  const octets = text === null ? undefined : parseIPv4(text);
  if (octets) {
    // The address of a sockaddr, whose port comes first.
    bytes.set(octets, 2);
    return { family: AF_INET, bytes, words: words.map((_, i) => octets[i] ?? 0) };
  }
  const groups = text === null ? undefined : parseIPv6(text);
  if (groups) {
    groups.forEach((group, i) => {
      bytes.set([group >> 8, group & 0xff], 2 + 2 * i);
      // Network byte order, read as a little-endian USHORT.
      words[i] = ((group & 0xff) << 8) | (group >> 8);
    });
    return { family: AF_INET6, bytes, words };
  }
  return { family: AF_UNSPEC, bytes, words };
}

export function parseIPv4(text: string): readonly number[] | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every(part => /^(0|[1-9]\d{0,2})$/.test(part))) return undefined;
  const octets = parts.map(Number);
  return octets.every(octet => octet <= 255) ? octets : undefined;
}

export function parseIPv6(text: string): readonly number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupsOf);
  if (!head || (halves.length === 2 && !tail)) return undefined;
  if (!tail) return head.length === 8 ? head : undefined;
  const gap = 8 - head.length - tail.length;
  return gap >= 1 ? [...head, ...new Array<number>(gap).fill(0), ...tail] : undefined;
}

/** Groups between colons, of which the last two may be written as IPv4. */
function groupsOf(text: string): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const octets = parts.at(-1)!.includes('.') ? parseIPv4(parts.pop()!) : [];
  if (!octets || !parts.every(part => /^[0-9a-f]{1,4}$/i.test(part))) return undefined;
  const groups = parts.map(part => Number.parseInt(part, 16));
  const [a, b, c, d] = octets;
  return d === undefined ? groups : [...groups, (a! << 8) | b!, (c! << 8) | d];
}
