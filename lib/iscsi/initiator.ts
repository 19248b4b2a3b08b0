import type { Cancel } from '../lane/cancel.js';
import type { IscsiContext } from './context.js';
import { info } from './info/info.js';
import type { IscsiInfo } from './info/types.js';
import type { Iscsi } from './types.js';

/** An {@link Iscsi} over a backend. Every method has a file of its own. */
export class Initiator implements Iscsi {
  readonly #context: IscsiContext;

  constructor(context: IscsiContext) {
    this.#context = context;
  }

  async info(options?: Cancel): Promise<IscsiInfo> {
    return await info(this.#context, options);
  }
}
