import { formatTicks, ticksToMs } from '../../base/ticks.js';

/** Reads a buffer of Windows by offsets. */
export class BufferView {
  readonly bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  dword(at: number): number {
    return this.#view.getUint32(at, true);
  }

  word(at: number): number {
    return this.#view.getUint16(at, true);
  }

  ticks(at: number): bigint {
    return this.#view.getBigInt64(at, true);
  }

  /** A field of so many UTF-16 units, up to its NUL. */
  text(at: number, units: number): string {
    let text = '';
    for (let i = 0; i < units; i++) {
      const unit = this.word(at + 2 * i);
      if (unit === 0) break;
      text += String.fromCharCode(unit);
    }
    return text;
  }
}

/** A time without losing a tick: whether Windows' times have parts of a millisecond is one of the questions. */
export function timeText(ticks: bigint): string | undefined {
  if (ticks === 0n) return undefined;
  return ticksToMs(ticks) === undefined ? String(ticks) : formatTicks(ticks);
}

export function hexOf(bytes: Uint8Array): string {
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
