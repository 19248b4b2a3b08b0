/// <reference lib="esnext.disposable" preserve="true" />
import type { Guid } from '../../identity/guid-text.js';
import type { Cancel } from '../../lane/cancel.js';
import type {
  VssBackupType,
  VssComponent,
  VssComponentRef,
  VssPhase,
  VssSource,
  VssUsage,
} from '../component-types.js';
import type { VssOptions } from '../options.js';

/** How a backup is opened. */
export interface VssBackupOptions extends VssOptions {
  /** Default `'copy'`: `'full'` lets writers shorten their logs. */
  readonly type?: VssBackupType | undefined;
  /** The state that Windows needs to start is backed up, too. Default false. */
  readonly bootableSystemState?: boolean | undefined;
  /** The only writer classes that are asked, or those that are not. Default: all are asked. */
  readonly writers?:
    | {
        /** The only ones that are asked. */
        readonly only: readonly Guid[];
        /** Either the one or the other. */
        readonly except?: undefined;
      }
    | {
        /** All others are asked. */
        readonly except: readonly Guid[];
        /** Either the one or the other. */
        readonly only?: undefined;
      }
    | undefined;
}

/** A writer, as it describes itself. */
export interface VssWriterInfo {
  /** Its class: the same on every machine. */
  readonly id: Guid;
  /** This one of it: another one each time that it subscribes. */
  readonly instanceId: Guid;
  /** Its name. */
  readonly name: string;
  /** Of several instances, the name of this one. */
  readonly instanceName: string | undefined;
  /** Whose data it has. */
  readonly usage: VssUsage;
  /** What kind of data it has. */
  readonly source: VssSource;
  /** What it can have backed up. */
  readonly components: readonly VssComponent[];
}

/** What a writer is waiting for. */
export type VssWriterStateName =
  | 'unknown'
  | 'stable'
  | 'waitingForFreeze'
  | 'waitingForThaw'
  | 'waitingForPostSnapshot'
  | 'waitingForBackupComplete'
  | 'failed';

/** The state of a writer in one session. */
export interface VssWriterState {
  /** Its class. */
  readonly id: Guid;
  /** This one of it. */
  readonly instanceId: Guid;
  /** Its name. */
  readonly name: string;
  /** What it is waiting for; `'failed'` is a state and no exception. */
  readonly state: VssWriterStateName;
  /** Where it failed. `undefined` where it has not, and where it failed when it was asked who it is. */
  readonly failedAt: VssPhase | undefined;
  /** Windows' name of its failure, such as `'VSS_E_WRITERERROR_TIMEOUT'`; `undefined` when there was none. */
  readonly code: string | undefined;
  /** A code of its own, by its name where it is one of Windows'. */
  readonly applicationCode: string | undefined;
  /** What it said, in its own words. */
  readonly message: string | undefined;
}

/** A requester's end of one session, on a thread of its own. Used once. */
export interface VssSession extends AsyncDisposable {
  /**
   * The id of the session: put it in every message about it, as writers do. `undefined` on a Windows that has none, and as long
   * as Windows has none to report.
   */
  readonly id: Guid | undefined;
  /**
   * Asks every writer who it is, once; later calls get the same answer. It takes minutes where a writer hangs. What the first
   * call rejects with, later ones do, too.
   *
   * Windows: [GatherWriterMetadata](https://learn.microsoft.com/windows/win32/api/vsbackup/nf-vsbackup-ivssbackupcomponents-gatherwritermetadata).
   * @throws {@link WindowsError} with reason `'unreachable'` when the infrastructure of writers does not answer.
   */
  writers(options?: Cancel): Promise<readonly VssWriterInfo[]>;
  /**
   * The states of the writers in this session. A diagnosis of this session and not a monitor of writers.
   *
   * Windows: [GatherWriterStatus](https://learn.microsoft.com/windows/win32/api/vsbackup/nf-vsbackup-ivssbackupcomponents-gatherwriterstatus).
   * @throws {@link WindowsError} as `writers()` does.
   */
  writerStates(options?: Cancel): Promise<readonly VssWriterState[]>;
  /**
   * Ends the session: aborts it exactly when that is owed, and gives everything back, snapshots that do not outlive it
   * included. Calls under way reject with an `AbortError`. A second call waits for the first. It waits at most ten seconds for
   * Windows; a thread that Windows holds for longer does the rest when it comes back. It never rejects.
   */
  close(): Promise<void>;
}

