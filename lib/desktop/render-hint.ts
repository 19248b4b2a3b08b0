import { CALLS, traceCall } from '../base/trace.js';
import { checkOptions, outOfRange, wrongType, wrongValue } from '../errors/arguments.js';
import { WIN32_CODES as E } from '../errors/codes.js';
import { HINT_CALLS } from './calls.js';
import type { DesktopContext } from './context.js';
import type { RenderHintArgs } from './contract.js';
import { desktopError } from './hints.js';
import type { RenderHint } from './types.js';

const CLEAR = 0;
const TYPES = { video: 1, mappedWindow: 2 } as const;
const MOST = 0x7fff_ffff;
/** The window is gone, or its handle is that of another one, and so the hint is gone too. The next one is a new one. */
const ENDED: readonly number[] = [E.ERROR_INVALID_WINDOW_HANDLE, E.ERROR_INVALID_PARAMETER];
const NO_RECTANGLE = { left: 0, top: 0, right: 0, bottom: 0 };

/** The number of a window, from the bytes in which Electron gives it. */
export function windowOf(window: Uint8Array | bigint): bigint {
  if (typeof window === 'bigint') {
    if (window > 0n && window <= 0xffff_ffff_ffff_ffffn) return window;
    throw outOfRange('window', 'the handle of a window', window);
  }
  if (!(window instanceof Uint8Array))
    throw wrongType('window', 'the handle of a window, as bytes or as a bigint', window);
  if (window.length !== 8 && window.length !== 4) throw outOfRange('window', 'of 8 or 4 bytes', window.length);
  return windowOf(window.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n));
}

export function checkHint(hint: RenderHint): Omit<RenderHintArgs, 'id' | 'window'> {
  checkOptions('hint', hint, ['type', 'x', 'y', 'width', 'height']);
  const { type, x, y, width, height } = hint;
  if (!Object.hasOwn(TYPES, type)) throw wrongValue('hint.type', "'video' or 'mappedWindow'", type);
  for (const [name, value] of Object.entries({ x, y, width, height })) {
    if (typeof value !== 'number') throw wrongType(`hint.${name}`, 'a number of pixels', value);
    const least = name === 'x' || name === 'y' ? -MOST : 0;
    if (!Number.isInteger(value) || value < least || value > MOST) {
      throw outOfRange(`hint.${name}`, `a whole number from ${least} to ${MOST}`, value);
    }
  }
  if (x + width > MOST) throw outOfRange('hint.width', `such that the right edge is at most ${MOST}`, width);
  if (y + height > MOST) throw outOfRange('hint.height', `such that the lower edge is at most ${MOST}`, height);
  return { type: TYPES[type], left: x, top: y, right: x + width, bottom: y + height };
}

export function setRenderHint(
  { backend, hints }: DesktopContext,
  window: bigint,
  hint: Omit<RenderHintArgs, 'id' | 'window'> | undefined,
): void {
  const id = hints.get(window);
  // There is nothing to take back.
  if (hint === undefined && id === undefined) return;
  const args = { id: id ?? 0n, window, ...(hint ?? { type: CLEAR, ...NO_RECTANGLE }) };
  const answer = backend.desktop.setRenderHint(HINT_CALLS.WTSSetRenderHint, args);
  const host = backend.localName();
  if (CALLS.hasSubscribers) traceCall(host, 'WTSSetRenderHint', answer.ok ? undefined : answer);
  if (answer.ok) {
    if (hint === undefined) hints.forget(window);
    else hints.set(window, answer.value);
    return;
  }
  const error = desktopError(host, answer);
  if (ENDED.includes(error.errno)) hints.forget(window);
  throw error;
}
