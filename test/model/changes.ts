import type { Fault, World, WorldHost } from '../../lib/mock/index.js';
import type { Behind } from './behind.js';
import type { HostName, Seat, Service, Step, Strike, StruckCall } from './steps.js';

const DOMAIN = 'CORP';
const ADDRESSES = { LAPTOP: '192.0.2.1', TABLET: '2001:db8::2' } as const;
/** Ids from here on are listeners. */
const LISTENERS = 65_536;

const client = (at: Seat) => (at === 'console' ? at : { name: at, address: ADDRESSES[at] });

/** What a step changes in the world: people, time, faults, services. */
export class Changes {
  readonly #world: World;
  readonly #behind: Behind;
  readonly #faults: Fault[] = [];
  readonly #holds: Fault[] = [];
  readonly #cuts: { readonly host: HostName; readonly fault: Fault }[] = [];
  readonly #stopped = new Map<string, Fault>();

  constructor(world: World, behind: Behind) {
    this.#world = world;
    this.#behind = behind;
  }

  /** Returns false when the step changes nothing in the world. */
  async take(step: Step): Promise<boolean> {
    const world = this.#world;
    switch (step.do) {
      case 'logon':
        this.#at(step.host).logon({ user: step.user, domain: DOMAIN, client: client(step.at) });
        if (step.at !== 'console') this.#checkAdmitted(step.host);
        return true;
      case 'connect':
        this.#at(step.host).connect({ name: 'LAPTOP' });
        this.#checkAdmitted(step.host);
        return true;
      case 'lock':
      case 'unlock':
      case 'input':
      case 'disconnect':
      case 'logoff':
        this.#at(step.host)[step.do](this.idOf(step));
        return true;
      case 'startProcess':
        this.#at(step.host).startProcess({ name: step.name, session: this.idOf(step) });
        return true;
      case 'endProcess':
      case 'reusePid':
        this.#endProcess(step);
        return true;
      case 'changeLogon':
        world.policy({ logonMode: step.mode });
        return true;
      case 'reconnect':
        this.#at(step.host).reconnect(this.idOf(step), client(step.at));
        return true;
      case 'advance':
        await world.advance(step.ms);
        return true;
      case 'settle':
        await world.settled();
        return true;
      case 'turns':
        for (let i = 0; i < step.turns; i++) await undefined;
        return true;
      case 'setClock':
        this.#setClock(step.host, step.by);
        return true;
      default:
        return this.#goWrong(step);
    }
  }

  /** Ends all faults. */
  end(): void {
    for (const fault of [...this.#faults.splice(0), ...this.#holds.splice(0)]) fault.end();
    for (const { fault } of this.#cuts.splice(0)) fault.end();
    for (const fault of this.#stopped.values()) fault.end();
    this.#stopped.clear();
  }

  /** Whether no call reaches the host, or none returns. */
  isAway(host: HostName): boolean {
    return this.#cuts.some(it => it.host === host);
  }

  /** The id of one of the sessions that users can have. */
  idOf({ host, which }: { readonly host: HostName; readonly which: number }): number {
    const ids = [...this.#behind.histories[host].now.sessions.keys()].filter(id => id > 0 && id < LISTENERS);
    return ids.sort((a, b) => a - b)[which % ids.length] ?? 1;
  }

  #goWrong(step: Step): boolean {
    const world = this.#world;
    switch (step.do) {
      case 'fail':
        this.#faults.push(this.#at(step.host).fail(step.call, { ...limitsOf(step), code: step.code }));
        return true;
      case 'delay':
        this.#faults.push(this.#at(step.host).delay(step.call, step.ms, limitsOf(step)));
        return true;
      case 'hold':
        this.#holds.push(this.#at(step.host).hold(step.call, limitsOf(step)));
        return true;
      case 'release':
        this.#holds.shift()?.end();
        return true;
      case 'remove':
        this.#faults.push(world.remove(step.call));
        return true;
      case 'cut':
      case 'hang':
        this.#cut(step.host, step.do);
        return true;
      case 'heal':
        this.#cuts.shift()?.fault.end();
        return true;
      case 'notice':
        world.notice(step.event, step.id);
        return true;
      case 'overflow':
        world.overflow(step.count || undefined);
        return true;
      case 'stopService':
        this.#stopService(step.host, step.service);
        return true;
      case 'startService':
        this.#stopped.get(`${step.host} ${step.service}`)?.end();
        this.#stopped.delete(`${step.host} ${step.service}`);
        return true;
      default:
        return false;
    }
  }

  #cut(host: HostName, how: 'cut' | 'hang'): void {
    const door = this.#at(host);
    this.#cuts.push({ host, fault: how === 'cut' ? door.unreachable() : door.hang() });
  }

  #stopService(host: HostName, service: Service): void {
    const key = `${host} ${service}`;
    if (!this.#stopped.has(key)) this.#stopped.set(key, this.#at(host).stopService(service));
  }

  /** Nobody comes from another machine while the logon mode refuses it. */
  #checkAdmitted(host: HostName): void {
    const is = this.#behind.logonMode(host);
    if (is !== 'open') throw new Error(`somebody came to ${host} in its logon mode '${is}'`);
  }

  #endProcess(step: Extract<Step, { readonly do: 'endProcess' | 'reusePid' }>): void {
    const all = this.#behind.lives[step.host].present.filter(({ process }) => process.sessionId > 0);
    const process = all[step.which % Math.max(1, all.length)]?.process;
    if (!process) return;
    const { pid, sessionId } = process;
    this.#at(step.host).endProcess(pid);
    if (step.do === 'reusePid') this.#at(step.host).startProcess({ name: step.name, session: sessionId, pid });
  }

  #setClock(host: HostName, by: number): void {
    this.#at(host).setClock(this.#behind.now(host) + by);
  }

  #at(host: HostName): WorldHost {
    return host === 'HERE' ? this.#world : this.#world.host(host);
  }
}

/** The calls whose first argument is a session. */
const ABOUT_A_SESSION: readonly StruckCall[] = [
  'WTSQuerySessionInformationW',
  'WTSSendMessageW',
  'WTSLogoffSession',
  'WTSDisconnectSession',
];

function limitsOf({ call, after, id, times = 1 }: Strike) {
  const isAboutOne = id !== undefined && ABOUT_A_SESSION.includes(call);
  return { times, after, ...(isAboutOne && { args: [id] }) };
}
