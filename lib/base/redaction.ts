import { fold } from './fold.js';
import { isWellKnownSid } from './well-known-sid.js';

/** Accounts, Entra, services, pools of IIS, virtual machines, packages. */
const SID_KINDS = ['S-1-5-21-', 'S-1-12-1-', 'S-1-5-80-', 'S-1-5-82-', 'S-1-5-83-1-', 'S-1-15-2-'];

/** Made-up words in place of real ones, in one capture. The same word always gets the same replacement. */
export class Redaction {
  readonly #names = new Map<string, Map<string, string>>();

  host = <T extends string | null | undefined>(name: T): T => this.text('HOST', name);
  user = <T extends string | null | undefined>(name: T): T => this.text('user', name);
  domain = <T extends string | null | undefined>(name: T): T => this.text('DOMAIN', name);

  /** Well-known SIDs stay: they name no person. Others become one of the same kind, so that it is still seen of what it was. */
  sid<T extends string | null | undefined>(sid: T): T {
    if (!sid || isWellKnownSid(sid)) return sid;
    const upper = sid.toUpperCase();
    const kind = SID_KINDS.find(it => upper.startsWith(it)) ?? 'S-1-5-21-';
    return this.#replace('sid', sid, n => `${kind}1-2-3-${1000 + n}`) as T;
  }

  /** The new addresses are from ranges that no real client uses (RFC 2544, RFC 3849). */
  address<T extends string | null | undefined>(address: T): T {
    if (!address) return address;
    if (address.includes(':')) return this.#replace('address', address, n => `2001:db8::${n.toString(16)}`) as T;
    return this.#replace('address', address, n => `198.18.${(n >> 8) & 255}.${n & 255}`) as T;
  }

  text<T extends string | null | undefined>(kind: string, text: T): T {
    if (!text) return text;
    return this.#replace(kind, text, n => `${kind}${n}`) as T;
  }

  #replace(kind: string, text: string, make: (n: number) => string): string {
    const known = this.#names.get(kind) ?? new Map<string, string>();
    this.#names.set(kind, known);
    const key = fold(text);
    const other = known.get(key) ?? make(known.size + 1);
    known.set(key, other);
    return other;
  }
}

/** The same with other values. What it does not have it does not get: in a file, a missing value would become one that is `null`. */
export function replaced<T extends object>(it: T, values: Partial<T>): T {
  return { ...it, ...Object.fromEntries(Object.entries(values).filter(([key]) => Object.hasOwn(it, key))) };
}
