import { expect } from 'vitest';
import type { Scenario, SessionHost } from 'winstation';
import type { TerminalCallName } from '../../../../lib/terminal/calls.js';
import type { Call, DrivenFault, HostDriver, Supports, WorldDriver } from '../../driver.js';
import { expectNothingOut, typedError } from './campaign.js';
import { type Code, classesOf, codesOf, FALLBACK, nameOf, reasonOf } from './codes.js';
import { PAUSE_MS, until, Watched } from './watching.js';

/** A watch of one machine, on which one raw call fails once. */
export interface Attempt {
  readonly name: TerminalCallName;
  readonly nth: number;
  readonly code: Code;
  /** The host is opened with the older call. */
  readonly older?: true;
}

const OPEN = 'WTSOpenServerExW';
const LIST = 'WTSEnumerateSessionsExW';
const WAIT = 'WTSWaitSystemEvent';
const QUERY = 'WTSQuerySessionInformationW';
/** At the same time: as many machines as a service may watch. */
const MOST = 50;

/**
 * All raw calls of a watch that begins and of its first events, each with every code. After a broken connection and a wait that
 * fails there is a pause in real time. These watches spend it together, each on its own machine.
 *
 * Where a raw call is not cheap, calls that are tried with every code elsewhere are tried here with one code of each class.
 */
export function attemptsOn({ codes }: Supports): readonly Attempt[] {
  const spared = (name: TerminalCallName) => (codes === 'every' ? codesOf(name) : classesOf(name));
  return [
    ...of(OPEN, 0),
    ...of('WTSOpenServerW', 0, spared('WTSOpenServerW')).map(it => ({ ...it, older: true }) as const),
    ...of(WAIT, 0, spared(WAIT)),
    ...of(WAIT, 1),
    ...of(LIST, 0),
    ...of(LIST, 1, spared(LIST)),
    // Two sessions, four classes of each.
    ...Array.from({ length: 8 }, (_, nth) => of(QUERY, nth, spared(QUERY))).flat(),
  ];
}

function of(name: TerminalCallName, nth: number, codes: readonly Code[] = codesOf(name)): Attempt[] {
  return codes.map(code => ({ name, nth, code }));
}

/** In batches of this size. */
export function batches<T>(all: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(all.length / MOST);
  return Array.from({ length: count }, (_, i) => all.slice(i * MOST, (i + 1) * MOST));
}

const machine = (i: number): string => `FAR${i}`;

/** A machine for each attempt. Its users logged on a while ago, so each is asked about only once. */
export function farMachines(count: number): Scenario {
  const sessions = [
    { id: 0, name: 'Services', state: 'disconnected' as const },
    { id: 2, user: 'carla', domain: 'CORP', logonTime: '2026-01-05T07:00:00.000Z', client: { name: 'THIN' } },
  ];
  const hosts = Array.from({ length: count }, (_, i) => ({ name: machine(i), sessions }));
  return {
    version: 1,
    now: '2026-01-05T08:00:00.000Z',
    hosts: [{ name: 'HERE', local: true, sessions: [{ id: 0 }] }, ...hosts],
  };
}

/** A host that cannot be reached or is busy may come back; one that refuses will refuse again. */
function endsIt({ name, nth, code }: Attempt): boolean {
  if (name !== LIST || nth > 0 || (FALLBACK as readonly number[]).includes(code)) return false;
  return !['unreachable', 'busy'].includes(reasonOf(code));
}

/** Whether a gap must be reported: after the first list, a list fails or the connection of a wait breaks. */
function breaks({ name, nth, code }: Attempt): boolean {
  if (nth === 0) return false;
  if (name === LIST) return !(FALLBACK as readonly number[]).includes(code);
  return name === WAIT && reasonOf(code) === 'unreachable';
}

class Far {
  readonly #driver: WorldDriver;
  readonly #attempt: Attempt;
  readonly #host: SessionHost;
  readonly #door: HostDriver;
  readonly #faults: readonly DrivenFault[];
  #watch: Watched | undefined;
  /** How many events there were before the last act. */
  #heard = 0;

  private constructor(driver: WorldDriver, attempt: Attempt, host: SessionHost, faults: readonly DrivenFault[]) {
    this.#driver = driver;
    this.#attempt = attempt;
    this.#host = host;
    this.#door = driver.on(host.name);
    this.#faults = faults;
  }

  static async open(driver: WorldDriver, attempt: Attempt, i: number): Promise<Far> {
    const host = await driver.winstation.openHost(machine(i));
    const { name, nth, code, older } = attempt;
    const door = driver.on(host.name);
    const faults = [
      ...(older ? [await door.fault('fail', OPEN, { code: 127 })] : []),
      await door.fault('fail', name, { code, times: 1, after: nth }),
    ];
    return new Far(driver, attempt, host, faults);
  }

