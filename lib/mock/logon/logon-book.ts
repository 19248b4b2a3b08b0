import { type Luid, luid } from '../../identity/luid.js';
import type { ScenarioLogon } from '../../scenario/logons.js';
import { isSameLuid, type LogonState, PLAIN, TYPE_NUMBERS } from './state.js';

/** Somebody who is logged on to a terminal session. */
export interface SessionLogon {
  readonly low: number;
  readonly high: number;
  readonly user: string;
  readonly domain: string;
  readonly sid: string | undefined;
  readonly sessionId: number;
  readonly logonTime: bigint;
  readonly remote: boolean;
  readonly elevated: boolean;
}

export interface BookOptions {
  readonly hostName: string;
  /** When the machine started. */
  readonly began: bigint;
  readonly now: () => bigint;
  readonly ofSessions: () => readonly SessionLogon[];
  readonly sidFor: (domain: string, user: string) => string;
}

// `LOGON_WINLOGON`, `LOGON_NO_ELEVATION`.
const WINLOGON = 0x8000;
const NO_ELEVATION = 0x4_0000;
const FIRST_FREE = 0x1_0000;

/** A logon as a scenario says it, its times read. */
export type NewLogon = Pick<ScenarioLogon, 'type' | 'user'> &
  Partial<Omit<ScenarioLogon, 'type' | 'user' | 'logonTime' | 'passwordLastSet' | 'lastSucceeded' | 'lastFailed'>> &
  Partial<Pick<LogonState, 'logonTime' | 'passwordLastSet' | 'lastSucceeded' | 'lastFailed'>>;

/** The logons of a machine: its own, those of the users in its sessions, and those that were added. */
export class LogonBook {
  readonly #options: BookOptions;
  readonly #own: readonly LogonState[];
  readonly #added: LogonState[] = [];
  #next = FIRST_FREE;

  constructor(options: BookOptions) {
    this.#options = options;
    this.#own = ownLogons(options);
  }

  /** Those that were added, for a scenario. */
  get added(): readonly LogonState[] {
    return this.#added;
  }

  all(): readonly LogonState[] {
    return [...this.#own, ...this.#options.ofSessions().map(it => this.#ofSession(it)), ...this.#added];
  }

  find(id: { readonly low: number; readonly high: number }): LogonState | undefined {
    return this.all().find(it => isSameLuid(it, id));
  }

  /** The id of the logon, which is another one than all that are there. */
  add(logon: NewLogon): Luid {
    const { luid: given, type, domain = this.#options.hostName, user, sid, sessionId = 0, ...others } = logon;
    const parts = given === undefined ? this.#free() : luid.toParts(luid.parse(given));
    if (this.find(parts)) throw new RangeError(`there is a logon ${luid.fromParts(parts)} already`);
    const known = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
    this.#added.push({
      ...PLAIN,
      logonTime: this.#options.now(),
      ...known,
      low: parts.low,
      high: parts.high,
      type: TYPE_NUMBERS[type],
      user,
      domain,
      sid: sid ?? this.#options.sidFor(domain, user),
      sessionId,
    });
    return luid.fromParts(parts);
  }

  remove(id: { readonly low: number; readonly high: number }): boolean {
    const at = this.#added.findIndex(it => isSameLuid(it, id));
    if (at >= 0) this.#added.splice(at, 1);
    return at >= 0;
  }

  /** Logons end at the latest with the machine. */
  restart(): void {
    this.#added.length = 0;
  }

  #free(): { readonly low: number; readonly high: number } {
    do this.#next += 1;
    while (this.find({ low: this.#next, high: 0 }));
    return { low: this.#next, high: 0 };
  }

  #ofSession({ remote, elevated, ...who }: SessionLogon): LogonState {
    const type = remote ? TYPE_NUMBERS.remoteInteractive : TYPE_NUMBERS.interactive;
    return {
      ...PLAIN,
      ...who,
      type,
      server: this.#options.hostName,
      flags: WINLOGON | (elevated ? 0 : NO_ELEVATION),
    };
  }
}

/** LocalSystem, and the two accounts of services that every Windows has. */
function ownLogons({ hostName, began }: BookOptions): readonly LogonState[] {
  const machine = { ...PLAIN, sessionId: 0, logonTime: began, high: 0, user: `${hostName}$`, domain: 'WORKGROUP' };
  return [
    { ...machine, low: 0x3e7, type: TYPE_NUMBERS.system, sid: 'S-1-5-18' },
    { ...machine, low: 0x3e4, type: TYPE_NUMBERS.service, sid: 'S-1-5-20' },
    {
      ...machine,
      low: 0x3e5,
      type: TYPE_NUMBERS.service,
      sid: 'S-1-5-19',
      user: 'LOCAL SERVICE',
      domain: 'NT AUTHORITY',
    },
  ];
}
