import {
  checkBoolean,
  checkDuration,
  checkOptions,
  checkUint32,
  outOfRange,
  wrongType,
  wrongValue,
} from '../../errors/arguments.js';
import { nearest } from '../../text/nearest.js';
import type { EventType, WatchOptions } from '../event-types.js';
import { checkCancel, type HostContext } from '../host-context.js';
import { ABOUT_TYPES } from './happening.js';

const TYPES: readonly EventType[] = ['snapshot', 'gap', ...ABOUT_TYPES];
const LOCK_TYPES: readonly EventType[] = ['lock', 'unlock'];
/** Nothing that a list shows tells of these. */
const LOCAL_TYPES: readonly EventType[] = ['remoteControl', 'desktopReady'];

export const DEFAULT_QUEUE = 1_000;

export function checkWatchOptions(host: HostContext, options: WatchOptions): void {
  checkOptions('options', options, ['where', 'types', 'details', 'poll', 'queue', 'signal']);
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

/** One type of event, and whether the host tells of it. */
export function checkType(host: HostContext, name: string, type: EventType, poll: number | undefined): void {
  if (!TYPES.includes(type)) {
    const meant = typeof type === 'string' ? nearest(type, TYPES) : undefined;
    throw wrongValue(name, `one of ${TYPES.join(', ')}${meant ? ` (did you mean ${meant}?)` : ''}`, type);
  }
  if (host.remote === undefined) return;
  if (LOCK_TYPES.includes(type) && poll === undefined) {
    throw wrongValue(
      name,
      `without lock and unlock on a remote host, unless poll is set: Windows tells nothing of them there`,
      type,
    );
  }
  if (LOCAL_TYPES.includes(type)) {
    throw wrongValue(
      name,
      `without ${LOCAL_TYPES.join(' and ')} on a remote host: Windows tells nothing of them there`,
      type,
    );
  }
}
