import type { Answer } from '../base/answer.js';
import type { ArgsOf } from '../base/call.js';
import type { HINT_CALLS } from './calls.js';

export type RenderHintCall = (typeof HINT_CALLS)['WTSSetRenderHint'];
export type RenderHintArgs = ArgsOf<RenderHintCall>;

/** What is asked at once. */
export interface DesktopContract {
  /** It is cheap, and windows belong to the thread that calls. The id of the hint. `call`: its description, which a backend does not know. */
  setRenderHint(call: RenderHintCall, args: RenderHintArgs): Answer<bigint>;
}

/** What this domain needs of a backend besides threads. */
export interface DesktopBackend {
  readonly desktop: DesktopContract;
}
