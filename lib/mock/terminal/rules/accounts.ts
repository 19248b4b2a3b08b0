import type { Account } from '../../../terminal/contract.js';
import { Accounts } from '../accounts.js';
import type { HostState } from '../state.js';

const USER = 1;
const ALIAS = 4;
const WELL_KNOWN_GROUP = 5;

const WELL_KNOWN = new Accounts(
  (
    [
      ['S-1-1-0', '', 'Everyone', WELL_KNOWN_GROUP],
      ['S-1-5-2', 'NT AUTHORITY', 'NETWORK', WELL_KNOWN_GROUP],
      ['S-1-5-4', 'NT AUTHORITY', 'INTERACTIVE', WELL_KNOWN_GROUP],
      ['S-1-5-6', 'NT AUTHORITY', 'SERVICE', WELL_KNOWN_GROUP],
      ['S-1-5-7', 'NT AUTHORITY', 'ANONYMOUS LOGON', WELL_KNOWN_GROUP],
      ['S-1-5-11', 'NT AUTHORITY', 'Authenticated Users', WELL_KNOWN_GROUP],
      ['S-1-5-18', 'NT AUTHORITY', 'SYSTEM', WELL_KNOWN_GROUP],
      ['S-1-5-19', 'NT AUTHORITY', 'LOCAL SERVICE', WELL_KNOWN_GROUP],
      ['S-1-5-20', 'NT AUTHORITY', 'NETWORK SERVICE', WELL_KNOWN_GROUP],
      ['S-1-5-32-544', 'BUILTIN', 'Administrators', ALIAS],
      ['S-1-5-32-545', 'BUILTIN', 'Users', ALIAS],
      ['S-1-5-32-555', 'BUILTIN', 'Remote Desktop Users', ALIAS],
    ] as const
  ).map(([sid, domain, name, use]) => [sid, { name, domain, use }] as const),
);

/** Made by Windows for each session: the window manager and the font driver host. */
const PER_SESSION = [
  { prefix: 'S-1-5-90-0-', domain: 'Window Manager', name: 'DWM-' },
  { prefix: 'S-1-5-96-0-', domain: 'Font Driver Host', name: 'UMFD-' },
] as const;

/** Whether `text` is a SID as Windows writes it. */
export function isSidText(text: string): boolean {
  return /^S-1-\d+(-\d+){0,15}$/i.test(text);
}

/** `undefined`: not a SID at all. `null`: no account has it. */
export function accountOf(host: HostState, sid: string): Account | null | undefined {
  if (!isSidText(sid)) return undefined;
  const known = host.accounts.get(sid) ?? WELL_KNOWN.get(sid);
  if (known) return known;
  for (const { prefix, domain, name } of PER_SESSION) {
    if (sid.startsWith(prefix)) return { name: name + sid.slice(prefix.length), domain, use: USER };
  }
  return null;
}

/** Looks for `DOMAIN\user`, or for a name in any domain: first among the host's own. */
export function sidOfName(host: HostState, account: string): string | undefined {
  return host.accounts.sidOf(account) ?? WELL_KNOWN.sidOf(account);
}

/** The same SID for the same account in every world, and another for another. */
export function sidFor(domain: string, user: string): string {
  const d = domain.toLowerCase();
  const part = (salt: string) => hash(salt + d);
  // A relative id is far below 2^30 on Windows too; ids under 1000 are reserved.
  const rid = 1000 + (hash(`${d}\\${user.toLowerCase()}`) >>> 2);
  return `S-1-5-21-${part('a')}-${part('b')}-${part('c')}-${rid}`;
}

/** What a session shows of its user. */
export interface Owner {
  readonly sid: string | null;
  readonly user: string | null;
  readonly domain: string | null;
}

/** Keeps the account of a user who is or was logged on. */
export function remember(host: HostState, { sid, user, domain }: Owner): void {
  if (sid !== null && user !== null && user !== '' && !host.accounts.has(sid)) {
    host.accounts.set(sid, { name: user, domain: domain ?? '', use: USER });
  }
}

/** Made up, but the same in every world. */
export function guidFor(text: string): string {
  const hex = ['a', 'b', 'c', 'd']
    .map(salt =>
      hash(salt + text)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** FNV-1a with a final mix, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
