import type { Host } from '../setup/host.js';
import type { CreateWorld, Outstanding } from '../world-room.js';

/** What one suite found. */
export interface SuiteResult {
  readonly name: string;
  readonly passed: number;
  readonly failures: readonly string[];
  /** How long the tests of each domain took, where a suite has domains. */
  readonly domains?: Readonly<Record<string, number>>;
}

/** What every suite is given. */
export interface Lab {
  readonly host: Host;
  /** The host's program, by its path on this machine. */
  readonly exe: string;
  readonly port: number;
  readonly createWorld: CreateWorld;
  /** What the stand-ins of a suite's processes told, and what went wrong in the world server on their behalf. */
  remains(
    suite: string,
  ): readonly { readonly token: string; readonly out: Outstanding; readonly complaints: string[] }[];
  /** The programs of the world of a process. */
  programs(token: string): readonly { readonly name: string; readonly running: boolean }[];
  /** Ends the lines of RPC of a process that is gone: a Wine may keep those of one that was ended. */
  hangUp(token: string): void;
  /** What the world of a process was asked, with what it was answered where that is in the record. */
  calls(token: string): readonly { readonly name: string; readonly args: readonly unknown[] }[];
  /** The domains whose contract is tested. */
  readonly domains: readonly string[];
  /** Only tests whose name, or edges whose file, holds it. Then a suite may have none. */
  readonly only: string | undefined;
  /** The fault campaign tries one code of each class. */
  readonly sparing: boolean;
}

/** A buffer not given back, freed wrongly or a complaint of the world server is a failure of the suite. `mayLeave`: so many buffers are none. */
export function remainsOf(lab: Lab, suite: string, mayLeave = 0): string[] {
  return lab
    .remains(suite)
    .flatMap(({ token, out, complaints }) => [
      ...(out.buffers > mayLeave ? [`${token}: ${out.buffers} buffers were never freed`] : []),
      ...out.misuses.map(misuse => `${token}: ${misuse}`),
      ...complaints.map(complaint => `${token}: ${complaint}`),
    ]);
}
