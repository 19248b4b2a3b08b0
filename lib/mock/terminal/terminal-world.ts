import { TERMINAL_CALLS, type TerminalCalls } from '../../terminal/calls.js';
import type { Scenario, ScenarioCaller, ScenarioHost } from '../../terminal/capture/scenario.js';
import { TERMINAL_CODES } from '../../terminal/codes.js';
import type { SessionRight } from '../../terminal/listeners/types.js';
import type { Caller } from '../world/caller.js';
import { byRules, type Domain, type Joining } from '../world/domain.js';
import type { Machine } from '../world/machine.js';
import type { Privileges } from '../world/privileges.js';
import type { Simulation } from '../world/simulation.js';
import { makeHost, type SimulatedHost } from './host.js';
import { InputAges } from './input-ages.js';
import { sidsOf } from './listeners/caller-sids.js';
import { grants } from './listeners/listener-state.js';
import { isSpoilable } from './malformed.js';
import { Objects } from './programs/objects.js';
import { SYSTEM_SID } from './programs/token-state.js';
import { sidFor } from './rules/accounts.js';
import type { AllSessions, Made } from './rules/made.js';
import { TERMINAL_RULES } from './rules/rules.js';
import { readHost } from './scenario/read-host.js';
import { writeHost } from './scenario/write.js';
import type { SignedOn } from './signed-on.js';
import { hasUser, type SessionState } from './state.js';

/** The sessions of all hosts of a world, and the session that the calling process runs in. */
export class TerminalWorld implements Domain, AllSessions {
  readonly calls = TERMINAL_CALLS;
  readonly codes = TERMINAL_CODES;
  readonly isSpoilable = isSpoilable;
  readonly inputAges = new InputAges();
  readonly objects = new Objects();
  readonly simulation: Simulation;
  readonly #hosts = new Map<Machine, SimulatedHost>();
  /** Where the scenario says that the caller runs. */
  readonly #sessionId: number | undefined;
  #callerSession: SessionState | undefined;

  readonly answer = byRules<TerminalCalls, Made>(TERMINAL_RULES, ({ machine, on }) => ({
    world: this,
    host: this.of(machine),
    on,
  }));

  constructor(simulation: Simulation, { caller = {} }: Scenario) {
    this.simulation = simulation;
    this.#sessionId = caller.sessionId;
  }

  join(joining: Joining): void {
    const { machine } = joining;
    const { role, pids } = this.caller;
    const caller = { role, pid: pids[0]!, sessionId: this.#sessionId };
    const { state, services } = readHost({ ...(joining as Joining<ScenarioHost>), caller });
    const host = makeHost({
      machine,
      state,
      services,
      activity: this.simulation.activity,
      // Where the caller runs depends on what has happened, and not on when it is asked for.
      changed: () => void (machine.isLocal && this.callerSessionId()),
    });
    this.#hosts.set(machine, host);
    if (!machine.isLocal) return;
    machine.whenClockSet.push(byMs => this.inputAges.clockSet(state.sessions.values(), byMs));
    this.callerSessionId();
  }

  get caller(): Caller {
    return this.simulation.caller;
  }

  get privileges(): Privileges {
    return this.simulation.privileges;
  }

  get local(): SimulatedHost {
    return this.of(this.simulation.machines.local);
  }

  of(machine: Machine): SimulatedHost {
    return this.#hosts.get(machine)!;
  }

  /** `undefined` is this machine. */
  find(name: string | undefined): SimulatedHost | undefined {
    const machine = this.simulation.machines.find(name);
    return machine && this.of(machine);
  }

  all(): readonly SimulatedHost[] {
    return [...this.#hosts.values()];
  }

  /**
   * The session that the calling process runs in. Unless the scenario says which, it is the system's own, or the first one
   * with an active user, where the process then stays for as long as that user does; while there is none, the console.
   */
  callerSessionId(): number {
    if (this.#sessionId !== undefined) return this.#sessionId;
    if (this.caller.role === 'system') return 0;
    const { sessions, consoleSessionId } = this.local.state;
    const stays = this.#callerSession;
    if (stays && sessions.get(stays.id) === stays) return stays.id;
    this.#callerSession = undefined;
    // Without sorting: this is done at each change while nobody is active.
    for (const it of sessions.values()) {
      const isFirst = this.#callerSession === undefined || it.id < this.#callerSession.id;
      if (isFirst && it.state === 'active' && hasUser(it)) this.#callerSession = it;
    }
    return this.#callerSession?.id ?? consoleSessionId ?? 0;
  }

  /** The logons of the users in the sessions of this machine. */
  readonly signedOn = (): readonly SignedOn[] => this.local.logons.all();
  readonly sidFor = sidFor;

  callerSid(): string | null {
    if (this.caller.role === 'system') return SYSTEM_SID;
    return this.local.state.sessions.get(this.callerSessionId())?.sid ?? null;
  }

  /** Who is where on this machine. */
  readonly seats = {
    logonOf: (sessionId: number): { readonly user: string; readonly logonTime: bigint } | undefined => {
      const session = this.local.state.sessions.get(sessionId);
      return session?.user ? { user: session.user, logonTime: session.logonTime } : undefined;
    },
    consoleSessionId: (): number | undefined => this.local.state.consoleSessionId ?? undefined,
    callerSessionId: (): number => this.callerSessionId(),
  };

  /** What is on the screen of the session that the calling process runs in. */
  here(): {
    readonly sessionId: number;
    readonly isThere: boolean;
    readonly isLocked: boolean;
    readonly sid: string | undefined;
  } {
    const sessionId = this.callerSessionId();
    const session = this.local.state.sessions.get(sessionId);
    const isLocked = session === undefined || !hasUser(session) || session.lock === 'locked';
    return { sessionId, isThere: session !== undefined, isLocked, sid: session?.sid ?? undefined };
  }

  callerIs(pid: number): boolean {
    return this.caller.pids.includes(pid);
  }

  /**
   * A user may look at and act on the caller's own session, and on others as their permissions say; an administrator on any.
   */
  mayUse(host: SimulatedHost, sessionId: number, right?: SessionRight): boolean {
    if (this.caller.role !== 'user') return true;
    if (!host.machine.isLocal) return false;
    if (sessionId === this.callerSessionId()) return true;
    const permissions = host.state.permissions.get(sessionId);
    return right !== undefined && permissions !== undefined && grants(permissions, sidsOf(this, host), right);
  }

  /** Everybody is logged off. */
  restart(): void {
    this.local.power.restart();
  }

  writeHost(machine: Machine): ScenarioHost {
    return writeHost(this.of(machine));
  }

  writeCaller(): ScenarioCaller {
    return this.#sessionId === undefined ? {} : { sessionId: this.#sessionId };
  }
}
