import type { Scenario } from '../terminal/capture/scenario.js';
import type { Backend } from '../winstation-types.js';
import type { DesktopControl } from './desktop/control-types.js';
import type { IscsiControl } from './iscsi/control-types.js';
import type { LogonControl } from './logon/control-types.js';
import type { Modules } from './modules.js';
import type { MonikerControl } from './moniker/control-types.js';
import type { ActsControl } from './terminal/acts-control-types.js';
import type { ProviderCall } from './terminal/connections.js';
import type { TerminalControl } from './terminal/control-types.js';
import type { ServiceName as TerminalServiceName } from './terminal/host.js';
import type { VssControl } from './vss/control-types.js';
import type { MachineControl } from './world/control-types.js';
import type { Fault } from './world/fault.js';
import type { Call } from './world/record.js';

/** The services that a world lets stop. */
export type ServiceName = TerminalServiceName | 'MSiSCSI' | 'VSS';

/** The back door to one host: what people, programs and the network do there. Nothing here is a raw call. */
export interface WorldHost extends MachineControl, TerminalControl, ActsControl, LogonControl {
  /**
   * A service is stopped until the fault ends; then it runs and answers again. `'TermService'` is what
   * `stopTerminalServices` stops. `'LSM'` is the Local Session Manager, which answers for sessions: registrations are gone,
   * waits break, calls fail with RPC_S_INVALID_BINDING (on another machine with RPC_S_SERVER_UNAVAILABLE). The sessions
   * themselves stay. Nothing is reported when it runs again. `'MSiSCSI'` answers everything about iSCSI; its sessions stay.
   * `'VSS'` cannot be started: no session of VSS can be opened.
   */
  stopService(name: ServiceName): Fault;
}

/**
 * A simulated Windows: hosts, sessions, processes, a clock and faults. The world itself is also the back door to the local
 * host.
 */
export interface World extends WorldHost {
  /** All of `winstation`, over this world: inject it, or give it to `vi.mock` or `jest.mock`. */
  readonly module: Modules['winstation'];
  /**
   * The same for each import of the package, by its name; `modules.winstation` is `module`.
   * @example for (const [name, module] of Object.entries(world.modules)) vi.doMock(name, () => module);
   */
  readonly modules: Modules;
  /** For `localHost({ backend })` and `openHost(name, { backend })`. */
  readonly backend: Backend;
  /** What the world's clock shows. */
  readonly now: Date;
  /** Every raw call made so far, in order. */
  readonly calls: readonly Call[];
  /** The back door to this machine's iSCSI initiator and its network. */
  readonly iscsi: IscsiControl;
  /** The back door to the desktops and windows of this machine. */
  readonly desktop: DesktopControl;
  /** The back door to the COM classes of this machine, as far as session monikers are concerned. */
  readonly com: MonikerControl;
  /**
   * What Windows would say to the protocol provider of this machine, in order: for each client that connects which session it
   * wants, which it gets, and that its user is in. The GUID is that of the connection: it changes at a reconnect, the number does
   * not. No other program hears this, and nothing documents that the GUID is a session's activity id.
   */
  readonly connections: readonly ProviderCall[];
  /** The back door to VSS of this machine: backups of other programs, and their writers. */
  readonly vss: VssControl;
  /** Empties `calls`. */
  clearCalls(): void;
  /** The back door to a host; one that the world does not know yet is made. */
  host(name: string): WorldHost;
  /** This Windows lacks the export: calls of it fail with ERROR_PROC_NOT_FOUND and are not recorded, as nothing is called. */
  remove(syscall: string): Fault;
  /**
   * This machine restarts: all users are logged off, its services stop and come back, iSCSI begins again with other ids, and other
   * programs' backups are gone without a word to their writers. The program that asks goes on, as no program would.
   */
  restart(): void;
  /**
   * Moves the world's own clock, fires what becomes due in order, and lets promise jobs run in between.
   * @throws `RangeError` for time that does not move forward; `TypeError` in a world that goes by another clock.
   */
  advance(ms: number): Promise<void>;
  /**
   * Resolves when everything that can go on without time or help has gone on. Code that goes on by more than a hundred promise
   * jobs in a row, without any raw call or event in between, is not waited for. It never rejects.
   */
  settled(): Promise<void>;
  /**
   * Plays a recording on this machine: each event at its time after now, on the world's clock, with the session as it was
   * recorded. Make the world of `recording.start` first. The world's own clock is moved along; another one is followed, and
   * the promise resolves when it has come to the last event. What a recording without `details` leaves open is assumed.
   * @throws TypeError with code `'ERR_INVALID_RECORDING'`, naming the path.
   * @example const world = createWorld(recording.start); await world.play(recording);
   */
  play(recording: unknown): Promise<void>;
  /** The world as it is now. A world made from it is the same, but for faults, calls under way and messages shown. */
  toScenario(): Scenario;
}
