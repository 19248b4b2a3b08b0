import type { SessionDetails } from '../sessions/types.js';
import type { ObservedEvent } from './observed-event.js';
import type { SessionEvent } from './types.js';

export type GapReason = Extract<SessionEvent, { type: 'gap' }>['reason'];

export interface SourceListener {
  /**
   * From now on no event is missed: now is the time to take a snapshot, unless the source brings one. Called again after every
   * gap.
   */
  armed(snapshot?: readonly SessionDetails[]): void;
  happened(observed: ObservedEvent): void;
  /** All sessions as they are now. Called after their events, and also when there were none. */
  listed(rows: readonly SessionDetails[]): void;
  /** Events were missed. `armed` follows, at once or when the source works again. */
  gap(reason: GapReason, missed: number | undefined, time: number): void;
  /** The source does not work, and will not work again by itself. */
  failed(error: Error): void;
}

/** Reports what happens on a host, from `open` to `close`. */
export interface Source {
  open(listener: SourceListener): void;
  close(): void;
  /** Windows answered a question about sessions that there is no session manager. */
  noSessionManager(): void;
  /** Whether it is armed, and its snapshot, for listeners that join later. */
  readonly state: { readonly armed: boolean; readonly snapshot?: readonly SessionDetails[] };
}
