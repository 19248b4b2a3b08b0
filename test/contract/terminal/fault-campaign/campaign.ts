import { expect } from 'vitest';
import type { Reason, Scenario, Session, SessionHost } from 'winstation';
import type { TerminalCallName } from '../../../../lib/terminal/calls.js';
import type { Call, DrivenFault, HostDriver, WorldDriver } from '../../driver.js';
import { ADVISED, CODES, type Code, classesOf, codesOf, nameOf, reasonOf } from './codes.js';

/** One raw call of a job: the how manieth of its name on its host, from 0. */
export interface Position extends Call {
  readonly name: TerminalCallName;
  readonly nth: number;
}

/** What a job is run with. */
export interface Stage {
  readonly driver: WorldDriver;
  readonly host: SessionHost;
  /** The back door of that host. */
  readonly door: HostDriver;
  /** The session that it is about, as the list shows it. */
  readonly who: Session;
}

/** What a job does when the raw call at one position of it fails: it says so, or it has another way or a place for that. */
export type Outcome = 'fails' | 'goes on';

export interface Job {
  readonly about: string;
  /** Each of its raw calls that has codes: wherever it runs, on this machine besides, on another machine besides. */
  readonly makes: readonly TerminalCallName[];
  readonly here?: readonly TerminalCallName[];
  readonly there?: readonly TerminalCallName[];
  /** Default: both. */
  readonly only?: 'this machine' | 'another machine';
  /** What this Windows lacks or refuses at each run. It is no position. */
  readonly lacks?: {
    readonly name: TerminalCallName;
    readonly code: number;
    readonly args?: readonly unknown[];
    readonly times?: number;
  };
  /** It makes others too, which are tried by other jobs. */
  readonly amongOthers?: true;
  /** A world hears of it only while it is made to fail there, and only in the lab: it is tried at its first position. */
  readonly unheard?: TerminalCallName;
  /**
   * Raw calls that another job tries at a place of the same kind with every code. In the lab, where each crosses processes,
   * they are tried here with one code of each class.
   */
  readonly sparing?: readonly TerminalCallName[];
  /**
   * Somebody has just logged on for each run: names are remembered, and what is done is done. Else it is about a session that
   * is always there.
   */
  readonly newcomer?: true;
  /** It ends the newcomer's session; so when it has failed, and ends it when it is done again, it had not ended it. */
  readonly ends?: true;
  readonly scenario?: Scenario;
  readonly run: (stage: Stage) => Promise<unknown>;
  readonly outcome: (position: Position, code: number) => Outcome;
  /** The reason of its error where that is not the code's own. */
  readonly reason?: (position: Position, code: number) => Reason | undefined;
  /** What it must have answered when it goes on. */
  readonly answers?: (result: unknown, position: Position, code: number, stage: Stage) => void;
}

/** The typed error of a raw call on a host. */
export function typedError(host: string, syscall: string, code: number, reason: Reason = reasonOf(code)): object {
  const isAdvised = reason !== 'other' || (ADVISED as readonly number[]).includes(code);
  return {
    name: 'WindowsError',
    errno: code,
    code: nameOf(code),
    syscall,
    host,
    reason,
    hint: isAdvised ? expect.stringMatching(/\w+.*\.$/) : undefined,
  };
}

/** What a promise rejected with, told apart from one that resolved. */
export async function settled(
  promise: Promise<unknown>,
): Promise<{ readonly value: unknown } | { readonly error: unknown }> {
  return await promise.then(
    value => ({ value }),
    (error: unknown) => ({ error }),
  );
}

/** No buffer, window or registration is out. Handles are the hosts' own until they are closed. */
export async function expectNothingOut(driver: WorldDriver): Promise<void> {
  expect(await driver.outstanding(Number.MAX_SAFE_INTEGER)).toMatchObject({
    buffers: 0,
    windows: 0,
    registrations: 0,
    misuses: [],
  });
}

/** A job on one host. */
export class Campaign {
  readonly #driver: WorldDriver;
  readonly #job: Job;
  readonly #host: SessionHost;
  readonly #door: HostDriver;
  readonly #id: number;
  #who: Session | undefined;
  #newcomers = 0;

  constructor(driver: WorldDriver, job: Job, host: SessionHost, id: number) {
    this.#driver = driver;
    this.#job = job;
    this.#host = host;
    this.#door = host.isLocal ? driver : driver.on(host.name);
    this.#id = id;
  }

