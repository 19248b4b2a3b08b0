import type { ListenerPermission, SessionRight } from '../types.js';
import { ACE, type Ace, type Descriptor } from './descriptor.js';

/** The bits of Windows, `WTS_SECURITY_*`. */
export const RIGHT_BITS: Readonly<Record<SessionRight, number>> = {
  query: 0x1,
  set: 0x2,
  reset: 0x4,
  virtualChannels: 0x8,
  shadow: 0x10,
  logon: 0x20,
  logoff: 0x40,
  message: 0x80,
  connect: 0x100,
  disconnect: 0x200,
};
const ALL = 0x3ff;

const INHERIT_ONLY = 0x08;
const EVERYONE = 'S-1-1-0';

const GENERIC_ALL = 0x1000_0000;
const GENERIC_READ = 0x8000_0000;
const GENERIC_WRITE = 0x4000_0000;
const GENERIC_EXECUTE = 0x2000_0000;

/**
 * What general rights mean. Windows documents that of all of them; the others are as the tools of Windows name their parts, and
 * were not seen.
 */
export function sessionBits(mask: number): number {
  let bits = mask & ALL;
  if ((mask & GENERIC_ALL) !== 0) bits |= ALL;
  if ((mask & GENERIC_READ) !== 0) bits |= RIGHT_BITS.query;
  if ((mask & GENERIC_WRITE) !== 0) bits |= RIGHT_BITS.set;
  if ((mask & GENERIC_EXECUTE) !== 0) bits |= RIGHT_BITS.logon | RIGHT_BITS.connect;
  return bits;
}

/** By account, in the order in which each is met first. Entries that are only handed down, and those that audit, give nothing. */
export function permissionsOf({ dacl }: Descriptor): readonly ListenerPermission[] {
  // No list at all lets everybody do everything.
  if (!dacl) return Object.freeze([permission(EVERYONE, ALL, 0)]);
  const accounts = new Map<string, { allow: number; deny: number }>();
  for (const ace of dacl.aces.filter(applies)) {
    const account = accounts.get(ace.sid) ?? { allow: 0, deny: 0 };
    accounts.set(ace.sid, account);
    account[ace.type === ACE.denied ? 'deny' : 'allow'] |= sessionBits(ace.mask);
  }
  return Object.freeze([...accounts].map(([sid, { allow, deny }]) => permission(sid, allow, deny)));
}

function applies({ type, flags }: Ace): boolean {
  return (type === ACE.allowed || type === ACE.denied) && (flags & INHERIT_ONLY) === 0;
}

function permission(sid: string, allow: number, deny: number): ListenerPermission {
  return Object.freeze({ sid, allow: words(allow), deny: words(deny) });
}

function words(bits: number): readonly SessionRight[] {
  const rights = Object.entries(RIGHT_BITS) as [SessionRight, number][];
  return Object.freeze(rights.filter(([, bit]) => (bits & bit) !== 0).map(([right]) => right));
}

/** Whether an account with these SIDs is granted a right: entries count in their order, and the first one decides. */
export function isGranted({ dacl }: Descriptor, sids: readonly string[], right: SessionRight): boolean {
  if (!dacl) return true;
  const bit = RIGHT_BITS[right];
  const first = dacl.aces.find(ace => applies(ace) && sids.includes(ace.sid) && (sessionBits(ace.mask) & bit) !== 0);
  return first?.type === ACE.allowed;
}
