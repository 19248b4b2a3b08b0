/// <reference lib="esnext.disposable" preserve="true" />
import type { WindowsError } from '../../errors/windows-error.js';
import type { Guid } from '../../identity/guid-text.js';
import type { GivenSignal } from '../../lane/cancel.js';
import type {
  VssBackupType,
  VssComponent,
  VssFailure,
  VssFiles,
  VssPhase,
  VssSource,
  VssUsage,
} from '../component-types.js';

/** What a writer says of itself. It is read when the writer is made, and not again. */
export interface VssWriterDefinition {
  /** Its class: a GUID that you make once, and that stays the same. */
  readonly id: Guid;
  /** Its name, for people. */
  readonly name: string;
  /** Which one of several of that class. Needed where several instances can be restored. */
  readonly instanceName?: string | undefined;
  /** Whose data it has. */
  readonly usage: VssUsage;
  /** What kind of data it has. */
  readonly source: VssSource;
  /** In which order writers freeze: front ends first. They thaw the other way round. Default: `'frontEnd'`. */
  readonly level?: 'frontEnd' | 'backEnd' | 'system' | undefined;
  /** How long it may be frozen before Windows gives up, in milliseconds. Default 60,000. */
  readonly freezeTimeout?: number | undefined;
  /**
   * How long a handler may take before the writer fails in its name, in milliseconds. Default 20,000 for freeze and for thaw, which is
   * `resume`; else 60,000. That of freeze is at most half of `freezeTimeout`.
   */
  readonly deadlines?: Readonly<Partial<Record<VssPhase, number>>> | undefined;
  /** What can be backed up. Fixed: Windows asks for it at any time and never waits for JavaScript. */
  readonly components?: readonly VssComponent[] | undefined;
  /** Files that nobody needs to back up. */
  readonly exclude?: readonly VssFiles[] | undefined;
  /** How requesters shall put the files back. Default `'ifCanReplace'`: to Windows a writer without any is at fault. */
  readonly restore?: 'ifNotThere' | 'ifCanReplace' | 'atReboot' | 'atRebootIfCannotReplace' | 'custom' | undefined;
}

/** What every handler gets. What a phase does not have in Windows is not in its type. */
export interface VssEvent<P extends VssPhase = VssPhase> {
  /** What Windows calls for. */
  readonly phase: P;
  /** Which backup or restore this belongs to. `undefined` where Windows has no id. Put it in every line of the log. */
  readonly sessionId: Guid | undefined;
  /** Is aborted at the deadline, when Windows gives the session up, and when the writer is closed. */
  readonly signal: GivenSignal;
  /** When the writer fails in the handler's name. */
  readonly deadline: Date;
}

/** An event of a backup. */
export interface VssBackupEvent<P extends VssPhase> extends VssEvent<P> {
  /** The set of snapshots; `undefined` where there is none. */
  readonly snapshotSetId: Guid | undefined;
  /** What is snapped. */
  readonly volumes: readonly string[];
}

/** An event before the freeze. */
export interface VssPrepareEvent<P extends VssPhase> extends VssBackupEvent<P> {
  /** What the snapshots are for. */
  readonly context:
    | 'backup'
    | 'fileShareBackup'
    | 'nasRollback'
    | 'appRollback'
    | 'clientAccessible'
    | 'clientAccessibleWriters'
    | 'unknown';
  /** `undefined` where the requester has not said it. */
  readonly backupType: VssBackupType | undefined;
  /**
   * What of this writer is backed up. `undefined` when the backup names no components. On a Windows without session ids also in
   * `prepareSnapshot`: Windows says it in `prepareBackup` alone, and without an id that cannot be matched.
   */
  readonly components: readonly VssNamedComponent[] | undefined;
}

/** A component that a requester has named. */
export interface VssNamedComponent {
  /** As the definition has it. */
  readonly logicalPath: string | undefined;
  /** As the definition has it. */
  readonly name: string;
}

/** `fail` stops this writer's part. `warn` lets the backup go on, and is shown in the writer's state. */
export type VssRefusal = (
  | {
      /** Why this writer's part stops. */
      readonly fail: VssFailure;
      /** Either the one or the other. */
      readonly warn?: undefined;
    }
  | {
      /** What went wrong though the backup goes on. */
      readonly warn: VssFailure;
      /** Either the one or the other. */
      readonly fail?: undefined;
    }
) & {
  /** A code of your own, from 0 to 0xFFFFFFFF. */
  readonly applicationCode?: number | undefined;
  /** For people: it is shown in the writer's state. */
  readonly message?: string | undefined;
};

