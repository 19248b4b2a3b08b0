import { checkOptions, wrongType } from '../errors/arguments.js';
import { guid } from '../identity/guid.js';
import { CANCEL, checkCancel } from '../lane/cancel.js';
import type { CallBackend } from '../lane/contract.js';
import { activate } from './activate.js';
import { canActivate } from './can-activate.js';
import { type Sessions, shareMoniker } from './context.js';
import type { MonikerModule, MonikerOptions } from './types.js';

/**
 * The functions over one backend, which is asked for at each call, so that nothing native is loaded before the first one.
 * `sessionsOf`: the terminal sessions of a backend.
 */
export function createMoniker<B extends CallBackend>(
  backend: () => B,
  sessionsOf: (backend: B) => Sessions,
): MonikerModule {
  const chosen = (options: MonikerOptions): B => {
    checkOptions('options', options, ['backend', ...CANCEL]);
    checkCancel(options);
    return options.backend === undefined ? backend() : contractOf<B>(options.backend);
  };

  return {
    async canActivateInSession(clsid, options = {}) {
      const checked = guid.parse(clsid);
      const context = shareMoniker(chosen(options));
      const { signal, timeout } = options;
      return await context.waits.during({ signal, timeout }, wait => canActivate(context, wait, checked));
    },

    async activateInSession(ref, clsid, options = {}) {
      const checked = guid.parse(clsid);
      const from = chosen(options);
      const sessions = sessionsOf(from);
      sessions.check(ref);
      const context = shareMoniker(from);
      const { signal, timeout } = options;
      return await context.waits.during({ signal, timeout }, wait =>
        activate(context, sessions, wait, { ref, clsid: checked }),
      );
    },
  };
}

/** The public `Backend` is the contract under a name that promises nothing. */
function contractOf<B extends CallBackend>(backend: unknown): B {
  const contract = backend as Partial<B>;
  if (typeof contract?.openCallThread !== 'function') {
    throw wrongType('options.backend', "a backend, such as a world's", backend);
  }
  return contract as B;
}
