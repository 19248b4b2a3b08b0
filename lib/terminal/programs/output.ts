import type { OutputName, ProgramDoor } from './contract.js';
import type { Output } from './types.js';

/** What is written at once to a program's standard input. */
const CHUNK = 0x1_0000;

/** Reads a stream to its end, and keeps at most so much of it. */
export async function collect(door: ProgramDoor, stream: OutputName, most: number): Promise<Output> {
  const chunks: Uint8Array[] = [];
  let kept = 0;
  let truncated = false;
  for (let chunk = await door.read(stream); chunk !== undefined; chunk = await door.read(stream)) {
    const fits = chunk.subarray(0, most - kept);
    if (fits.length < chunk.length) truncated = true;
    if (fits.length > 0) chunks.push(fits);
    kept += fits.length;
  }
  const bytes = joined(chunks, kept);
  return Object.freeze({ bytes, text: await textOf(door, bytes), truncated });
}

/** Writes all of it, as long as it is read, and closes it. */
export async function feed(door: ProgramDoor, input: string | Uint8Array | undefined): Promise<void> {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : (input ?? new Uint8Array());
  for (let at = 0; at < bytes.length; at += CHUNK) {
    if (!(await door.write(bytes.subarray(at, at + CHUNK)))) return;
  }
  await door.write(new Uint8Array());
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** A byte order mark says what it is; otherwise it is in the code page of consoles. */
async function textOf(door: ProgramDoor, bytes: Uint8Array): Promise<string> {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  // All code pages of Windows have ASCII in common.
  if (bytes.every(it => it < 0x80)) return new TextDecoder().decode(bytes);
  return await door.text(bytes);
}
