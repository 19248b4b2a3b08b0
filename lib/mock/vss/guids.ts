import { guid } from '../../identity/guid.js';
import type { Guid } from '../../identity/guid-text.js';

/** GUIDs as Windows draws them, the same in each world: what a test prints today it prints tomorrow. */
export class Guids {
  #state = 0x9e3779b9;

  /** 32 bits. */
  draw(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  next(): Guid {
    const bytes = new Uint8Array(16);
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < 16; at += 4) view.setUint32(at, this.draw(), true);
    // Version 4, variant 1.
    bytes[7] = (bytes[7]! & 0x0f) | 0x40;
    bytes[8] = (bytes[8]! & 0x3f) | 0x80;
    return guid.fromBytes(bytes);
  }
}
