import type { VssCalls, WriterCalls } from '../../../vss/calls.js';
import type { Rules } from '../../world/raw-call.js';
import type { ComponentsObject } from '../components-object.js';

/** What the rules of requesters need. */
export interface Made {
  /** The object of the thread that asks; made by the first call, and gone with the last. */
  object(): ComponentsObject | undefined;
  make(): void;
  drop(): void;
  /** Whether the service can answer. */
  readonly isRunning: boolean;
}

export type RequesterRules = Rules<VssCalls, Made>;
export type WriterRules<M> = Rules<WriterCalls, M>;
