import { expect } from 'vitest';
import type { Reason } from 'winstation';
import type { Iscsi, IscsiSession } from 'winstation/iscsi';
import type { IscsiCallName } from '../../../../lib/iscsi/calls.js';
import type { WorldDriver } from '../../driver.js';
import * as general from '../../fault-campaign/campaign.js';
import { ADVISED, codes, nameOf, reasonOf, unwrapped, WARNINGS } from './codes.js';

export type Position = general.Position<IscsiCallName>;

export const DB = 'iqn.2024-01.example:db';
/** No session with it but what a job makes. */
export const FREE = 'iqn.2024-01.example:free';
export const PORTAL = { address: '10.0.0.5' };

/** What a job needs to run. */
export interface Stage {
  readonly driver: WorldDriver;
  readonly iscsi: Iscsi;
  /** The session that is always there, as a list shows it. */
  readonly row: IscsiSession;
  /** What `before` has made. */
  readonly made: unknown;
}

export interface Job extends general.Job<IscsiCallName, Stage> {
  /** Makes what the job needs, before each run. */
  readonly before?: (stage: Omit<Stage, 'made'>) => Promise<unknown>;
  /** Takes away what the job has made, after each run. */
  readonly after?: (stage: Stage) => Promise<unknown>;
  /** Other properties of its error. */
  readonly error?: (position: Position, code: number) => object | undefined;
  /** The raw calls that are acts: when the service has gone away in the middle of one, nobody knows what came of it. */
  readonly acts?: readonly IscsiCallName[];
}

const RPC_S_CALL_FAILED = 1726;

export class Campaign extends general.Campaign<IscsiCallName, Stage, Job> {
  readonly #iscsi: Iscsi;

  constructor(driver: WorldDriver, job: Job) {
    super(driver, job, codes);
    this.#iscsi = driver.modules['winstation/iscsi'].iscsi();
  }

  /** A call with a warning answers as it does without. */
  protected override shownError(position: Position, code: number): string | undefined {
    return WARNINGS.includes(code) ? position.error : nameOf(code);
  }

  protected override errorOf(position: Position, code: number): object {
    const { name } = position;
    const plain = unwrapped(code);
    const reason: Reason = this.job.reason?.(position, code) ?? reasonOf(code);
    const isAdvised = reason !== 'other' || ADVISED.includes(code);
    const host = this.driver.winstation.localHost().name;
    const isLost = plain === RPC_S_CALL_FAILED && this.job.acts?.includes(name);
    return {
      ...general.typedError(host, name, [plain, nameOf(plain), reason, isAdvised]),
      outcome: isLost ? 'unknown' : undefined,
      ...this.job.error?.(position, code),
    };
  }

  protected override async expectNextWorks(where: string): Promise<void> {
    expect(await this.#iscsi.mappings(), where).not.toHaveLength(0);
  }

  protected override async prepare(): Promise<Stage> {
    const [row] = await this.#iscsi.sessions({ where: { target: DB } });
    const stage = { driver: this.driver, iscsi: this.#iscsi, row: row! };
    return { ...stage, made: await this.job.before?.(stage) };
  }

  protected override async tidy(stage: Stage): Promise<void> {
    await this.job.after?.(stage);
  }
}

/** Ends what a job has logged in to. */
export async function logoutOf({ driver, iscsi }: Omit<Stage, 'made'>, target: string): Promise<void> {
  for (const { id } of await iscsi.sessions({ where: { target } })) await driver.iscsi.act('logout', id);
}

/** Lets time pass until the promise has settled: the job pauses between two tries. */
export async function passing<R>({ driver }: Pick<Stage, 'driver'>, promise: Promise<R>): Promise<R> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  promise.then(over, over);
  await driver.pass(0);
  while (!isOver) await driver.pass(50);
  return await promise;
}
