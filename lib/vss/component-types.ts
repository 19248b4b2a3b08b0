import type { Guid } from '../identity/guid-text.js';

/** Files of a component. */
export interface VssFiles {
  /** A folder, without wildcards. Windows takes variables such as `%SystemRoot%`. */
  readonly path: string;
  /** Names in it, such as `'*.mdb'`, without a backslash. */
  readonly spec: string;
  /** The folders below it, too. Not of a database. */
  readonly recursive?: boolean | undefined;
}

/** What a writer can have backed up as one thing. */
export interface VssComponent {
  /** How its files belong together. */
  readonly type: 'database' | 'fileGroup';
  /** Its name, without a backslash. */
  readonly name: string;
  /** What it lies under, such as an instance. */
  readonly logicalPath?: string | undefined;
  /** A text for people. */
  readonly caption?: string | undefined;
  /** May it be chosen by itself? Default of a writer: false. */
  readonly selectable?: boolean | undefined;
  /** What it consists of. */
  readonly files?: readonly VssFiles[] | undefined;
}

/** A component of a writer, as `writers()` lists it. */
export interface VssComponentRef {
  /** The writer's class: {@link VssWriterInfo.id}. */
  readonly writer: Guid;
  /** Of several writers of that class, the one. Default: all of them that have such a component. */
  readonly instance?: Guid | undefined;
  /** As the writer lists it. */
  readonly logicalPath?: string | undefined;
  /** As the writer lists it. */
  readonly name: string;
}

/** Whose data a writer has. */
export type VssUsage = 'bootableSystemState' | 'systemService' | 'userData' | 'other';
/** What kind of data it has. */
export type VssSource = 'transacted' | 'nonTransacted' | 'other';
/** Writers may do other things for each: with `'full'` some of them shorten their logs. */
export type VssBackupType = 'full' | 'incremental' | 'differential' | 'log' | 'copy' | 'other';

/** What Windows calls a writer for, or where a writer failed. */
export type VssPhase =
  | 'prepareBackup'
  | 'prepareSnapshot'
  | 'freeze'
  | 'thaw'
  | 'postSnapshot'
  | 'abort'
  | 'backupComplete'
  | 'backupShutdown'
  | 'preRestore'
  | 'postRestore';

/** Why a writer fails: `VSS_E_WRITERERROR_…`. */
export type VssFailure = 'inconsistentSnapshot' | 'outOfResources' | 'timeout' | 'retryable' | 'nonRetryable';
