import { expect } from 'vitest';
import type { Reason, Session, SessionHost } from 'winstation';
import type { TerminalCallName } from '../../../../lib/terminal/calls.js';
import type { Call, DrivenFault, HostDriver, WorldDriver } from '../../driver.js';
import * as general from '../../fault-campaign/campaign.js';
import { ADVISED, codes, nameOf, reasonOf } from './codes.js';

export { expectNothingOut, type Outcome, settled } from '../../fault-campaign/campaign.js';

export type Position = general.Position<TerminalCallName>;

/** What a job needs to run. */
export interface Stage {
  readonly driver: WorldDriver;
  readonly host: SessionHost;
  /** The back door of that host. */
  readonly door: HostDriver;
  /** The session that the job is about, as a list shows it. */
  readonly who: Session;
}

export interface Job extends general.Job<TerminalCallName, Stage> {
  /** The raw calls with codes that it also makes on this machine, or on another machine. */
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
  /** Calls of the caller's own token or of a service that it makes on something else, of which every world hears. */
  readonly heard?: readonly TerminalCallName[];
  /** A call that a world records only while it is made to fail, and only in the lab: only its first position is tried. */
  readonly unheard?: TerminalCallName;
  /**
   * Each run has a user who has just logged on, because names are kept and acts cannot be repeated. Without it, the job is about
   * a session that is always there.
   */
  readonly newcomer?: true;
  /** It ends the newcomer's session. When it has failed and succeeds the second time, it had not ended the session the first time. */
  readonly ends?: true;
}

/** The typed error of a raw call on a host. */
export function typedError(host: string, syscall: string, code: number, reason: Reason = reasonOf(code)): object {
  const isAdvised = reason !== 'other' || (ADVISED as readonly number[]).includes(code);
  return general.typedError(host, syscall, [code, nameOf(code), reason, isAdvised]);
}

/** A job on one host. */
export class Campaign extends general.Campaign<TerminalCallName, Stage, Job> {
  readonly #host: SessionHost;
  readonly #door: HostDriver;
  readonly #id: number;
  #who: Session | undefined;
  #newcomers = 0;

  constructor(driver: WorldDriver, job: Job, host: SessionHost, id: number) {
    super(driver, job, codes);
    this.#host = host;
    this.#door = host.isLocal ? driver : driver.on(host.name);
    this.#id = id;
  }

  protected override makes(): readonly TerminalCallName[] {
    const { makes, here = [], there = [], heard = [] } = this.job;
    const unheard = this.driver.supports.callerAndServices ? [] : OF_THE_CALLER.filter(it => !heard.includes(it));
    return [...makes, ...(this.#host.isLocal ? here : there)].filter(name => !unheard.includes(name));
  }

  protected override async positions(): Promise<readonly Position[]> {
    const { unheard } = this.job;
    if (!unheard) return await super.positions();
    return [{ name: unheard, nth: 0, host: this.driver.winstation.localHost().name, args: [] }];
  }

  protected override isStruck(call: Call, position: Position): boolean {
    return this.job.unheard !== undefined || super.isStruck(call, position);
  }

  protected override isPassedOver(call: Call): boolean {
    const { name: lacked, args = [] } = this.job.lacks ?? {};
    return call.name === lacked && args.every((arg, i) => arg === call.args[i]);
  }

  protected override begin(): Promise<DrivenFault> | undefined {
    if (this.job.lacks === undefined) return undefined;
    const { name, ...how } = this.job.lacks;
    return this.#door.fault('fail', name, how);
  }

  protected override errorOf(position: Position, code: number): object {
    return typedError(this.#host.name, position.name, code, this.job.reason?.(position, code));
  }

  protected override async expectNextWorks(where: string): Promise<void> {
    expect(await this.#host.query(0, 'WTSSessionId'), where).toBe(0);
  }

  protected override async prepare(): Promise<Stage> {
    const stage = { driver: this.driver, host: this.#host, door: this.#door };
    if (!this.job.newcomer) {
      this.#who ??= await this.#listed(this.#id);
      return { ...stage, who: this.#who };
    }
    const user = `newcomer${this.#newcomers++}`;
    // A session that has just begun is asked about twice, because that may have been between two calls. So the logon was a minute
    // ago. Moving the clock forward would not help: the calls of the lab are made in real time.
    const now = await this.driver.now();
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

  protected override async tidy({ who }: Stage): Promise<void> {
    if (!this.job.newcomer) return;
    const left = await general.settled(this.#door.act('logoff', who.id));
    expect('error' in left, 'whether the world has no such session any more').toBe(this.job.ends === true);
  }
}

/** These are of the caller and of services: `Supports.callerAndServices`. */
const OF_THE_CALLER: readonly TerminalCallName[] = ['GetTokenInformation', 'QueryServiceStatus'];
