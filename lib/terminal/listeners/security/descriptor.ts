import { sidFromBytes, sidToBytes } from './sid.js';

/** What is kept of an entry of a list, whatever its kind. */
export interface Ace {
  /** `ACCESS_ALLOWED_ACE_TYPE` and so on. */
  readonly type: number;
  readonly flags: number;
  readonly mask: number;
  readonly sid: string;
}

export interface Acl {
  /** It takes nothing over from above. */
  readonly isProtected: boolean;
  /** It has what was taken over in it. */
  readonly isAutoInherited: boolean;
  /** It is to be handed down. */
  readonly isAutoInheritRequired: boolean;
  readonly aces: readonly Ace[];
}

/**
 * A security descriptor, as far as it is about access. A list that is not there is `undefined`; `null` is one that lets everybody do
 * everything.
 */
export interface Descriptor {
  readonly dacl: Acl | null | undefined;
  readonly sacl: Acl | null | undefined;
}

/** The bytes cannot be a descriptor. */
export class Malformed extends Error {}
/** An entry that depends on more than an account: on a condition, or on an object. */
export class UnknownAce extends Error {}

export const ACE = { allowed: 0, denied: 1, audit: 2, alarm: 3, label: 0x11 } as const;
const KNOWN: readonly number[] = Object.values(ACE);

const HEADER = 20;
const ACL_HEADER = 8;
const ACE_HEADER = 8;
const REVISION = 1;
const ACL_REVISION = 2;
const MOST_ACL_BYTES = 0xffff;

/** `SECURITY_DESCRIPTOR_CONTROL`. */
const SELF_RELATIVE = 0x8000;
const LISTS = {
  dacl: { present: 0x4, required: 0x100, inherited: 0x400, protected: 0x1000, offset: 16 },
  sacl: { present: 0x10, required: 0x200, inherited: 0x800, protected: 0x2000, offset: 12 },
} as const;
type Which = keyof typeof LISTS;

/**
 * Reads a self-relative descriptor. What follows it is ignored.
 * @throws Malformed or UnknownAce.
 */
export function readDescriptor(bytes: Uint8Array): Descriptor {
  if (bytes.length < HEADER || bytes[0] !== REVISION) throw new Malformed();
  const view = viewOf(bytes);
  const control = view.getUint16(2, true);
  if ((control & SELF_RELATIVE) === 0) throw new Malformed();
  return { dacl: readList(bytes, control, 'dacl'), sacl: readList(bytes, control, 'sacl') };
}

function readList(bytes: Uint8Array, control: number, which: Which): Acl | null | undefined {
  const { present, required, inherited, protected: isProtected, offset } = LISTS[which];
  if ((control & present) === 0) return undefined;
  const at = viewOf(bytes).getUint32(offset, true);
  if (at === 0) return null;
  return {
    isProtected: (control & isProtected) !== 0,
    isAutoInherited: (control & inherited) !== 0,
    isAutoInheritRequired: (control & required) !== 0,
    aces: readAces(bytes, at),
  };
}

function readAces(bytes: Uint8Array, at: number): readonly Ace[] {
  if (at < HEADER || at + ACL_HEADER > bytes.length) throw new Malformed();
  const view = viewOf(bytes);
  const size = view.getUint16(at + 2, true);
  const count = view.getUint16(at + 4, true);
  const end = at + size;
  if (size < ACL_HEADER || end > bytes.length) throw new Malformed();
  const aces: Ace[] = [];
  let next = at + ACL_HEADER;
  for (let i = 0; i < count; i += 1) {
    if (next + ACE_HEADER > end) throw new Malformed();
    const aceSize = view.getUint16(next + 2, true);
    if (aceSize < ACE_HEADER || next + aceSize > end) throw new Malformed();
    aces.push(readAce(bytes.subarray(next, next + aceSize)));
    next += aceSize;
  }
  return aces;
}

function readAce(bytes: Uint8Array): Ace {
  const [type, flags] = bytes as unknown as [number, number];
  if (!KNOWN.includes(type)) throw new UnknownAce();
  const sid = sidFromBytes(bytes.subarray(ACE_HEADER));
  if (!sid) throw new Malformed();
  return { type, flags, mask: viewOf(bytes).getUint32(4, true), sid: sid.sid };
}

/**
 * Writes it self-relative. `undefined` when its entries are more than a list of Windows holds.
 */
export function writeDescriptor({ dacl, sacl }: Descriptor): Uint8Array | undefined {
  const lists = { sacl: sacl && writeAcl(sacl), dacl: dacl && writeAcl(dacl) };
  const written = Object.values(lists).filter(it => it !== undefined && it !== null);
  if (written.some(it => it.length > MOST_ACL_BYTES)) return undefined;
  const bytes = new Uint8Array(written.reduce((size, it) => size + it.length, HEADER));
  const view = viewOf(bytes);
  bytes[0] = REVISION;
  let control = SELF_RELATIVE;
  let at = HEADER;
  for (const [which, list] of [['sacl', sacl] as const, ['dacl', dacl] as const]) {
    const { present, required, inherited, protected: isProtected, offset } = LISTS[which];
    if (list === undefined) continue;
    control |= present;
    const image = lists[which];
    if (list === null || !image) continue;
    if (list.isProtected) control |= isProtected;
    if (list.isAutoInherited) control |= inherited;
    if (list.isAutoInheritRequired) control |= required;
    view.setUint32(offset, at, true);
    bytes.set(image, at);
    at += image.length;
  }
  view.setUint16(2, control, true);
  return bytes;
}

function writeAcl({ aces }: Acl): Uint8Array {
  const images = aces.map(writeAce);
  const size = images.reduce((sum, it) => sum + it.length, ACL_HEADER);
  const bytes = new Uint8Array(size);
  const view = viewOf(bytes);
  bytes[0] = ACL_REVISION;
  view.setUint16(2, size, true);
  view.setUint16(4, aces.length, true);
  let at = ACL_HEADER;
  for (const image of images) {
    bytes.set(image, at);
    at += image.length;
  }
  return bytes;
}

function writeAce({ type, flags, mask, sid }: Ace): Uint8Array {
  const account = sidToBytes(sid);
  const bytes = new Uint8Array(ACE_HEADER + account.length);
  const view = viewOf(bytes);
  bytes[0] = type;
  bytes[1] = flags;
  view.setUint16(2, bytes.length, true);
  view.setUint32(4, mask, true);
  bytes.set(account, ACE_HEADER);
  return bytes;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
