import { ERROR_CODES as E } from '../../errors/codes.js';
import type { Scenario } from '../../terminal/capture/scenario.js';
import type { Backend } from '../../winstation-types.js';
import { mockBackend } from '../backend.js';
import { type Modules, modulesOver } from '../modules.js';
import { Replay } from '../terminal/replay.js';
import { answer } from '../terminal/rules/answers.js';
import { checkRecording } from '../terminal/scenario/check-recording.js';
import { DEFAULT_NOW } from '../terminal/scenario/defaults.js';
import { freshHost, readScenario, startOf } from '../terminal/scenario/read.js';
import { writeScenario } from '../terminal/scenario/write.js';
import type { Role } from '../terminal/state.js';
import { spoilable } from '../terminal/wholeness.js';
import type { WorldHost } from './back-door.js';
import { type ClockChoice, makeClock } from './clock.js';
import { type Fault, faultThat, syscallNamed, type Verdict } from './faults.js';
import { HostDoor } from './host-door.js';
import { Hosts, type Place } from './hosts.js';
import type { AskOptions, RawAnswer, RawCallName, RawCalls, RawDoor, RawSubscriber } from './raw-calls.js';
import { type Call, CallRecord } from './record.js';
import { checkScenario } from './scenario/validate.js';

export interface WorldOptions {
  /** Default: `'world'`. */
  readonly clock?: ClockChoice;
  /** The rights of the calling process, instead of the scenario's. Default: an administrator's. */
  readonly as?: Role;
}

/**
 * A simulated Windows: hosts, sessions, processes, a clock and faults. The world itself is also the back door to the local
 * host.
 */
export interface World extends WorldHost {
  /** The whole of `winstation`, over this world: inject it, or hand it to `vi.mock` or `jest.mock`. */
  readonly module: Modules['winstation'];
  /**
   * The same for each import of the package, by its name; `modules.winstation` is `module`.
   * @example for (const [name, module] of Object.entries(world.modules)) vi.doMock(name, () => module);
   */
  readonly modules: Modules;
  /** For `localHost({ backend })` and `openHost(name, { backend })`. */
  readonly backend: Backend;
  /** What the world's clock shows. */
  readonly now: Date;
  /** Every raw call made so far, in order. */
  readonly calls: readonly Call[];
  clearCalls(): void;
  /** The back door to a host; one that the world does not know yet comes into being. */
  host(name: string): WorldHost;
  /** This Windows lacks the export: calls of it fail with ERROR_PROC_NOT_FOUND and are not recorded, as nothing is called. */
  remove(syscall: string): Fault;
  /** Moves the world's own clock, fires what becomes due in order, and lets promise jobs run in between. */
  advance(ms: number): Promise<void>;
  /** Resolves when everything that can go on without time or help has gone on. */
  settled(): Promise<void>;
  /**
   * Plays a recording on this machine: each event at its time after now, on the world's clock, with the session as it was
   * recorded. Make the world of `recording.start` first. The world's own clock is moved along; another one is followed, and
   * the promise resolves when it has come to the last event. What a recording made without `details` does not say is made up.
   * @throws TypeError with code `'ERR_INVALID_RECORDING'`, naming the path.
   * @example const world = createWorld(recording.start); await world.play(recording);
   */
  play(recording: unknown): Promise<void>;
  /** The world as it is now. A world made from it is the same, but for faults, calls under way and messages shown. */
  toScenario(): Scenario;
}

/** Promise jobs in a row without any raw call, answer or timer, after which the world counts as settled. */
const QUIET = 100;
/** And for every notice that was told, since a reader of a watch takes its events one after the other. */
const QUIET_PER_NOTICE = 10;

/**
 * The world and the way into it for raw calls. It defers by promise jobs only and keeps no timer of the platform, except
 * where a test chose the platform's clock, so faked timers cannot stop it.
 */
export class SimulatedWorld extends HostDoor implements World, RawDoor {
  readonly module: Modules['winstation'];
  readonly modules: Modules;
  readonly backend: Backend;
  readonly hosts: Hosts;
  readonly #record = new CallRecord();
  readonly #removed = new Map<RawCallName, number>();
  readonly #doors = new Map<Place, WorldHost>();
  #activity = 0;
  #untaken = 0;

  constructor(scenario: unknown, { clock = 'world', as }: WorldOptions) {
    const given = scenario ?? { version: 1 };
    checkScenario(given);
    const start = startOf(given, DEFAULT_NOW);
    const worldClock = makeClock(clock, start);
    const now = worldClock.now();
    const { caller, hosts } = readScenario(given, roleOf(as), now, given.now === undefined ? 0 : now - start);
    const all = new Hosts(worldClock, caller, hosts);
    super(all, all.local);
    this.hosts = all;
    this.#doors.set(all.local, this);
    const contract = mockBackend(this, all);
    this.modules = modulesOver(() => contract);
    this.module = this.modules.winstation;
    this.backend = contract as unknown as Backend;
  }

  get now(): Date {
    return new Date(this.hosts.clock.now());
  }

  get calls(): readonly Call[] {
    return this.#record.calls;
  }

  clearCalls(): void {
    this.#record.clear();
  }

  host(name: string): WorldHost {
    if (typeof name !== 'string' || name.trim() === '') throw new TypeError('a host has a name');
    const place = this.hosts.find(name) ?? this.hosts.add(freshHost(name, this.hosts.clock.now()));
    let door = this.#doors.get(place);
    if (!door) {
      door = new HostDoor(this.hosts, place);
      this.#doors.set(place, door);
    }
    return door;
  }

