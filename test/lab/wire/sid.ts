/** A list has few SIDs and many rows. */
const KEPT = 1000;
const kept = new Map<string, Buffer>();

/** A SID as its bytes lie in Windows' memory. */
export function sidToBytes(text: string): Buffer {
  let bytes = kept.get(text);
  if (!bytes) {
    bytes = bytesOf(text);
    if (kept.size >= KEPT) kept.clear();
    kept.set(text, bytes);
  }
  return bytes;
}

function bytesOf(text: string): Buffer {
  const match = /^S-1-(\d+|0x[0-9a-f]+)((?:-\d+){1,15})$/i.exec(text);
  if (!match) throw new Error(`'${text}' is no SID that has bytes.`);
  const parts = (match[2] ?? '').slice(1).split('-').map(Number);
  const bytes = Buffer.alloc(8 + 4 * parts.length);
  bytes.writeUInt8(1, 0);
  bytes.writeUInt8(parts.length, 1);
  bytes.writeUIntBE(Number(match[1]), 2, 6);
  for (const [i, part] of parts.entries()) bytes.writeUInt32LE(part, 8 + 4 * i);
  return bytes;
}

/** The text of a SID, as Windows writes it: an authority of more than 32 bits in hexadecimal. */
export function sidToText(bytes: Buffer): string {
  const authority = bytes.readUIntBE(2, 6);
  const shown = authority > 0xffffffff ? `0x${authority.toString(16).padStart(12, '0')}` : String(authority);
  const parts = Array.from({ length: bytes.readUInt8(1) }, (_, i) => bytes.readUInt32LE(8 + 4 * i));
  return ['S', bytes.readUInt8(0), shown, ...parts].join('-');
}