  get #watched(): Watched {
    return this.#watch as Watched;
  }

  watch(): void {
    this.#watch = new Watched(this.#host, { details: true });
  }

  get where(): string {
    return `${this.#host.name}: ${this.#attempt.name} (${this.#attempt.nth}) with ${this.#attempt.code}`;
  }

  get isSettled(): boolean {
    return this.#watched.isSettled;
  }

  /** It must have ended with its error, or go on. */
  expectDue(): void {
    const { name, code } = this.#attempt;
    const error = endsIt(this.#attempt) ? typedError(this.#host.name, name, code) : undefined;
    const expected = error && { error: expect.objectContaining(error) };
    expect(this.#watched.ended, this.where).toEqual(expected);
  }

  async act(what: 'disconnect' | 'reconnect'): Promise<void> {
    if (this.#watched.ended) return;
    this.#heard = this.#watched.events.length;
    if (what === 'disconnect') await this.#door.act('disconnect', 2);
    else await this.#door.act('reconnect', 2, { name: 'THIN' });
  }

  /** Whether the change was reported, by an event or by the snapshot after a gap. It must never be lost. */
  hasReported(what: 'disconnect' | 'reconnect'): boolean {
    if (this.#watched.ended) return true;
    const state = what === 'disconnect' ? 'disconnected' : 'active';
    return this.#watched.events.slice(this.#heard).some(event => {
      const shown = event.type === 'snapshot' ? event.sessions : 'session' in event ? [event.session] : [];
      return shown.some(it => it?.id === 2 && it.state === state);
    });
  }

  expectGap(): void {
    const gaps = this.#watched.events.flatMap(event => (event.type === 'gap' ? [event.reason] : []));
    if (breaks(this.#attempt)) expect(gaps, this.where).toEqual(['connection-lost']);
    else if (this.#attempt.nth > 0) expect(gaps, this.where).toEqual([]);
  }

  /** The next call must work, and the next watch. */
  async again(): Promise<void> {
    await this.#watched.watch.close();
    expect(await this.#host.query(0, 'WTSSessionId'), this.where).toBe(0);
    this.watch();
  }

  async close(): Promise<void> {
    await this.#watched.watch.close();
    for (const fault of this.#faults) await fault.end();
    await this.#host.close();
  }

  /** The fault must have happened. Otherwise the attempt proves nothing. */
  async expectStruck(): Promise<void> {
    const { name, nth, code } = this.#attempt;
    const calls = (await this.#driver.calls()).filter(it => it.host === this.#host.name && it.name === name);
    expect(calls[nth]?.error, this.where).toBe(nameOf(code));
  }
}

/** Watches of many machines at the same time, each with one failure. */
export async function watchFar(driver: WorldDriver, attempts: readonly Attempt[]): Promise<void> {
  const far = await Promise.all(attempts.map((attempt, i) => Far.open(driver, attempt, i)));
  await driver.clearCalls();
  for (const it of far) it.watch();
  await until(driver, () => far.every(it => it.isSettled));
  for (const what of ['disconnect', 'reconnect'] as const) {
    // The call that failed has been tried again.
    await driver.pass(PAUSE_MS);
    await Promise.all(far.map(it => it.act(what)));
    await until(driver, () => far.every(it => it.hasReported(what)));
  }
  for (const it of far) {
    it.expectDue();
    it.expectGap();
  }
  await Promise.all(far.map(it => it.expectStruck()));
  await Promise.all(far.map(it => it.again()));
  await until(driver, () => far.every(it => it.isSettled));
  await Promise.all(far.map(it => it.close()));
  await driver.pass(0);
  await expectNothingOut(driver);
}

/** The codes of the call that ends a wait when its watch is closed. */
export const FLUSHES = codesOf(WAIT);
const FLUSH = 0x80000000;

/** Closes watches whose first call to end the wait fails, each with one code. */
export async function closeFar(driver: WorldDriver, codes: readonly Code[]): Promise<void> {
  const hosts = await Promise.all(codes.map((_, i) => driver.winstation.openHost(machine(i))));
  const watches = hosts.map(host => new Watched(host, {}));
  await until(driver, () => watches.every(it => it.ready));
  await until(driver, async () => countOf(await driver.calls(), WAIT) === codes.length);
  await Promise.all(
    codes.map((code, i) => driver.on(machine(i)).fault('fail', WAIT, { code, times: 1, args: [FLUSH] })),
  );
  await Promise.all(watches.map(({ watch }) => watch.close()));
  await driver.pass(PAUSE_MS);
  const flushes = (await driver.calls()).filter(({ name, args }) => name === WAIT && args[0] === FLUSH);
  for (const [i, code] of codes.entries()) {
    const [first, ...others] = flushes.filter(({ host }) => host === machine(i));
    expect(first?.error).toBe(nameOf(code));
    expect(
      others.map(({ error }) => error),
      nameOf(code),
    ).toEqual([undefined]);
  }
  for (const host of hosts) {
    expect(await host.query(0, 'WTSSessionId')).toBe(0);
    await host.close();
  }
}

const countOf = (calls: readonly Call[], name: string): number => calls.filter(call => call.name === name).length;
