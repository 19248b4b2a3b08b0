import type { Guid } from '../../identity/guid-text.js';
import type {
  VssBackupType,
  VssComponent,
  VssComponentRef,
  VssFailure,
  VssPhase,
  VssSource,
  VssUsage,
} from '../../vss/component-types.js';
import type { VssWriterStateName } from '../../vss/requester/types.js';
import type { Fault } from '../world/fault.js';

/** How another program backs up. */
export interface WorldBackup {
  /** Default: `'full'`. */
  readonly type?: VssBackupType | undefined;
  /** Default: `C:\`. */
  readonly volumes?: readonly string[] | undefined;
  /** What it names. Default: it names no components. */
  readonly components?: readonly VssComponentRef[] | undefined;
  /** Default: true. Without one, writers are not frozen. */
  readonly snapshot?: boolean | undefined;
  /**
   * It crashes when all writers have answered this phase. Where they are frozen then, Windows says so to them when the time to
   * thaw is up; else at once.
   */
  readonly crash?: VssPhase | undefined;
  /** Windows says nothing to the writers about the crash, ever. */
  readonly silent?: boolean | undefined;
}

/** How another program restores. */
export interface WorldRestore {
  /** Whose writers hear of it. Default: all of them. */
  readonly components?: readonly VssComponentRef[] | undefined;
}

/** A writer of another program. */
export interface WorldWriter {
  /** Its class. Default: one of its own. */
  readonly id?: Guid | undefined;
  /** Which one of several. */
  readonly instanceName?: string | undefined;
  /** Default: `'userData'`. */
  readonly usage?: VssUsage | undefined;
  /** Default: `'other'`. */
  readonly source?: VssSource | undefined;
  /** What it can have backed up. Default: nothing. */
  readonly components?: readonly VssComponent[] | undefined;
  /** What it shows before a session has changed it. Default: `'stable'`. */
  readonly state?: VssWriterStateName | undefined;
  /** Where it fails. */
  readonly fails?: VssPhase | undefined;
  /** With what. Default: `'nonRetryable'`. */
  readonly how?: VssFailure | undefined;
  /** Where it never answers; `'identify'`: when it is asked who it is. */
  readonly hangs?: VssPhase | 'identify' | undefined;
}

/** What a writer has answered. */
export interface WorldVssEvent {
  /** The writer's class. */
  readonly writer: Guid;
  /** What it was called for. */
  readonly phase: VssPhase;
  /** `'late'`: it was failed in its name, as its time was up. */
  readonly answer: 'ok' | 'warned' | 'failed' | 'late';
  /** Windows' name of its failure. */
  readonly code: string | undefined;
  /** What it said. */
  readonly message: string | undefined;
}

/** A backup or restore of another program. */
export interface WorldVssSession {
  /** Its id: writers get it with every call. */
  readonly id: Guid;
  /**
   * Runs until all writers have answered this phase, and stops there, or to its end where that comes first. After `'freeze'` it may
   * stop for ten seconds, which is how long Windows holds writes up: then the backup is given up.
   *
   * @throws RangeError when the session has no such phase.
   */
  until(phase: VssPhase): Promise<void>;
  /** Runs to its end, which may need time: `world.advance()`. It never rejects. */
  finish(): Promise<{
    /** No writer has failed, no other backup was making a set, and it was neither aborted nor crashed. */
    readonly ok: boolean;
    /** In the order in which they were answered. */
    readonly events: readonly WorldVssEvent[];
  }>;
  /** Gives up, as its program does. It never rejects. */
  abort(): Promise<void>;
}

/** The back door to VSS of this machine. Nothing here is a raw call. */
export interface VssControl {
  /**
   * Another program's backup: events go to the writers of this process, in order and with one session id. Time goes by on the
   * world's clock. From its first phase to `postSnapshot` it makes the one set of snapshots that a machine can make at a time: a
   * backup that begins within that ends at once, and calls no writer.
   */
  backup(options?: WorldBackup): WorldVssSession;
  /** Another program's restore. */
  restore(options?: WorldRestore): WorldVssSession;
  /** A writer of another program comes; its class. */
  writer(name: string, options?: WorldWriter): Guid;
  /** Writers are switched off until it ends: none hears anything, and those that subscribe are not active. */
  inactive(): Fault;
}
