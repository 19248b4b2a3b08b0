import { expect } from 'vitest';
import type { Reason, Scenario, Session, SessionHost } from 'winstation';
import type { TerminalCallName } from '../../../../lib/terminal/calls.js';
import type { Call, DrivenFault, HostDriver, WorldDriver } from '../../driver.js';
import { ADVISED, CODES, type Code, classesOf, codesOf, nameOf, reasonOf } from './codes.js';

/** One raw call of a job: its name, and its number among the calls of that name on its host, from 0. */
export interface Position extends Call {
  readonly name: TerminalCallName;
  readonly nth: number;
}

/** What a job needs to run. */
export interface Stage {
  readonly driver: WorldDriver;
  readonly host: SessionHost;
  /** The back door of that host. */
  readonly door: HostDriver;
  /** The session that the job is about, as a list shows it. */
  readonly who: Session;
}

/** What a job does when one of its raw calls fails: it fails too, or it goes on because it has another way or can report that. */
export type Outcome = 'fails' | 'goes on';

export interface Job {
  readonly about: string;
  /** The raw calls with codes that it makes on every machine; `here` also on this machine, `there` also on another machine. */
  readonly makes: readonly TerminalCallName[];
  readonly here?: readonly TerminalCallName[];
  readonly there?: readonly TerminalCallName[];
  /** Default: both. */
  readonly only?: 'this machine' | 'another machine';
  /** A call that this Windows lacks or refuses in each run. It is not tried itself. */
  readonly lacks?: {
    readonly name: TerminalCallName;
    readonly code: number;
    readonly args?: readonly unknown[];
    readonly times?: number;
  };
  /** It also makes other calls, which other jobs try. */
  readonly amongOthers?: true;
  /** Calls of the caller's own token or of a service that it makes on something else, of which every world hears. */
  readonly heard?: readonly TerminalCallName[];
  /** A call that a world records only while it is made to fail, and only in the lab: only its first position is tried. */
  readonly unheard?: TerminalCallName;
  /**
   * Raw calls that another job tries with every code in the same kind of place. In the lab, where each call crosses processes,
   * this job tries them with one code of each class.
   */
  readonly sparing?: readonly TerminalCallName[];
  /**
   * Each run has a user who has just logged on, because names are kept and acts cannot be repeated. Without it, the job is about
   * a session that is always there.
   */
  readonly newcomer?: true;
  /** It ends the newcomer's session. When it has failed and succeeds the second time, it had not ended the session the first time. */
  readonly ends?: true;
  readonly scenario?: Scenario;
  readonly run: (stage: Stage) => Promise<unknown>;
  readonly outcome: (position: Position, code: number) => Outcome;
  /** The reason of its error, where that is not the reason of the code. */
  readonly reason?: (position: Position, code: number) => Reason | undefined;
  /** Checks its result when it goes on. */
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

/** The result of a promise: it resolved, or the error that it rejected with. */
export async function settled(
  promise: Promise<unknown>,
): Promise<{ readonly value: unknown } | { readonly error: unknown }> {
  return await promise.then(
    value => ({ value }),
    (error: unknown) => ({ error }),
  );
}

/** Every buffer, window and registration is given back. Handles stay open as long as their hosts. */
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
    const { codes } = this.#driver.supports;
    const all = codes === 'every' || (codes === 'most' && !this.#job.sparing?.includes(name));
    return all ? codesOf(name) : classesOf(name);
  }

  #makes(): readonly TerminalCallName[] {
    const { makes, here = [], there = [], heard = [] } = this.#job;
    const unheard = this.#driver.supports.callerAndServices ? [] : OF_THE_CALLER.filter(it => !heard.includes(it));
    return [...makes, ...(this.#host.isLocal ? here : there)].filter(name => !unheard.includes(name)).sort();
  }

  /** Runs it without a fault, and returns the raw calls that it made. */
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
    // The first run fills everything that is kept without end.
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
    // The next call works, on the same thread and the same handle, and so does the call that failed.
    expect(await host.query(0, 'WTSSessionId'), where).toBe(0);
    if (!goesOn) await job.run(stage);
    await lacking?.end();
    await this.#tidy(stage);
  }

  /** The raw calls of one run that have codes, without those that this Windows lacks. */
  #ofRun(calls: readonly Call[]): Call[] {
    const { name: lacked, args = [] } = this.#job.lacks ?? {};
    return calls.filter(call => {
      // A capture and a diagnosis ask the other domains too, which have campaigns of their own.
      if (!Object.hasOwn(CODES, call.name)) return false;
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
    // A session that has just begun is asked about twice, because that may have been between two calls. So the logon was a minute
    // ago. Moving the clock forward would not help: the calls of the lab are made in real time.
    const now = await this.#driver.now();
    await this.#door.act('setClock', now - 60_000);
    const id = await this.#door.act('logon', { user, domain: 'CORP', client: { name: 'PC' } });
    await this.#door.act('setClock', now);
    return { ...stage, who: await this.#listed(id) };
  }

  /** Only listed, so that nothing has been looked up before the job does. */
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

/** These are of the caller and of services: `Supports.callerAndServices`. */
const OF_THE_CALLER: readonly TerminalCallName[] = ['GetTokenInformation', 'QueryServiceStatus'];
