import type { Backend } from '../base/backend.js';
import { checkOptions, checkTimeout, wrongType } from '../errors/arguments.js';
import type { CallBackend } from '../lane/contract.js';
import { shareIscsi } from './context.js';
import { Initiator } from './initiator.js';
import type { Iscsi, IscsiModule, IscsiOptions } from './types.js';

/** The `timeout` of calls that bring none: all are RPC. */
const TIMEOUT_MS = 30_000;

/** The functions over one backend, which is asked for at each call, so that nothing native is loaded before the first one. */
export function createIscsi(backend: () => CallBackend): IscsiModule {
  const plain = new WeakMap<CallBackend, Iscsi>();
  return {
    iscsi(options?: IscsiOptions): Iscsi {
      checkOptions('options', options, ['backend', 'timeout']);
      checkTimeout('options.timeout', options?.timeout);
      const chosen = options?.backend === undefined ? backend() : contractOf(options.backend);
      const shared = shareIscsi(chosen);
      if (options?.timeout !== undefined) return new Initiator({ ...shared, timeout: options.timeout });
      const known = plain.get(chosen) ?? new Initiator({ ...shared, timeout: TIMEOUT_MS });
      plain.set(chosen, known);
      return known;
    },
  };
}

/** The public {@link Backend} is the contract under a name that promises nothing. */
function contractOf(backend: Backend): CallBackend {
  const contract = backend as unknown as Partial<CallBackend>;
  if (typeof contract?.openCallThread !== 'function') {
    throw wrongType('options.backend', "a backend, such as a world's", backend);
  }
  return contract as CallBackend;
}
