/** The most sub-authorities of a SID. */
const MOST_PARTS = 15;
const MAX_U32 = 0xffffffff;
const MAX_AUTHORITY = 0xffff_ffff_ffff;

/** A SID in bytes: its version, the count of its parts, its authority (the first bytes are the high ones), and its parts. */
export function sidToBytes(sid: string): Uint8Array {
  const { authority, parts } = partsOf(sid)!;
  const bytes = new Uint8Array(8 + 4 * parts.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = 1;
  bytes[1] = parts.length;
  view.setUint16(2, Math.floor(authority / 0x1_0000_0000));
  view.setUint32(4, authority % 0x1_0000_0000);
  for (const [i, part] of parts.entries()) view.setUint32(8 + 4 * i, part, true);
  return bytes;
}

/** The SID at the beginning of these bytes, and how many of them are it. */
export function sidFromBytes(bytes: Uint8Array): { readonly sid: string; readonly size: number } | undefined {
  const count = bytes[1]!;
  const size = 8 + 4 * count;
  if (bytes.length < 8 || bytes[0] !== 1 || count > MOST_PARTS || bytes.length < size) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, size);
  const authority = view.getUint16(2) * 0x1_0000_0000 + view.getUint32(4);
  const parts = Array.from({ length: count }, (_, i) => view.getUint32(8 + 4 * i, true));
  return { sid: sidOf(authority, parts), size };
}

/** As Windows writes it, whatever way it was spelled; `undefined` where it is none. */
export function normalSid(text: string): string | undefined {
  const found = partsOf(text);
  return found && sidOf(found.authority, found.parts);
}

function partsOf(text: string): { readonly authority: number; readonly parts: readonly number[] } | undefined {
  const match = /^s-1-(0x[0-9a-f]{1,12}|\d{1,15})((?:-\d{1,10})*)$/i.exec(text);
  if (!match) return undefined;
  const authority = Number(match[1]);
  const parts = match[2] === '' ? [] : match[2]!.slice(1).split('-').map(Number);
  if (authority > MAX_AUTHORITY || parts.length > MOST_PARTS || parts.some(it => it > MAX_U32)) return undefined;
  return { authority, parts };
}

function sidOf(authority: number, parts: readonly number[]): string {
  const shown = authority > MAX_U32 ? `0x${authority.toString(16).toUpperCase().padStart(12, '0')}` : String(authority);
  return ['S-1', shown, ...parts].join('-');
}
