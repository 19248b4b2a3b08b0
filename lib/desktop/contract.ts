import type { Answer } from '../base/answer.js';
import type { ArgsOf } from '../base/call.js';
import type { HINT_CALLS } from './calls.js';

export type RenderHintArgs = ArgsOf<(typeof HINT_CALLS)['WTSSetRenderHint']>;

/** What is asked at once. */
export interface DesktopContract {
  /** It is cheap, and windows belong to the thread that calls. The id of the hint. */
  setRenderHint(args: RenderHintArgs): Answer<bigint>;
}

/** What this domain needs of a backend besides threads. */
export interface DesktopBackend {
  readonly desktop: DesktopContract;
}
