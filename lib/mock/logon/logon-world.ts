import { LOGON_CALLS, type LogonCalls } from '../../logon/calls.js';
import type { ScenarioLogon } from '../../scenario/logons.js';
import { byRules, type Domain, type Joining } from '../world/domain.js';
import type { Machine } from '../world/machine.js';
import type { BufferShape } from '../world/raw-call.js';
import type { Simulation } from '../world/simulation.js';
import { LogonController } from './control.js';
import { LogonBook, type SessionLogon } from './logon-book.js';
import { LOGON_RULES, type Made } from './rules.js';
import { readLogons } from './scenario/read.js';
import { writeLogon } from './scenario/write.js';
import { isSpoilable, read } from './spoiled.js';

/** What this domain needs of the terminal sessions. */
export interface People {
  signedOn(): readonly SessionLogon[];
  /** The SID of the calling process; `null` for one that has none. */
  callerSid(): string | null;
  sidFor(domain: string, user: string): string;
}

/** The logon sessions of the local host. */
export class LogonWorld implements Domain {
  readonly calls = LOGON_CALLS;
  readonly codes = {};
  readonly #simulation: Simulation;
  readonly #logons: readonly ScenarioLogon[];
  readonly #people: People;
  #book: LogonBook | undefined;

  readonly answer = byRules<LogonCalls, Made>(LOGON_RULES, () => ({
    book: this.#book!,
    mayRead: sid => this.#simulation.caller.role !== 'user' || (sid !== undefined && sid === this.#people.callerSid()),
  }));

  constructor(simulation: Simulation, { logons = [] }: { readonly logons?: readonly ScenarioLogon[] }, people: People) {
    this.#simulation = simulation;
    this.#logons = logons;
    this.#people = people;
  }

  /** The back door; logons are those of this machine. */
  control(machine: Machine): LogonController {
    return new LogonController(() => {
      if (!machine.isLocal) throw new TypeError('the logon sessions of a world are those of its local host');
      return this.#book!;
    });
  }

  join({ machine, now, shift }: Joining): void {
    if (!machine.isLocal) return;
    const { signedOn, sidFor } = this.#people;
    this.#book = new LogonBook({
      hostName: machine.name,
      began: now,
      now: () => machine.clock.stamp(),
      ofSessions: signedOn,
      sidFor,
    });
    readLogons(this.#book, this.#logons, shift);
  }

  isSpoilable(name: string, _: unknown, value: unknown, shape: BufferShape): boolean {
    return isSpoilable(name, value, shape);
  }

  readonly read = read;

  restart(): void {
    this.#book?.restart();
  }

  writeHost(): object {
    return {};
  }

  writeCaller(): object {
    return {};
  }

  writeRoot(): object {
    const { name } = this.#simulation.machines.local;
    const logons = this.#book?.added.map(it => writeLogon(name, it)) ?? [];
    return logons.length > 0 ? { logons } : {};
  }
}
