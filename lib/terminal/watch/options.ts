import {
  checkBoolean,
  checkDuration,
  checkOptions,
  checkUint32,
  outOfRange,
  suggestion,
  wrongType,
  wrongValue,
} from '../../errors/arguments.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import type { HostContext } from '../host-context.js';
import { ABOUT_TYPES } from './observed-event.js';
import type { EventType, WatchOptions } from './types.js';

const TYPES: readonly EventType[] = ['snapshot', 'gap', ...ABOUT_TYPES];
/** A listener may wait for these too. */
const OWN_WORDS = ['change', 'error'] as const;
const LOCK_TYPES: readonly EventType[] = ['lock', 'unlock'];
/** Another host is watched by comparing its lists, and no list shows these. */
const LOCAL_TYPES: readonly EventType[] = ['remoteControl', 'desktopReady'];

export const DEFAULT_QUEUE = 1_000;

export function checkWatchOptions(host: HostContext, options: WatchOptions): void {
  checkOptions('options', options, ['where', 'types', 'details', 'poll', 'queue', ...CANCEL]);
  checkBoolean('options.details', options.details);
  checkDuration('options.poll', options.poll);
  if (options.poll !== undefined && options.poll < 100) throw outOfRange('options.poll', 'at least 100', options.poll);
  if (options.queue !== undefined) checkUint32('options.queue', options.queue, 10_000_000);
  if (options.queue === 0) throw outOfRange('options.queue', 'at least 1', 0);
  checkCancel(options);
  checkTypes(host, options.types, options.poll);
}

function checkTypes(host: HostContext, types: readonly EventType[] | undefined, poll: number | undefined): void {
  if (types === undefined) return;
  if (!Array.isArray(types)) throw wrongType('options.types', 'an array of event types', types);
  for (const type of types) checkType(host, 'options.types', type, poll);
}

/** How long arming may take; `undefined` is no limit. After its start, Windows may not be ready for a while. */
export function armingTimeout(host: HostContext, { timeout }: WatchOptions): number | undefined {
  const ms = timeout ?? (host.remote === undefined ? undefined : host.timeout);
  return ms !== undefined && Number.isFinite(ms) ? ms : undefined;
}

/** Throws for a type that no watch reports, or not this one. */
export function checkListenable(host: HostContext, type: string, { types, poll }: WatchOptions): void {
  checkWord('type', type);
  if ((OWN_WORDS as readonly string[]).includes(type)) return;
  if (types !== undefined && ![...types, 'gap', 'snapshot'].includes(type)) {
    const reported = [...new Set([...types, 'gap', 'snapshot', ...OWN_WORDS])];
    throw wrongValue(
      'type',
      `among what this watch reports (${reported.join(', ')})${suggestion(type, reported)}`,
      type,
    );
  }
  checkType(host, 'type', type as EventType, poll);
}

/** Throws for a type that no watch reports. */
export function checkWord(name: string, type: unknown): void {
  if (typeof type !== 'string') throw wrongType(name, 'a type of event', type);
  checkOneOf(name, [...TYPES, ...OWN_WORDS], type);
}

function checkOneOf(name: string, words: readonly string[], word: unknown): void {
  if ((words as readonly unknown[]).includes(word)) return;
  throw wrongValue(name, `one of ${words.join(', ')}${typeof word === 'string' ? suggestion(word, words) : ''}`, word);
}

/** Throws for a type that is no event, or that this host never reports. */
export function checkType(host: HostContext, name: string, type: EventType, poll: number | undefined): void {
  checkOneOf(name, TYPES, type);
  if (host.remote === undefined) return;
  if (LOCK_TYPES.includes(type) && poll === undefined) {
    throw wrongValue(
      name,
      `without lock and unlock on a remote host, unless poll is set: Windows does not report them there`,
      type,
    );
  }
  if (LOCAL_TYPES.includes(type)) {
    throw wrongValue(
      name,
      `without ${LOCAL_TYPES.join(' and ')} on a remote host: Windows does not report them there`,
      type,
    );
  }
}
