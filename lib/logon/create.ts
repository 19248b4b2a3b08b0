import { checkOptions, wrongType } from '../errors/arguments.js';
import { luid } from '../identity/luid.js';
import { CANCEL, checkCancel } from '../lane/cancel.js';
import type { CallBackend } from '../lane/contract.js';
import { type Sessions, shareLogon } from './context.js';
import { gatherLogons, oneLogon } from './gather.js';
import type { LogonModule, LogonOptions } from './types.js';

/**
 * The functions over one backend, which is asked for at each call, so that nothing native is loaded before the first one.
 * `sessionsOf`: the terminal sessions of a backend.
 */
export function createLogon<B extends CallBackend>(
  backend: () => B,
  sessionsOf: (backend: B) => Sessions,
): LogonModule {
  const chosen = (options: LogonOptions, more: readonly string[]): B => {
    checkOptions('options', options, ['backend', ...more, ...CANCEL]);
    checkCancel(options);
    return options.backend === undefined ? backend() : contractOf<B>(options.backend);
  };

  return {
    async logonSessions(options = {}) {
      const from = chosen(options, ['session']);
      const { signal, timeout, session } = options;
      const context = shareLogon(from);
      if (session !== undefined) sessionsOf(from).check(session);
      return await context.waits.during({ signal, timeout }, async wait => {
        const list = () => context.lane.run(wait, ask => gatherLogons(context, ask));
        if (session === undefined) return Object.freeze(await list());
        const inIt = async (id: number) => (await list()).filter(it => it.sessionId === id);
        return Object.freeze(await sessionsOf(from).whileSame(session, 'LsaGetLogonSessionData', wait, inIt));
      });
    },

    async logonSession(id, options = {}) {
      const checked = luid.parse(id);
      const context = shareLogon(chosen(options, []));
      const { signal, timeout } = options;
      return await context.waits.during({ signal, timeout }, wait =>
        context.lane.run(wait, ask => oneLogon(context, ask, checked)),
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
