import type { Scenario, Winstation } from 'winstation';
import type { Call, World, WorldHost } from 'winstation/mock';

/** What a host's back door can be told to do, by name. */
type Names<Returns> = {
  [K in keyof WorldHost]: WorldHost[K] extends (...args: never[]) => infer R
    ? R extends Disposable
      ? Returns extends Disposable
        ? K
        : never
      : Returns extends Disposable
        ? never
        : K
    : never;
}[keyof WorldHost] &
  string;
export type ActName = Names<unknown>;
export type FaultName = Names<Disposable>;
export type FactName = Exclude<keyof WorldHost & string, ActName | FaultName>;
type ArgsOf<M extends ActName | FaultName> = WorldHost[M] extends (...args: infer A) => unknown ? A : never;
type ResultOf<M extends ActName> = WorldHost[M] extends (...args: never[]) => infer R ? Awaited<R> : never;

/** Something that goes wrong until it is ended. A reset ends all faults. */
export interface DrivenFault {
  end(): Promise<void>;
}

/** The back door of one host. What acts answers is what the world answers, so an error of the world rejects. */
export interface HostDriver {
  /** Such as `act('logon', { user: 'anna' })` or `act('lock', 2)`. */
  act<M extends ActName>(method: M, ...args: ArgsOf<M>): Promise<ResultOf<M>>;
  /** Such as `fault('fail', 'WTSLogoffSession', { code: 'ERROR_ACCESS_DENIED' })` or `fault('hang')`. */
  fault<M extends FaultName>(method: M, ...args: ArgsOf<M>): Promise<DrivenFault>;
  /** A property of the host, such as the messages that it shows. */
  get<M extends FactName>(name: M): Promise<WorldHost[M]>;
}

/** What Windows gave and has not got back. Over the mock there is none. */
export interface Outstanding {
  readonly buffers: number;
  readonly handles: number;
  readonly windows: number;
  readonly registrations: number;
  readonly badFrees: number;
  /** Every bad free and every call with arguments that Windows refuses, in words. */
  readonly misuses: readonly string[];
}

/**
 * Drives the world behind the API under test, in this process or over the wire. The suites know nothing else of either, so
 * what they find true of the one they find true of the other.
 */
export interface WorldDriver extends HostDriver {
  readonly door: 'mock' | 'lab';
  /** The API under test: `world.module`, or the package over the addon. After a reset it is another one. */
  readonly winstation: Winstation;
  /** The tests that do not hold for this machine, by their names, each with the reason. */
  readonly skips?: Readonly<Record<string, string>>;
  /** A fresh world for this process. Its clock is always the world's own. */
  reset(scenario?: unknown, options?: { readonly as?: 'system' | 'administrator' | 'user' }): Promise<void>;
  /** This Windows lacks the export: in the lab the function is there but answers that it is not. */
  remove(syscall: string): Promise<DrivenFault>;
  /** The back door of another host. */
  on(host: string): HostDriver;
  /** Moves the world's clock, and nothing else. */
  advance(ms: number): Promise<void>;
  /**
   * Lets time go by for whoever waits: for the mock that is the world's clock; in the lab the API waits in real time, so
   * there it really takes so long.
   */
  pass(ms: number): Promise<void>;
  /** Milliseconds since 1970 on the world's clock. */
  now(): Promise<number>;
  calls(): Promise<readonly Call[]>;
  clearCalls(): Promise<void>;
  /** Waits a while for everything to come back, and for all but `handles` handles to close; then says how it is. */
  outstanding(handles?: number): Promise<Outstanding>;
  toScenario(): Promise<Scenario>;
}

export type { Call, World };

const KEY = Symbol.for('winstation.test.driver');
const holder = globalThis as { [KEY]?: WorldDriver };

/** Called by the setup file of whoever runs the suites. */
export function provideDriver(driver: WorldDriver): void {
  holder[KEY] = driver;
}

/** The driver of this run. Suites call it at the top of a file and `reset` it before each test. */
export function theDriver(): WorldDriver {
  const driver = holder[KEY];
  if (!driver) throw new Error('No driver: the suites run with `mock.setup.ts` or `lab.setup.ts` as a setup file.');
  return driver;
}
