import type { ByteReader } from './bytes.js';

/** The notes of the stand-ins; the numbers stand in `../standin/notes.h`. */
export const NOTES = { given: 2, freed: 3, opened: 4, closed: 5, misuse: 6 } as const;

/** `WTSFreeMemory`; any other owner is the class of `WTSFreeMemoryExW`. */
const MEMORY = 0xff;

const freeOf = (owner: number, count: number): string =>
  owner === MEMORY ? 'WTSFreeMemory' : `WTSFreeMemoryExW(class ${owner}, count ${count})`;

/** Judges what a process does with the buffers and handles that its stand-ins gave it. */
export class Ledger {
  readonly #buffers = new Map<number, { readonly owner: number; readonly count: number }>();
  readonly #handles = new Set<number>();
  readonly misuses: string[] = [];

  get buffers(): number {
    return this.#buffers.size;
  }

  get handles(): number {
    return this.#handles.size;
  }

  take(kind: number, reader: ByteReader): void {
    if (kind === NOTES.given) this.#buffers.set(reader.u32(), { owner: reader.u8(), count: reader.u32() });
    else if (kind === NOTES.freed) this.#freed(reader.u32(), reader.u8(), reader.u32());
    else if (kind === NOTES.opened) this.#handles.add(reader.u32());
    else if (kind === NOTES.closed) this.#closed(reader.u32());
    else if (kind === NOTES.misuse) this.misuses.push(`${reader.ascii()} was called with arguments Windows refuses`);
    else this.misuses.push(`a note of the unknown kind ${kind}`);
  }

  #freed(serial: number, owner: number, count: number): void {
    const given = this.#buffers.get(serial);
    this.#buffers.delete(serial);
    const how = freeOf(owner, count);
    if (!given) {
      this.misuses.push(serial === 0 ? `${how} of a pointer that was never given` : `${how} of a buffer freed before`);
    } else if (given.owner !== owner || (owner !== MEMORY && given.count !== count)) {
      this.misuses.push(`${how} of a buffer that asks for ${freeOf(given.owner, given.count)}`);
    }
  }

  #closed(handle: number): void {
    if (!this.#handles.delete(handle)) this.misuses.push('WTSCloseServer of a handle that was not open');
  }
}
