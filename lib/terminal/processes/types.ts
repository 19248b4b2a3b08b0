import type { SessionRef } from '../../identity/session.js';
import type { Cancel } from '../../lane/cancel.js';

export interface Process {
  readonly host: string;
  readonly pid: number;
  readonly sessionId: number;
  /** `''` for the idle process. */
  readonly name: string;
  /** The SID of its user. `undefined` for processes of other users, unless the caller is an administrator. */
  readonly sid: string | undefined;
  /** The account, such as `'CORP\\anna'`. Only with the option `accounts`, and only when the SID has a name. */
  readonly account: string | undefined;
}

export interface ProcessDetails extends Process {
  readonly threads: number | undefined;
  readonly handles: number | undefined;
  /** Windows keeps these four values in 32 bits: beyond 4 GiB they begin at 0 again. */
  readonly workingSetBytes32: number | undefined;
  readonly peakWorkingSetBytes32: number | undefined;
  readonly pagefileBytes32: number | undefined;
  readonly peakPagefileBytes32: number | undefined;
  readonly userTimeMs: number | undefined;
  readonly kernelTimeMs: number | undefined;
}

export interface ProcessesOptions<D extends boolean = false> extends Cancel {
  readonly session?: SessionRef | undefined;
  /** The name of the program, such as `'explorer.exe'`; case does not matter. */
  readonly name?: string | undefined;
  readonly details?: D | undefined;
  /** Look up the account of each SID. Each is looked up once and kept for a while. */
  readonly accounts?: boolean | undefined;
}
