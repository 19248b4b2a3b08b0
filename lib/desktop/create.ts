import { checkOptions, wrongType } from '../errors/arguments.js';
import { CANCEL, checkCancel } from '../lane/cancel.js';
import { type Asked, shareDesktop } from './context.js';
import { desktopError } from './hints.js';
import { checkHint, setRenderHint, windowOf } from './render-hint.js';
import { gatherStations } from './stations.js';
import type { DesktopModule, DesktopOptions } from './types.js';

/** The functions over one backend, which is asked for at each call, so that nothing native is loaded before the first one. */
export function createDesktop(backend: () => Asked): DesktopModule {
  const chosen = (given: unknown) => shareDesktop(given === undefined ? backend() : contractOf(given));
  const prepare = (options: DesktopOptions) => {
    checkOptions('options', options, ['backend', ...CANCEL]);
    checkCancel(options);
    return chosen(options.backend);
  };

  return {
    async windowStations(options = {}) {
      const context = prepare(options);
      const { signal, timeout } = options;
      return await context.waits.during({ signal, timeout }, wait =>
        context.lane.run(wait, ask => gatherStations(context, ask)),
      );
    },

    async inputDesktop(options = {}) {
      const { waits, lane, backend } = prepare(options);
      const { signal, timeout } = options;
      const answer = await waits.during({ signal, timeout }, wait =>
        lane.run(wait, ask => ask(thread => thread.call('OpenInputDesktop', {}))),
      );
      if (answer.ok) return Object.freeze({ name: answer.value, reason: undefined });
      return Object.freeze({ name: undefined, reason: desktopError(backend.localName(), answer).reason });
    },

    setRenderHint(window, hint, options = {}) {
      checkOptions('options', options, ['backend']);
      const checked = windowOf(window);
      setRenderHint(chosen(options.backend), checked, hint === undefined ? undefined : checkHint(hint));
    },
  };
}

/** The public `Backend` is the contract under a name that promises nothing. */
function contractOf(backend: unknown): Asked {
  const contract = backend as Partial<Asked>;
  if (typeof contract?.openCallThread !== 'function' || typeof contract.desktop?.setRenderHint !== 'function') {
    throw wrongType('options.backend', "a backend, such as a world's", backend);
  }
  return contract as Asked;
}
