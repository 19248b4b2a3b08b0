import type { Scenario, Winstation } from 'winstation';
import type {
  Call,
  ClientChannelOptions,
  DesktopControl,
  IscsiControl,
  Modules,
  MonikerControl,
  VssControl,
  World,
  WorldBackup,
  WorldHost,
  WorldRestore,
  WorldVssSession,
} from 'winstation/mock';
import type { ScriptStep } from './terminal/programs/script.js';

/** The methods of a back door, by name. */
type Names<T, Returns> = {
  [K in keyof T]: T[K] extends (...args: never[]) => infer R
    ? R extends Disposable
      ? Returns extends Disposable
        ? K
        : never
      : Returns extends Disposable
        ? never
        : K
    : never;
}[keyof T] &
  string;
type FactNames<T> = Exclude<keyof T & string, Names<T, unknown> | Names<T, Disposable>>;
type ArgsOf<F> = F extends (...args: infer A) => unknown ? A : never;
type ResultOf<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never;
export type ActName = Names<WorldHost, unknown>;
export type FaultName = Names<WorldHost, Disposable>;
export type FactName = FactNames<WorldHost>;

/** A fault, until it is ended. A reset ends all faults. */
export interface DrivenFault {
  end(): Promise<void>;
}

/** A back door. `act` resolves with the answer of the world, or rejects with its error. */
export interface BackDoor<T> {
  /** Such as `act('logon', { user: 'anna' })` or `act('lock', 2)`. */
  act<M extends Names<T, unknown>>(method: M, ...args: ArgsOf<T[M]>): Promise<ResultOf<T[M]>>;
  /** Such as `fault('fail', 'WTSLogoffSession', { code: 'ERROR_ACCESS_DENIED' })` or `fault('hang')`. */
  fault<M extends Names<T, Disposable>>(method: M, ...args: ArgsOf<T[M]>): Promise<DrivenFault>;
  /** A property, such as the messages that a host shows. */
  get<M extends FactNames<T>>(name: M): Promise<T[M]>;
}

/** The back door of one host. */
export type HostDriver = BackDoor<WorldHost>;

/** The client's end of a virtual channel. */
export interface ChannelDriver {
  send(message: Uint8Array): Promise<void>;
  raw(bytes: Uint8Array): Promise<void>;
  received(): Promise<readonly Uint8Array[]>;
  pause(): Promise<DrivenFault>;
  close(): Promise<void>;
}

/** What Windows gave and has not got back. Over the mock there are no buffers. */
export interface Outstanding {
  readonly buffers: number;
  readonly handles: number;
  readonly windows: number;
  readonly registrations: number;
  readonly badFrees: number;
  /** Every wrong free, and every call with arguments that Windows refuses, as a text. */
  readonly misuses: readonly string[];
}

/** What a backend and its surroundings can do. Suites ask this, and not which backend it is. */
export interface Supports {
  /** The world says whether the caller is elevated and in which state services are. Otherwise the system underneath does. */
  readonly callerAndServices: boolean;
  /** Threads and windows are real ones, so that making them may fail. */
  readonly threads: boolean;
  /**
   * With which codes the fault campaign lets each raw call fail: with every one at each place; with one of each class at the places
   * that others are like; or with one of each class anywhere, where every code is tried on another machine.
   */
  readonly codes: 'every' | 'most' | 'one of each class';
}

/** What the suites use of the package besides its main entry. */
export type DrivenModules = Pick<
  Modules,
  'winstation/desktop' | 'winstation/iscsi' | 'winstation/logon' | 'winstation/moniker' | 'winstation/vss'
>;

/**
 * Drives the world behind the API under test, in this process or over the wire. The suites know only this interface, so
 * they check both in the same way.
 */
export interface WorldDriver extends HostDriver {
  readonly supports: Supports;
  /** The API under test: `world.module`, or the package over the addon. A reset makes a new one. */
  readonly winstation: Winstation;
  /** The other imports of the package, in the same way. */
  readonly modules: DrivenModules;
  /** The back door to the iSCSI initiator of this machine. */
  readonly iscsi: BackDoor<IscsiControl>;
  /** The back door to the desktops of this machine. */
  readonly desktop: BackDoor<DesktopControl>;
  /** The back door to the COM classes of this machine. */
  readonly com: BackDoor<MonikerControl>;
  /** The back door to VSS of this machine, but for sessions of other programs. */
  readonly vss: BackDoor<Omit<VssControl, 'backup' | 'restore'>>;
  /** A session of another program. */
  backup(options?: WorldBackup): Promise<WorldVssSession>;
  restore(options?: WorldRestore): Promise<WorldVssSession>;
  /** The tests that cannot pass on this machine: names and reasons. */
  readonly skips?: Readonly<Record<string, string>>;
  /** Makes a new world for this process, always with the clock `world`. */
  reset(scenario?: unknown, options?: { readonly as?: 'system' | 'administrator' | 'user' }): Promise<void>;
  /** Makes this Windows lack the export. In the lab the function exists, but answers that it does not. */
  remove(syscall: string): Promise<DrivenFault>;
  /** The client's end of a channel of a session of this machine, which is there from now on. */
  channel(sessionId: number, name: string, options?: ClientChannelOptions): Promise<ChannelDriver>;
  /** Installs a program that does these steps: over the wire there are no functions. */
  program(file: string, steps: readonly ScriptStep[]): Promise<void>;
  /** The back door of another host. */
  on(host: string): HostDriver;
  /** This machine restarts, but for the program that asks. */
  restart(): Promise<void>;
  /** Moves only the world's clock. */
  advance(ms: number): Promise<void>;
  /**
   * Lets time pass for callers that wait. With the mock this moves the world's clock. In the lab the API waits in real time, so
   * there it takes that long.
   */
  pass(ms: number): Promise<void>;
  /** Milliseconds since 1970 on the world's clock. */
  now(): Promise<number>;
  calls(): Promise<readonly Call[]>;
  clearCalls(): Promise<void>;
  /** Waits a while until everything is given back and at most `handles` handles are open; then returns what is left. */
  outstanding(handles?: number): Promise<Outstanding>;
  toScenario(): Promise<Scenario>;
}

export type { Call, World };

const KEY = Symbol.for('winstation.test.driver');
const holder = globalThis as { [KEY]?: WorldDriver };

/** Called by the setup file of each runner of the suites. */
export function provideDriver(driver: WorldDriver): void {
  holder[KEY] = driver;
}

/** The driver of this run. Suites call it at the top of a file and `reset` it before each test. */
export function theDriver(): WorldDriver {
  const driver = holder[KEY];
  if (!driver) throw new Error('No driver: the suites run with `mock.setup.ts` or `lab.setup.ts` as a setup file.');
  return driver;
}
