import type { Answer } from '../../base/answer.js';
import type { RawWriter, VssContract, WriterListener } from '../../vss/contract.js';
import type { Environment } from '../bridge/environment.js';
import { NativeWriter } from './writer.js';

/** VSS over the addon, besides the threads of requesters. */
export class NativeVss implements VssContract {
  readonly #load: () => Environment;

  /** The environment, and with it the addon, is loaded by the first question. */
  constructor(load: () => Environment) {
    this.#load = load;
  }

  initializeSecurity({ impersonate }: { readonly impersonate: boolean }): Answer<undefined> {
    const code = this.#load().addon.initializeComSecurity(impersonate);
    return code === 0 ? { ok: true, value: undefined } : { ok: false, syscall: 'CoInitializeSecurity', code };
  }

  createWriter(listener: WriterListener): RawWriter {
    return new NativeWriter(this.#load, listener);
  }
}
