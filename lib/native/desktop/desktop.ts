import type { Answer } from '../../base/answer.js';
import { ticks } from '../../base/call.js';
import type { DesktopContract, RenderHintArgs, RenderHintCall } from '../../desktop/contract.js';
import { wordsOf } from '../bridge/codec.js';
import type { Environment } from '../bridge/environment.js';
import { answerReader } from '../bridge/unpackers.js';

const readHint = answerReader(ticks);

/** The desktop domain over the addon, as far as it is asked at once. */
export class NativeDesktop implements DesktopContract {
  readonly #load: () => Environment;

  /** The environment, and with it the addon, is loaded by the first question. */
  constructor(load: () => Environment) {
    this.#load = load;
  }

  setRenderHint(call: RenderHintCall, args: RenderHintArgs): Answer<bigint> {
    const environment = this.#load();
    environment.addon.setRenderHint(Uint32Array.from(wordsOf(call, args).words));
    const pack = environment.pack.open();
    const answer = readHint(pack);
    pack.close();
    return answer;
  }
}
