import { checkOptions, wrongType } from '../../errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import type { VssComponentRef } from '../component-types.js';
import { RESTORE_STATUS } from '../words.js';
import { type Act, Acts } from './acts.js';
import { type FoundComponent, failedAmong, shown, takeRefs } from './components.js';
import type { Requester } from './requester.js';
import { selectComponents } from './select.js';
import { OpenSession } from './session.js';
import type { VssOutcomeOptions, VssRestore } from './types.js';

const BEGIN: Act = { after: 0, what: 'the begin of the restore', rule: 'a restore begins once' };
const END: Act = { after: 1, what: 'the end of the restore', rule: 'a restore ends once, after before()' };

/** An open restore. */
export class OpenRestore extends OpenSession implements VssRestore {
  readonly #acts: Acts;
  #components: readonly FoundComponent[] = [];

  constructor(requester: Requester) {
    super(requester);
    this.#acts = new Acts(requester);
  }

  async before(options: { readonly components: readonly VssComponentRef[] } & Cancel): Promise<void> {
    if (options === undefined) throw wrongType('options', 'an object', options);
    checkOptions('options', options, [...CANCEL, 'components']);
    checkCancel(options);
    const refs = takeRefs('options.components', options.components);
    const { requester } = this;
    await this.#acts.make(BEGIN, options, async (ask, begun) => {
      this.#components = await selectComponents({ requester, ask, begun, refs, writers: await this.gathered(ask) });
      begun();
      await requester.value(ask, 'IVssBackupComponents.PreRestore', {}, 'act');
    });
  }

  async after(options?: VssOutcomeOptions): Promise<void> {
    checkOptions('options', options, [...CANCEL, 'failed']);
    checkCancel(options);
    const refs = options?.failed === undefined ? [] : takeRefs('options.failed', options.failed);
    this.#acts.check(END);
    const failed = failedAmong(refs, this.#components);
    const { requester } = this;
    await this.#acts.make(END, options, async (ask, begun) => {
      for (const component of this.#components) {
        const { instance: _, ...it } = component;
        const status = failed.has(component) ? RESTORE_STATUS.failed : RESTORE_STATUS.all;
        const name = 'IVssBackupComponents.SetFileRestoreStatus';
        await requester.valueFor(`the component ${shown(it)}`, ask, name, { ...it, status });
      }
      begun();
      await requester.value(ask, 'IVssBackupComponents.PostRestore', {}, 'act');
    });
  }
}
