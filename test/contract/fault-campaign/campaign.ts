import { expect } from 'vitest';
import type { Reason, Scenario } from 'winstation';
import type { Call, WorldDriver } from '../driver.js';
import type { Codes } from './codes.js';

/** One raw call of a job: its name, and its number among the calls of that name on its host, from 0. */
export interface Position<N extends string> extends Call {
  readonly name: N;
  readonly nth: number;
}

/** What a job does when one of its raw calls fails: it fails too, or it goes on because it has another way or can report that. */
export type Outcome = 'fails' | 'goes on';

/** What a domain lets its users do. `N`: its raw calls. `S`: what a run needs. */
export interface Job<N extends string, S> {
  readonly about: string;
  /** The raw calls with codes that it makes. */
  readonly makes: readonly N[];
  /** It also makes other calls, which other jobs try. */
  readonly amongOthers?: true;
  /**
   * Raw calls that another job tries with every code in the same kind of place. In the lab, where each call crosses processes,
   * this job tries them with one code of each class.
   */
  readonly sparing?: readonly N[];
  readonly scenario?: Scenario;
  readonly run: (stage: S) => Promise<unknown>;
  readonly outcome: (position: Position<N>, code: number) => Outcome;
  /** The reason of its error, where that is not the reason of the code. */
  readonly reason?: (position: Position<N>, code: number) => Reason | undefined;
  /** Checks its result when it goes on. */
  readonly answers?: (result: unknown, position: Position<N>, code: number, stage: S) => void;
}

/** The typed error of a raw call on a host. */
export function typedError(host: string, syscall: string, error: readonly [number, string, Reason, boolean]): object {
  const [errno, code, reason, isAdvised] = error;
  const hint = isAdvised ? expect.stringMatching(/\w+.*\.$/) : undefined;
  return { name: 'WindowsError', errno, code, syscall, host, reason, hint };
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

/** What holds while a job runs, such as a call that this Windows lacks. */
interface Condition {
  end(): Promise<void>;
}

/** One job: each of its raw calls fails in turn with each of its codes. A domain says how its runs begin and end. */
export abstract class Campaign<N extends string, S, J extends Job<N, S>> {
  protected readonly driver: WorldDriver;
  protected readonly job: J;
  readonly #codes: Codes<N, number>;

  constructor(driver: WorldDriver, job: J, codes: Codes<N, number>) {
    this.driver = driver;
    this.job = job;
    this.#codes = codes;
  }

  /** Before each run. */
  protected abstract prepare(): Promise<S>;
  /** After each run. */
  protected async tidy(_stage: S): Promise<void> {}
  /** The error that the job fails with. */
  protected abstract errorOf(position: Position<N>, code: number): object;
  /** After a failure the next call works, on the same thread. */
  protected abstract expectNextWorks(where: string): Promise<void>;
  /** What the record shows of the call that was made to fail. */
  protected shownError(_position: Position<N>, code: number): string | undefined {
    return this.#codes.nameOf(code);
  }
  protected begin(): Promise<Condition> | undefined {
    return undefined;
  }
  protected makes(): readonly N[] {
    return this.job.makes;
  }
  /** Calls of a run that are not tried, though they have codes. */
  protected isPassedOver(_call: Call): boolean {
    return false;
  }
  /** Whether a call of that name may be the one that was made to fail. */
  protected isStruck(call: Call, position: Position<N>): boolean {
    return call.host === position.host;
  }
  protected async positions(): Promise<readonly Position<N>[]> {
    // The first run fills everything that is kept without end.
    await this.#rehearse();
    const before = new Map<string, number>();
    const calls = await this.#rehearse();
    const tried = this.job.amongOthers ? calls.filter(({ name }) => this.makes().includes(name as N)) : calls;
    return tried.map(call => {
      const key = `${call.name} on ${call.host}`;
      const nth = before.get(key) ?? 0;
      before.set(key, nth + 1);
      return { ...call, name: call.name as N, nth };
    });
  }

  /** Each raw call, with each code, at each position. */
  async wage(): Promise<void> {
    const positions = await this.positions();
    expect([...new Set(positions.map(({ name }) => name))].sort()).toEqual([...this.makes()].sort());
    for (const position of positions) {
      for (const code of this.#codesAt(position)) await this.#try(position, code);
      await this.#rehearse();
      await expectNothingOut(this.driver);
    }
  }

  #codesAt({ name }: Position<N>): readonly number[] {
    const { codes } = this.driver.supports;
    const all = codes === 'every' || (codes === 'most' && !this.job.sparing?.includes(name));
    return all ? this.#codes.codesOf(name) : this.#codes.classesOf(name);
  }

  /** Runs it without a fault, and returns the raw calls that it made. */
  async #rehearse(): Promise<readonly Call[]> {
    const stage = await this.prepare();
    const [, condition] = await Promise.all([this.driver.clearCalls(), this.begin()]);
    await this.job.run(stage);
    const calls = this.#ofRun(await this.driver.calls());
    await condition?.end();
    await this.tidy(stage);
    return calls;
  }

  async #try(position: Position<N>, code: number): Promise<void> {
    const { name, nth, host } = position;
    const { job, driver } = this;
    const stage = await this.prepare();
    const place = host === driver.winstation.localHost().name ? driver : driver.on(host);
    const [, condition, fault] = await Promise.all([
      driver.clearCalls(),
      this.begin(),
      place.fault('fail', name, { code, times: 1, after: nth }),
    ]);
    const result = await settled(job.run(stage));
    const [calls] = await Promise.all([driver.calls(), fault.end()]);

    const where = `${name} (${nth}) with ${code}`;
    const ofIts = (call: Call) => call.name === name && this.isStruck(call, position);
    const struck = this.#ofRun(calls).filter(ofIts)[nth];
    expect(struck, where).toBeDefined();
    expect(struck?.error, where).toBe(this.shownError(position, code));
    const goesOn = job.outcome(position, code) === 'goes on';
    if (goesOn) {
      expect(result, where).not.toHaveProperty('error');
      if ('value' in result) job.answers?.(result.value, position, code, stage);
    } else {
      expect(result, where).toEqual({ error: expect.objectContaining(this.errorOf(position, code)) });
    }
    // The next call works, on the same thread and the same handle, and so does the call that failed.
    await this.expectNextWorks(where);
    if (!goesOn) await job.run(stage);
    await condition?.end();
    await this.tidy(stage);
  }

  /** The raw calls of one run that have codes. A capture and a diagnosis ask the other domains too, which have campaigns of their own. */
  #ofRun(calls: readonly Call[]): Call[] {
    return calls.filter(call => this.#codes.has(call.name) && !this.isPassedOver(call));
  }
}
