import type { SessionRef } from '../../identity/session.js';
import type { Cancel } from '../../lane/cancel.js';

/** One process of a host. Frozen, without methods. */
export interface Process {
  /** The host's name. */
  readonly host: string;
  /** The process id. */
  readonly pid: number;
  /** The session that it runs in. */
  readonly sessionId: number;
  /** `''` for the idle process. */
  readonly name: string;
  /** The SID of its user. `undefined` for processes of other users, unless the caller is an administrator. */
  readonly sid: string | undefined;
  /** The account, such as `'CORP\\anna'`. Only with the option `accounts`, and only when the SID has a name. */
  readonly account: string | undefined;
  /** When Windows had listed it, by this machine's clock. All rows of one list share it. */
  readonly takenAt: Date;
}

/** A process with its counters. They are `undefined` where Windows answers only the older calls. */
export interface ProcessDetails extends Process {
  /** How many threads it has. */
  readonly threads: number | undefined;
  /** How many handles it has open. */
  readonly handles: number | undefined;
  /** Windows keeps these four values in 32 bits: beyond 4 GiB they begin at 0 again. */
  readonly workingSetBytes32: number | undefined;
  /** The largest working set so far. */
  readonly peakWorkingSetBytes32: number | undefined;
  /** Memory that it has committed. */
  readonly pagefileBytes32: number | undefined;
  /** The most memory that it has committed so far. */
  readonly peakPagefileBytes32: number | undefined;
  /** Processor time in user mode. */
  readonly userTimeMs: number | undefined;
  /** Processor time in kernel mode. */
  readonly kernelTimeMs: number | undefined;
}

/** The same with counters. */
export interface DetailedProcessesOptions extends ProcessesOptions {
  /** Rows with counters. */
  readonly details: true;
}

/** Which processes to list, and how much of them. */
export interface ProcessesOptions extends Cancel {
  /** Only those of this session. */
  readonly session?: SessionRef | undefined;
  /** The name of the program, such as `'explorer.exe'`; case does not matter. */
  readonly name?: string | undefined;
  /** Counters too. */
  readonly details?: boolean | undefined;
  /** Look up the account of each SID. Each is looked up once and kept for a while. */
  readonly accounts?: boolean | undefined;
}
