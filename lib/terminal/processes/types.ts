import type { SessionRef } from '../../identity/session.js';
import type { Cancel } from '../../lane/cancel.js';

export interface Process {
  readonly host: string;
  readonly pid: number;
  readonly sessionId: number;
  /** `''` for the idle process. */
  readonly name: string;
  /** Of the user it runs as. Absent for other users' processes unless the caller is an administrator. */
  readonly sid: string | undefined;
  /** `'CORP\\anna'`: with the option `accounts`, and when the SID has a name. */
  readonly account: string | undefined;
}

export interface ProcessDetails extends Process {
  readonly threads: number | undefined;
  readonly handles: number | undefined;
  /** Windows keeps these four in 32 bits: beyond 4 GiB they wrap. */
  readonly workingSetBytes32: number | undefined;
  readonly peakWorkingSetBytes32: number | undefined;
  readonly pagefileBytes32: number | undefined;
  readonly peakPagefileBytes32: number | undefined;
  readonly userTimeMs: number | undefined;
  readonly kernelTimeMs: number | undefined;
}

export interface ProcessesOptions<D extends boolean = false> extends Cancel {
  readonly session?: SessionRef | undefined;
  /** The image name, `'explorer.exe'`; without regard to case. */
  readonly name?: string | undefined;
  readonly details?: D | undefined;
  /** Look the accounts of the SIDs up; once per SID, and remembered for a while. */
  readonly accounts?: boolean | undefined;
}