  /** Each raw call, with each code, at each position. */
  async wage(): Promise<void> {
    const positions = await this.#positions();
    expect([...new Set(positions.map(({ name }) => name))].sort()).toEqual(this.#makes());
    for (const position of positions) {
      for (const code of this.#codesAt(position)) await this.#try(position, code);
      await this.#rehearse();
      await expectNothingOut(this.#driver);
    }
  }

  #codesAt({ name }: Position): readonly Code[] {
    return this.#driver.door === 'lab' && this.#job.sparing?.includes(name) ? classesOf(name) : codesOf(name);
  }

  #makes(): readonly TerminalCallName[] {
    const { makes, here = [], there = [] } = this.#job;
    const unheard = this.#driver.door === 'mock' ? [] : WINES_OWN;
    return [...makes, ...(this.#host.isLocal ? here : there)].filter(name => !unheard.includes(name)).sort();
  }

  /** Runs it without a fault, and says which raw calls it made. */
  async #rehearse(): Promise<readonly Call[]> {
    const stage = await this.#prepare();
    const [, lacking] = await Promise.all([this.#driver.clearCalls(), this.#lack()]);
    await this.#job.run(stage);
    const calls = this.#ofRun(await this.#driver.calls());
    await lacking?.end();
    await this.#tidy(stage);
    return calls;
  }

  async #positions(): Promise<readonly Position[]> {
    const { unheard } = this.#job;
    if (unheard) return [{ name: unheard, nth: 0, host: this.#driver.winstation.localHost().name, args: [] }];
    // What is remembered for good is remembered from the first run on.
    await this.#rehearse();
    const before = new Map<string, number>();
    const calls = await this.#rehearse();
    const tried = this.#job.amongOthers
      ? calls.filter(({ name }) => this.#makes().includes(name as TerminalCallName))
      : calls;
    return tried.map(call => {
      const key = `${call.name} on ${call.host}`;
      const nth = before.get(key) ?? 0;
      before.set(key, nth + 1);
      return { ...call, name: call.name as TerminalCallName, nth };
    });
  }

  async #try(position: Position, code: number): Promise<void> {
    const { name, nth } = position;
    const { job, driver, host } = { job: this.#job, driver: this.#driver, host: this.#host };
    const stage = await this.#prepare();
    const place = position.host === driver.winstation.localHost().name ? driver : driver.on(position.host);
    const [, lacking, fault] = await Promise.all([
      driver.clearCalls(),
      this.#lack(),
      place.fault('fail', name, { code, times: 1, after: nth }),
    ]);
    const result = await settled(job.run(stage));
    const [calls] = await Promise.all([driver.calls(), fault.end()]);

    const where = `${name} (${nth}) with ${code}`;
    const onItsHost = (call: Call) => job.unheard !== undefined || call.host === position.host;
    const struck = this.#ofRun(calls).filter(call => call.name === name && onItsHost(call))[nth];
    expect(struck?.error, where).toBe(nameOf(code));
    const goesOn = job.outcome(position, code) === 'goes on';
    if (goesOn) {
      expect(result, where).not.toHaveProperty('error');
      if ('value' in result) job.answers?.(result.value, position, code, stage);
    } else {
      const error = typedError(host.name, name, code, job.reason?.(position, code));
      expect(result, where).toEqual({ error: expect.objectContaining(error) });
    }
    // The next call works, on the same thread and the same handle; and so does what has failed.
    expect(await host.query(0, 'WTSSessionId'), where).toBe(0);
    if (!goesOn) await job.run(stage);
    await lacking?.end();
    await this.#tidy(stage);
  }

  /** The raw calls of one run that have codes and did not fail for lack. */
  #ofRun(calls: readonly Call[]): Call[] {
    const { name: lacked, args = [] } = this.#job.lacks ?? {};
    return calls.filter(call => {
      if (call.name === lacked && args.every((arg, i) => arg === call.args[i])) return false;
      return typeof CODES[call.name as TerminalCallName] !== 'string';
    });
  }

  #lack(): Promise<DrivenFault> | undefined {
    if (this.#job.lacks === undefined) return undefined;
    const { name, ...how } = this.#job.lacks;
    return this.#door.fault('fail', name, how);
  }

  async #prepare(): Promise<Stage> {
    const stage = { driver: this.#driver, host: this.#host, door: this.#door };
    if (!this.#job.newcomer) {
      this.#who ??= await this.#listed(this.#id);
      return { ...stage, who: this.#who };
    }
    const user = `newcomer${this.#newcomers++}`;
    // Who has just come is looked at twice, since that may have been between two calls. So the logon was a minute ago; were
    // the time to go on instead, it would do so without the time by which the calls of the lab are made.
    const now = await this.#driver.now();
    await this.#door.act('setClock', now - 60_000);
    const id = await this.#door.act('logon', { user, domain: 'CORP', client: { name: 'PC' } });
    await this.#door.act('setClock', now);
    return { ...stage, who: await this.#listed(id) };
  }

  /** Only listed: what a job looks up has not been looked up before. */
  async #listed(id: number): Promise<Session> {
    const [session] = await this.#host.sessions({ where: { id } });
    return session as Session;
  }

  async #tidy({ who }: Stage): Promise<void> {
    if (!this.#job.newcomer) return;
    const left = await settled(this.#door.act('logoff', who.id));
    expect('error' in left, 'whether the world has no such session any more').toBe(this.#job.ends === true);
  }
}

/** In the lab these are Wine's own, and not the world's: see its README. */
const WINES_OWN: readonly TerminalCallName[] = ['GetTokenInformation', 'QueryServiceStatus'];
