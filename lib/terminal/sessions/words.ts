import type { SessionKind, SessionState } from '../../identity/session.js';
import type { MessageAnswer } from '../acts/types.js';
import type { Protocol } from './types.js';

/** `WTS_CONNECTSTATE_CLASS`; the index is the value. */
export const STATES = [
  'active',
  'connected',
  'connectQuery',
  'shadow',
  'disconnected',
  'idle',
  'listen',
  'reset',
  'down',
  'init',
] as const satisfies readonly SessionState[];

/** All words for a state. */
export const STATE_WORDS: readonly SessionState[] = [...STATES, 'unknown'];

export const KINDS: readonly SessionKind[] = ['user', 'free', 'services', 'listener'];

export function stateWord(state: number): SessionState {
  return STATES[state] ?? 'unknown';
}

/** `WTSClientProtocolType`; the index is the value. */
export const PROTOCOLS = ['console', 'ica', 'rdp'] as const satisfies readonly Protocol[];

export function protocolWord(type: number): Protocol {
  return PROTOCOLS[type] ?? 'unknown';
}

/** The ids that `WTSSendMessage` answers. */
const ANSWERS: ReadonlyMap<number, MessageAnswer> = new Map<number, MessageAnswer>([
  [1, 'ok'],
  [2, 'cancel'],
  [3, 'abort'],
  [4, 'retry'],
  [5, 'ignore'],
  [6, 'yes'],
  [7, 'no'],
  [10, 'tryAgain'],
  [11, 'continue'],
  [32000, 'expired'],
  [32001, 'sent'],
]);

export function answerWord(id: number): MessageAnswer {
  return ANSWERS.get(id) ?? 'unknown';
}

/** Colour depth is a code: 16 means 15 bits, and 24 and 32 mean themselves. */
const BITS: ReadonlyMap<number, number> = new Map([
  [1, 4],
  [2, 8],
  [4, 16],
  [8, 24],
  [16, 15],
  [24, 24],
  [32, 32],
]);

export function bitsPerPixel(colorDepth: number): number | undefined {
  return BITS.get(colorDepth);
}