  remove(syscall: string): Fault {
    const name = syscallNamed(syscall);
    this.#removed.set(name, (this.#removed.get(name) ?? 0) + 1);
    return faultThat(() => {
      const left = this.#removed.get(name)! - 1;
      if (left > 0) this.#removed.set(name, left);
      else this.#removed.delete(name);
    });
  }

  async advance(ms: number): Promise<void> {
    const { clock } = this.hosts;
    if (!(ms >= 0)) throw new RangeError(`time moves forward, by milliseconds, not by ${String(ms)}`);
    if (ms > 0 && !clock.own)
      throw new TypeError('this world goes by another clock: move that one, then await settled()');
    await this.settled();
    const end = clock.elapsed() + ms;
    while (clock.step(end)) await this.settled();
    clock.moveTo(end);
    await this.settled();
  }

  async settled(): Promise<void> {
    this.hosts.clock.fireDue();
    let before = this.#activity;
    let patience = QUIET;
    for (let quiet = 0; quiet < patience; quiet++) {
      await undefined;
      if (this.#activity !== before) quiet = 0;
      before = this.#activity;
      patience += QUIET_PER_NOTICE * this.#untaken;
      this.#untaken = 0;
    }
  }

  async play(recording: unknown): Promise<void> {
    checkRecording(recording);
    const { clock, local } = this.hosts;
    const began = clock.elapsed();
    const replay = new Replay(recording, local);
    for (const event of recording.events) {
      const wait = began + event.at - clock.elapsed();
      if (clock.own) await this.advance(Math.max(0, wait));
      else if (wait > 0) await new Promise<void>(resolve => clock.after(wait, resolve));
      replay.apply(event);
      // Whoever looks at the session because of this event sees it as it was then, not as the next event leaves it.
      await this.settled();
    }
  }

  toScenario(): Scenario {
    return writeScenario(this.hosts);
  }

  ask<N extends RawCallName>(
    host: string | undefined,
    name: N,
    args: RawCalls[N]['args'],
    { held = true, on }: AskOptions = {},
  ): RawAnswer<N> | Promise<RawAnswer<N>> {
    this.#activity += 1;
    this.hosts.clock.fireDue();
    if (this.#removed.has(name)) return { ok: false, syscall: name, code: E.ERROR_PROC_NOT_FOUND };
    const place = this.hosts.find(host);
    const failed = this.#record.add(name, place?.state.name ?? host!, args);
    const verdict = place?.faults.strike(name, args) ?? { delay: 0, held: [] };
    const finish = (it: RawAnswer<N>): RawAnswer<N> => {
      this.#activity += 1;
      if (!it.ok) failed(it.code);
      return it;
    };
    const reply = () => this.#reply(this.hosts.find(host), name, args, verdict, on);
    if (!held || (verdict.delay === 0 && verdict.held.length === 0)) {
      const now = reply();
      return now instanceof Promise ? now.then(finish) : finish(now);
    }
    return this.#released(verdict).then(reply).then(finish);
  }

  #reply<N extends RawCallName>(
    place: Place | undefined,
    name: N,
    args: RawCalls[N]['args'],
    { code, shape }: Verdict,
    on: unknown,
  ): RawAnswer<N> | Promise<RawAnswer<N>> {
    if (code !== undefined) return { ok: false, syscall: name, code };
    const plain = unlessHanging(place, name, answer(this.hosts, place, name, args, on));
    if (shape === undefined) return plain;
    const spoil = (it: RawAnswer<N>): RawAnswer<N> =>
      it.ok && spoilable(name, args, it.value, shape) ? { ...it, shape } : it;
    return plain instanceof Promise ? plain.then(spoil) : spoil(plain);
  }

  subscribe(window: unknown, subscriber: RawSubscriber): () => void {
    const told = () => {
      this.#activity += 1;
    };
    return this.hosts.local.notices.subscribe(window, {
      notice: (event, sessionId) => {
        told();
        this.#untaken += 1;
        subscriber.notice(event, sessionId);
      },
      lost: count => {
        told();
        subscriber.lost(count);
      },
      service: state => {
        told();
        subscriber.service(state);
      },
      ready: () => {
        told();
        subscriber.ready();
      },
    });
  }

  async #released({ delay, held }: Verdict): Promise<void> {
    await Promise.all(held);
    if (delay === 0) return;
    await new Promise<void>(resolve => {
      this.hosts.clock.after(delay, () => {
        this.#activity += 1;
        resolve();
      });
    });
  }
}

/** A wait for events was let in before the host began to hang; its answer is held all the same. */
function unlessHanging<A>(place: Place | undefined, name: RawCallName, answer: A | Promise<A>): A | Promise<A> {
  if (name !== 'WTSWaitSystemEvent' || !(answer instanceof Promise)) return answer;
  return answer.then(async it => {
    await place?.faults.hanging();
    return it;
  });
}

export function createWorld(scenario?: unknown, options: WorldOptions = {}): World {
  return new SimulatedWorld(scenario, options);
}

const ROLES: readonly Role[] = ['system', 'administrator', 'user'];

function roleOf(as: Role | undefined): Role | undefined {
  if (as === undefined || ROLES.includes(as)) return as;
  throw new TypeError(`as must be one of ${ROLES.join(', ')}, not ${String(as)}`);
}
