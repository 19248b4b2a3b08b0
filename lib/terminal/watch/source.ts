import type { SessionDetails } from '../sessions/types.js';
import type { Happening } from './happening.js';
import type { SessionEvent } from './types.js';

export type GapReason = Extract<SessionEvent, { type: 'gap' }>['reason'];

/** What a source reports goes here. */
export interface SourceListener {
  /**
   * From now on nothing is missed: the time to take a snapshot, unless the source brings one. Comes again after every gap.
   */
  armed(snapshot?: readonly SessionDetails[]): void;
  happened(happening: Happening): void;
  /** All sessions as they are now, after what happened to them; also when nothing did. */
  listed(rows: readonly SessionDetails[]): void;
  /** Something was missed. `armed` follows, at once or when the source has found its way back. */
  gap(reason: GapReason, missed: number | undefined, time: number): void;
  /** It will not come back by itself. */
  failed(error: Error): void;
}

/** Reports what happens on a host, as long as somebody listens. */
export interface Source {
  open(listener: SourceListener): void;
  close(): void;
  /** Somebody who asked about the sessions was answered that there is no session manager. */
  withoutManager(): void;
  /** Is it armed, and with which snapshot? For those who come to listen later. */
  readonly state: { readonly armed: boolean; readonly snapshot?: readonly SessionDetails[] };
}
