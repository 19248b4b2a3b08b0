import type { Fault } from './fault.js';
import type { FaultLimits } from './faults.js';
import type { BufferShape } from './raw-call.js';

/** The back door to one host, as far as no domain is concerned: its services, its clock, the network and faults. */
export interface MachineControl {
  /** The name of the host. */
  readonly name: string;
  /** A service is stopped until the fault ends; then it runs and answers again. */
  stopService(name: string): Fault;
  /**
   * The clock of this machine is set. No time goes by, nothing becomes due, and what has happened keeps its times;
   * `advance` moves the clocks of all hosts alike.
   * @throws TypeError for the local host of a world that goes by another clock: set that one.
   */
  setClock(to: Date | number): void;

  /**
   * Calls fail with RPC_S_SERVER_UNAVAILABLE, also those that wait for events, but a handle is still given out: Windows does not
   * check.
   */
  unreachable(): Fault;
  /** No call is answered until the fault ends; then all are. */
  hang(): Fault;
  /**
   * Calls fail.
   * @param how.code Windows' code: `'ERROR_ACCESS_DENIED'`, `'WIN32_4711'` or a number.
   */
  fail(syscall: string, how: FaultLimits & { readonly code: string | number }): Fault;
  /** Success with a spoiled buffer. Where a shape does not fit an answer, that answer stays as it is. */
  spoil(syscall: string, shape: BufferShape, limits?: FaultLimits): Fault;
  /** Calls are answered later, on the world's clock. */
  delay(syscall: string, ms: number, limits?: FaultLimits): Fault;
  /** Calls are answered when the fault ends. */
  hold(syscall: string, limits?: FaultLimits): Fault;
}
