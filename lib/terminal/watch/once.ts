import { checkOptions, wrongType } from '../../errors/arguments.js';
import { AbortError } from '../../errors/stop.js';
import { throwIfAborted, whenStopped } from '../../lane/stopping.js';
import type { EventOf, EventType, OnceOptions } from '../event-types.js';
import { CANCEL, checkCancel, type HostContext } from '../host-context.js';
import { checkType } from './options.js';
import { watch } from './watch.js';

/** The next event of a type. */
export async function once<T extends EventType>(
  host: HostContext,
  type: T,
  options: OnceOptions = {},
): Promise<EventOf<T>> {
  if (typeof type !== 'string') throw wrongType('type', 'a type of event', type);
  checkType(host, 'type', type, options?.poll);
  checkOptions('options', options, ['where', 'details', 'poll', ...CANCEL]);
  checkCancel(options);
  throwIfAborted(options);
  const { where, details, poll, signal, timeout } = options;
  const one = watch(host, { where, details, poll, types: [type] });
  return await new Promise<EventOf<T>>((resolve, reject) => {
    const done = (how: () => void) => {
      unwatch();
      one.close();
      how();
    };
    const unwatch = whenStopped(host.backend.clock, { signal, timeout }, error => done(() => reject(error())));
    one.on(type, event => done(() => resolve(event)));
    one.on('error', error => done(() => reject(error)));
    one.ready.catch(error => {
      if (!(error instanceof AbortError)) done(() => reject(error));
    });
  });
}