/** A handler. What it returns, or resolves with, is the answer; to throw is `{ fail: 'nonRetryable' }`. */
export type VssHandler<E> = (
  event: E,
  // biome-ignore lint/suspicious/noConfusingVoidType: so an async function is typed that now refuses and now returns nothing
) => void | VssRefusal | PromiseLike<void> | PromiseLike<VssRefusal | undefined> | PromiseLike<VssRefusal | void>;

/** The handlers that any writer may have. Where one is absent, Windows is answered at once that all is well. */
export interface VssPlainHandlers {
  /** A backup begins. */
  readonly prepareBackup?: VssHandler<VssPrepareEvent<'prepareBackup'>> | undefined;
  /** The last moment for what takes long. */
  readonly prepareSnapshot?: VssHandler<VssPrepareEvent<'prepareSnapshot'>> | undefined;
  /** The snapshots are there. */
  readonly postSnapshot?: VssHandler<VssBackupEvent<'postSnapshot'>> | undefined;
  /** All was copied. */
  readonly backupComplete?: VssHandler<VssEvent<'backupComplete'>> | undefined;
  /** The requester is gone, also when it has crashed. The set may be that of an earlier session, after a crash. */
  readonly backupShutdown?:
    | ((
        event: VssEvent<'backupShutdown'> & {
          /** The set of snapshots; `undefined` where there is none. */
          readonly snapshotSetId: Guid | undefined;
        },
      ) => void)
    | undefined;
  /** Besides `resume`: Windows gave the session up. It may say so several times. */
  readonly abort?: ((event: VssEvent<'abort'>) => void) | undefined;
  /** Files are about to be put back. */
  readonly preRestore?: VssHandler<VssEvent<'preRestore'>> | undefined;
  /** Files were put back. */
  readonly postRestore?: VssHandler<VssEvent<'postRestore'>> | undefined;
}

/** Stop writing, and start again. */
export interface VssFreezeHandlers {
  /**
   * Writes nothing more until `resume`. While frozen, wait for no write to these volumes, and write no log there: writes are held up by
   * Windows.
   */
  readonly freeze: VssHandler<VssBackupEvent<'freeze'>>;
  /** Writes again. */
  readonly resume: (event: VssEvent<'thaw' | 'abort'>) => void | PromiseLike<void>;
}

/**
 * Who freezes must say how to resume. `resume` runs exactly once for each freeze that was delivered, after its promise has
 * settled: at thaw, at abort, when the freeze failed or was late, when the writer is closed, and when Windows never says anything again.
 */
export type VssHandlers = VssPlainHandlers &
  (
    | VssFreezeHandlers
    | {
        /** Absent: this writer does not freeze. */
        readonly freeze?: undefined;
        /** Absent, as `freeze` is. */
        readonly resume?: undefined;
      }
  );

/** A writer of this process. */
export interface VssWriter extends AsyncDisposable {
  /** Its class. */
  readonly id: Guid;
  /** False where Windows has writers switched off just now (safe mode, setup): nothing will be called. */
  readonly active: boolean;
  /**
   * What became of a call against the will of its handler: it threw, was late, or was answered without it; or Windows refused the failure
   * in its answer.
   *
   * @throws TypeError for a type that is none.
   */
  on(type: 'failed', listener: (event: VssEvent, error: unknown) => void): this;
  /** Windows refused what the writer says of itself: it goes on without this writer, and reports it to nobody else. */
  on(type: 'leftOut', listener: (error: WindowsError) => void): this;
  /**
   * Takes a listener away.
   *
   * @throws TypeError for a type that is none.
   */
  off(type: 'failed' | 'leftOut', listener: (...args: never[]) => void): this;
  /** It keeps the process alive, as it does from the beginning. */
  ref(): this;
  /** The process may end with it. */
  unref(): this;
  /**
   * Windows calls it no more. What is frozen resumes; handlers under way are answered for with `'retryable'`. A second call
   * waits for the first. It waits at most ten seconds for Windows and for what resumes. It never rejects.
   */
  close(): Promise<void>;
}