/** What a snapshot is made with. */
export interface VssSnapshotOptions extends Cancel {
  /**
   * What is backed up: writers learn whether that succeeded, and the document can restore it. Default: no components are
   * named.
   */
  readonly components?: readonly VssComponentRef[] | undefined;
}

/** How a backup or a restore ended. */
export interface VssOutcomeOptions extends Cancel {
  /** The components that were not backed up or put back. All others were. */
  readonly failed?: readonly VssComponentRef[] | undefined;
}

/** A backup. */
export interface VssBackup extends VssSession {
  /**
   * Prepares, freezes, snaps and thaws. Once in a session, and one at a time on a machine: reason `'busy'` otherwise. A failure of a writer is
   * seen in `writerStates()`.
   *
   * Windows: [DoSnapshotSet](https://learn.microsoft.com/windows/win32/api/vsbackup/nf-vsbackup-ivssbackupcomponents-dosnapshotset).
   * @param volumes Such as `'C:\\'`, a folder that a volume is mounted at, or `\\?\Volume{…}`. The backslash at the end may be
   * left out.
   * @throws {@link WindowsError} with reason `'busy'` while another set is made, `'not-found'` for a volume or component that is
   * none, `'not-supported'` for a volume that cannot be snapped; also `'unreachable'`, `'access-denied'`, `'other'`.
   * When a stop comes too late the `outcome` of the error is `'unknown'`; then only `close()` is left. What fails before the backup has begun,
   * such as a component that no writer has, may be tried again.
   */
  snapshot(volumes: readonly string[], options?: VssSnapshotOptions): Promise<VssSnapshotSet>;
  /**
   * Reports to the writers what was backed up, and ends the backup. Until Windows was asked for that it may be tried again.
   *
   * Windows: [BackupComplete](https://learn.microsoft.com/windows/win32/api/vsbackup/nf-vsbackup-ivssbackupcomponents-backupcomplete).
   * @returns The components document, for a later restore.
   * @throws {@link WindowsError}; an `Error` with code `'ERR_INVALID_STATE'` without a snapshot.
   */
  complete(options?: VssOutcomeOptions): Promise<string>;
}

/** A restore. */
export interface VssRestore extends VssSession {
  /**
   * Reports to the writers of these components that files are about to be put back. What fails before the first of them is selected may be
   * tried again.
   *
   * Windows: [PreRestore](https://learn.microsoft.com/windows/win32/api/vsbackup/nf-vsbackup-ivssbackupcomponents-prerestore).
   * @throws {@link WindowsError} with reason `'not-found'` for a component that the document does not have, or whose writer does not run.
   */
  before(
    options: {
      /** What is put back. */
      readonly components: readonly VssComponentRef[];
    } & Cancel,
  ): Promise<void>;
  /**
   * Reports to them that the files are back. Until Windows was asked for that it may be tried again.
   *
   * Windows: [PostRestore](https://learn.microsoft.com/windows/win32/api/vsbackup/nf-vsbackup-ivssbackupcomponents-postrestore).
   * @throws {@link WindowsError}; an `Error` with code `'ERR_INVALID_STATE'` without `before()`.
   */
  after(options?: VssOutcomeOptions): Promise<void>;
}

/** Snapshots that were made at one moment. They go when their session is closed. */
export interface VssSnapshotSet {
  /** Of all of them. */
  readonly id: Guid;
  /** One for each volume, in the order in which the volumes were given. */
  readonly snapshots: readonly VssSnapshot[];
}

/** The snapshot of one volume. */
export interface VssSnapshot {
  /** Its own id. */
  readonly id: Guid;
  /** The volume as it was given, with a backslash at its end. */
  readonly volume: string;
  /** What to copy from, such as `\\?\GLOBALROOT\Device\HarddiskVolumeShadowCopy1`. Add a backslash and a path. */
  readonly device: string;
}
