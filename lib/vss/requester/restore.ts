import { checkOptions, wrongType } from '../../errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import type { VssComponentRef } from '../component-types.js';
import { RESTORE_STATUS } from '../words.js';
import { type FoundComponent, failedAmong, takeRefs } from './components.js';
import { selectComponents } from './select.js';
import { OpenSession } from './session.js';
import type { VssOutcomeOptions, VssRestore } from './types.js';

/** An open restore. */
export class OpenRestore extends OpenSession implements VssRestore {
  #components: readonly FoundComponent[] = [];
  #step: 'open' | 'beginning' | 'begun' | 'over' = 'open';

  async before(options: { readonly components: readonly VssComponentRef[] } & Cancel): Promise<void> {
    if (options === undefined) throw wrongType('options', 'an object', options);
    checkOptions('options', options, [...CANCEL, 'components']);
    checkCancel(options);
    const refs = takeRefs('options.components', options.components);
    if (this.#step !== 'open') throw this.requester.invalidState('Not now: a restore begins once');
    this.#step = 'beginning';
    const { requester } = this;
    await requester.decide(
      'the begin of the restore',
      { signal: options.signal, timeout: options.timeout },
      async ask => {
        this.#components = await selectComponents(requester, ask, refs, await this.gathered(ask));
        await requester.value(ask, 'IVssBackupComponents.PreRestore', {}, 'act');
      },
    );
    this.#step = 'begun';
  }

  async after(options?: VssOutcomeOptions): Promise<void> {
    checkOptions('options', options, [...CANCEL, 'failed']);
    checkCancel(options);
    const refs = options?.failed === undefined ? [] : takeRefs('options.failed', options.failed);
    const failed = failedAmong(refs, this.#components);
    if (this.#step !== 'begun') throw this.requester.invalidState('Not now: a restore ends once, after before()');
    this.#step = 'over';
    const { requester } = this;
    await requester.decide(
      'the end of the restore',
      { signal: options?.signal, timeout: options?.timeout },
      async ask => {
        for (const component of this.#components) {
          const { instance: _, ...it } = component;
          const status = failed.has(component) ? RESTORE_STATUS.failed : RESTORE_STATUS.all;
          await requester.value(ask, 'IVssBackupComponents.SetFileRestoreStatus', { ...it, status });
        }
        await requester.value(ask, 'IVssBackupComponents.PostRestore', {}, 'act');
      },
    );
  }
}
