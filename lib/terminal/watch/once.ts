import { checkOptions, wrongType, wrongValue } from '../../errors/arguments.js';
import { AbortError } from '../../errors/stop.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import type { HostContext } from '../host-context.js';
import { checkType } from './options.js';
import type { EventOf, EventType, OnceOptions } from './types.js';
import { watch } from './watch.js';

/** The next event of a type, or of any of several. */
export async function once<T extends EventType>(
  host: HostContext,
  type: T | readonly T[],
  options: OnceOptions = {},
): Promise<EventOf<T>> {
  const types: readonly T[] = typeof type === 'string' ? [type as T] : (type as readonly T[]);
  if (!Array.isArray(types)) throw wrongType('type', 'a type of event, or several', type);
  if (types.length === 0) throw wrongValue('type', 'at least one type of event', type);
  for (const it of types as readonly unknown[]) {
    if (typeof it !== 'string') throw wrongType('type', 'a type of event', it);
    checkType(host, 'type', it as EventType, options?.poll);
  }
  checkOptions('options', options, ['where', 'details', 'poll', ...CANCEL]);
  checkCancel(options);
  const { where, details, poll, signal, timeout } = options;
  return await host.waits.during({ signal, timeout }, async wait => {
    const one = watch(host, { where, details, poll, types });
    const event = new Promise<EventOf<T>>((resolve, reject) => {
      for (const it of types) one.on(it, event => resolve(event as EventOf<T>));
      one.on('error', reject);
      one.ready.catch(error => {
        if (!(error instanceof AbortError)) reject(error);
      });
    });
    try {
      return await wait.for(event);
    } finally {
      one.close();
    }
  });
}
