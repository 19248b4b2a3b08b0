import { checkOptions, wrongType } from '../../errors/arguments.js';
import { AbortError } from '../../errors/stop.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import type { HostContext } from '../host-context.js';
import { checkType } from './options.js';
import type { EventOf, EventType, OnceOptions } from './types.js';
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
  const { where, details, poll, signal, timeout } = options;
  return await host.waits.during({ signal, timeout }, async wait => {
    const one = watch(host, { where, details, poll, types: [type] });
    const event = new Promise<EventOf<T>>((resolve, reject) => {
      one.on(type, event => resolve(event));
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
