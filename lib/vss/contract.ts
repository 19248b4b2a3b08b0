import type { Answer } from '../base/answer.js';

/** What this domain needs of a backend besides the threads of requesters, which are plain. */
export interface VssContract {
  /** `CoInitializeSecurity`, at once and for the process. */
  initializeSecurity(question: { readonly impersonate: boolean }): Answer<undefined>;
  /** A writer that is still to be opened, with a thread of its own. */
  createWriter(listener: WriterListener): RawWriter;
}

/** The methods of a writer that Windows calls. Who it is, it is never asked here: that is answered from the question. */
export type HandlerName =
  | 'OnPrepareBackup'
  | 'OnPrepareSnapshot'
  | 'OnFreeze'
  | 'OnThaw'
  | 'OnPostSnapshot'
  | 'OnAbort'
  | 'OnBackupComplete'
  | 'OnBackupShutdown'
  | 'OnPreRestore'
  | 'OnPostRestore';

export interface RawFiles {
  readonly path: string;
  readonly spec: string;
  readonly recursive: boolean;
}

export interface RawComponent {
  readonly type: number;
  readonly logicalPath: string | undefined;
  readonly name: string;
  readonly caption: string | undefined;
  readonly selectable: boolean;
  readonly files: readonly RawFiles[];
}

/** What a writer is, and how a backend answers where JavaScript does not. */
export interface WriterQuestion {
  readonly id: string;
  readonly name: string;
  readonly instanceName: string | undefined;
  readonly usage: number;
  readonly source: number;
  readonly level: number;
  readonly freezeTimeout: number;
  readonly components: readonly RawComponent[];
  readonly exclude: readonly RawFiles[];
  readonly restoreMethod: number;
  /** The handlers that are delivered, and how long each may take. All others are answered at once that all is well. */
  readonly handlers: Readonly<Partial<Record<HandlerName, number>>>;
  /** How many calls may be delivered at a time. */
  readonly most: number;
  /** What is answered when the time is up; when there are too many, or nobody is there to answer; when Windows shuts writers down. */
  readonly late: TicketAnswer;
  readonly closed: TicketAnswer;
  readonly shuttingDown: TicketAnswer;
}

/** How a call is answered: `SetWriterFailureEx` where there is a code, and what the method returns. */
export interface TicketAnswer {
  readonly returns: boolean;
  /** 0: no failure is set. */
  readonly code: number;
  readonly applicationCode: number;
  readonly message: string | undefined;
}

/** One call of Windows, with all that may be asked in it, read on the thread that Windows called. */
export interface Ticket {
  /** For `answer`. Each has another one. */
  readonly id: number;
  readonly handler: HandlerName;
  /** Only zeroes, or a failure, where Windows has none. */
  readonly sessionId: Answer<string>;
  /** Only zeroes where there is none, and where it may not be asked. */
  readonly snapshotSetId: string;
  readonly volumes: readonly string[];
  readonly context: number;
  readonly backupType: number;
  /** `undefined` where the requester names none. */
  readonly components: readonly { readonly logicalPath: string | undefined; readonly name: string }[] | undefined;
  /** How many milliseconds ago Windows called. */
  readonly age: number;
  /** It was answered without JavaScript before it came here: the loop was blocked. No `gone` follows. */
  readonly isAnswered: boolean;
}

/** Why a call is not waited for any more. */
export type Unanswered = 'late' | 'closed' | 'shuttingDown';

export interface WriterListener {
  called(ticket: Ticket): void;
  /** It was answered without JavaScript. */
  gone(ticket: number, why: Unanswered): void;
  /** Windows did not take the failure that was its answer. Only what the method returned counts. */
  unsaid(ticket: number, code: number): void;
  /** Windows did not take a word of what the writer says of itself, so the writer is not part of that session. */
  leftOut(code: number): void;
}

/** A writer as a backend has it. It decides nothing. */
export interface RawWriter {
  /** Makes it and subscribes. Whether writers are active just now. When it fails nothing is left; it may not be tried again. */
  open(question: WriterQuestion): Promise<Answer<{ readonly active: boolean }>>;
  /** False when that call is not waited for any more. */
  answer(ticket: number, answer: TicketAnswer): boolean;
  /** Answers what is under way, and unsubscribes. Resolves when that is done. */
  shut(): Promise<void>;
  /** Nobody waits for it any more. It goes as soon as Windows lets go of it. */
  close(): void;
}
