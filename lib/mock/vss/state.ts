import type { Guid } from '../../identity/guid-text.js';
import { VSS_CODES } from '../../vss/codes.js';
import type { VssPhase } from '../../vss/component-types.js';
import type { HandlerName, RawComponent } from '../../vss/contract.js';

/** A component that a requester has named, of one writer. */
export interface NamedComponent {
  readonly type: number;
  readonly logicalPath: string | undefined;
  readonly name: string;
}

/** Everything about a backup or restore that a writer may ask in a call. */
export interface WriterCall {
  readonly handler: HandlerName;
  /** `undefined` on a Windows without ids. */
  readonly sessionId: Guid | undefined;
  readonly snapshotSetId: Guid;
  readonly volumes: readonly string[];
  readonly context: number;
  readonly backupType: number;
  /** Of this writer; `undefined` where the requester names none at all. */
  readonly components: readonly NamedComponent[] | undefined;
}

/** How a writer has answered. */
export interface WriterAnswer {
  readonly answer: 'ok' | 'warned' | 'failed' | 'late';
  readonly code: number;
  readonly applicationCode: number;
  readonly message: string | undefined;
}

export const OK: WriterAnswer = { answer: 'ok', code: 0, applicationCode: 1, message: undefined };

/** A method has returned false, and Windows knows of no failure. Which one it then shows was not seen. */
export const UNSAID: WriterAnswer = {
  answer: 'failed',
  code: VSS_CODES.VSS_E_WRITERERROR_NONRETRYABLE,
  applicationCode: 1,
  message: undefined,
};

/** A writer as sessions see it: of this process, or of another program. */
export interface WriterEnd {
  readonly id: Guid;
  readonly instanceId: Guid;
  readonly name: string;
  readonly instanceName: string | undefined;
  readonly usage: number;
  readonly source: number;
  readonly level: number;
  readonly freezeTimeout: number;
  readonly components: readonly RawComponent[];
  /** Settles when the writer has answered; never where it hangs. */
  call(call: WriterCall): Promise<WriterAnswer>;
  /** It does not even say who it is. */
  readonly isMute: boolean;
  /** Whether Windows takes what it says of itself; it is asked as a session begins. One that is not taken is not part of it. */
  isTaken(): boolean;
  /** What it shows before a session has changed it. */
  readonly shown: { readonly state: number; readonly code: number };
}

export const HANDLER_OF: Readonly<Record<VssPhase, HandlerName>> = {
  prepareBackup: 'OnPrepareBackup',
  prepareSnapshot: 'OnPrepareSnapshot',
  freeze: 'OnFreeze',
  thaw: 'OnThaw',
  postSnapshot: 'OnPostSnapshot',
  abort: 'OnAbort',
  backupComplete: 'OnBackupComplete',
  backupShutdown: 'OnBackupShutdown',
  preRestore: 'OnPreRestore',
  postRestore: 'OnPostRestore',
};
