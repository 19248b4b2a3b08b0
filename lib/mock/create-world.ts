import type { BackendContract } from '../backend-contract.js';
import type { Answer } from '../base/answer.js';
import type { ArgsOf, CallDescriptions, CallName, ValueOf } from '../base/call.js';
import type { DesktopCalls } from '../desktop/calls.js';
import type { RenderHintArgs, RenderHintCall } from '../desktop/contract.js';
import { checkOptions } from '../errors/arguments.js';
import type { IscsiCalls } from '../iscsi/calls.js';
import type { LogonCalls } from '../logon/calls.js';
import type { MonikerCalls } from '../moniker/calls.js';
import type { TerminalCalls } from '../terminal/calls.js';
import type { Scenario, ScenarioInput } from '../terminal/capture/scenario.js';
import type { VssCalls, WriterCalls } from '../vss/calls.js';
import type { Backend } from '../winstation-types.js';
import type { DesktopControl } from './desktop/control-types.js';
import { DesktopWorld } from './desktop/desktop-world.js';
import type { IscsiControl } from './iscsi/control-types.js';
import { IscsiWorld } from './iscsi/iscsi-world.js';
import { LogonWorld } from './logon/logon-world.js';
import { type Modules, modulesOver } from './modules.js';
import type { MonikerControl } from './moniker/control-types.js';
import { MonikerWorld } from './moniker/moniker-world.js';
import { ActsController } from './terminal/acts-control.js';
import type { ChannelLine, LineListener } from './terminal/channels/client-channel.js';
import type { ProviderCall } from './terminal/connections.js';
import { TerminalController } from './terminal/control.js';
import { play } from './terminal/play.js';
import type { SimulatedProgram } from './terminal/programs/program-state.js';
import type { TerminalCallHandler, WindowSubscriber } from './terminal/raw-calls.js';
import { mockTerminal } from './terminal/terminal.js';
import { TerminalWorld } from './terminal/terminal-world.js';
import type { World, WorldHost } from './types.js';
import type { VssControl } from './vss/control-types.js';
import { VssWorld } from './vss/vss-world.js';
import { WorldCallThread } from './world/call-thread.js';
import { MachineController } from './world/control.js';
import type { Domain } from './world/domain.js';
import type { Fault } from './world/fault.js';
import type { Machine } from './world/machine.js';
import { addMembers } from './world/members.js';
import type { AskOptions, RawAnswer } from './world/raw-call.js';
import type { Call } from './world/record.js';
import { checkScenario } from './world/scenario/validate.js';
import { Simulation, type WorldOptions } from './world/simulation.js';
import { WrittenOff } from './world/thread.js';

/** All raw calls of a world. */
type WorldCalls = TerminalCalls & IscsiCalls & LogonCalls & DesktopCalls & MonikerCalls & VssCalls & WriterCalls;
type Answered<C> = RawAnswer<ValueOf<C>>;

/**
 * A world: the general simulation, the domains in it, and the package over them. What callers see besides is the back door to
 * the local host, whose members `createWorld` adds.
 */
export class SimulatedWorld implements Omit<World, keyof WorldHost>, TerminalCallHandler {
  readonly module: Modules['winstation'];
  readonly modules: Modules;
  readonly backend: Backend;
  readonly simulation: Simulation;
  readonly terminal: TerminalWorld;
  readonly iscsi: IscsiControl;
  readonly #logon: LogonWorld;
  readonly desktop: DesktopControl;
  readonly com: MonikerControl;
  readonly vss: VssControl;
  readonly #vss: VssWorld;
  readonly #hosts = new Map<Machine, WorldHost>();

  constructor(scenario: Scenario, options: WorldOptions) {
    this.simulation = new Simulation(scenario, options);
    this.terminal = new TerminalWorld(this.simulation, scenario);
    const iscsi = new IscsiWorld(this.simulation, scenario);
    this.iscsi = iscsi.control;
    this.#logon = new LogonWorld(this.simulation, scenario, this.terminal);
    const desktop = new DesktopWorld(this.simulation, () => this.terminal.here());
    this.desktop = desktop.control;
    const moniker = new MonikerWorld(this.simulation, scenario, this.terminal.seats);
    this.com = moniker.control;
    const vss = new VssWorld(this.simulation, scenario);
    this.#vss = vss;
    this.vss = vss.control;
    const domains: Readonly<Record<string, Domain>> = {
      iscsi,
      logon: this.#logon,
      desktop,
      moniker,
      vss,
    };
    this.simulation.begin([this.terminal, ...Object.values(domains)]);
    const { clock, caller, handler, machines } = this.simulation;
    const writtenOff = new WrittenOff();
    const contract: BackendContract = Object.freeze({
      kind: 'mock',
      clock,
      localName: () => machines.local.name,
      terminal: mockTerminal({
        calls: this,
        clock,
        ownPid: () => caller.pids[0]!,
        isCaller: pid => caller.pids.includes(pid),
        writtenOff,
      }),
      desktop: { setRenderHint: (_call: RenderHintCall, args: RenderHintArgs) => this.#setRenderHint(args) },
      openCallThread: <C extends CallDescriptions>(domain: string) =>
        new WorldCallThread<C>({
          writtenOff,
          ask: (name, args, on) => handler.ask(undefined, name, args, { on }),
          read: (name, answer) => domains[domain]!.read?.(name, answer) ?? answer,
          isTooSmall: (name, answer) => domains[domain]!.isTooSmall?.(name, answer) ?? false,
          held: (name, value) => domains[domain]!.held?.(name, value),
          stopped: on => domains[domain]!.stopped?.(on),
          left: on => domains[domain]!.left?.(on),
        }),
      vss,
    });
    this.modules = modulesOver(() => contract);
    this.module = this.modules.winstation;
    this.backend = contract as unknown as Backend;
  }

  get now(): Date {
    return new Date(this.simulation.clock.now());
  }

  get calls(): readonly Call[] {
    return this.simulation.record.calls;
  }

  get connections(): readonly ProviderCall[] {
    return this.terminal.local.connections.calls;
  }

  clearCalls(): void {
    this.simulation.record.clear();
  }

  host(name: string): WorldHost {
    const machine = this.simulation.machine(name);
    const known = this.#hosts.get(machine);
    if (known) return known;
    const host = this.#control(machine, {});
    this.#hosts.set(machine, host);
    return host;
  }

  remove(syscall: string): Fault {
    return this.simulation.handler.remove(syscall);
  }

  restart(): void {
    this.simulation.restart();
  }

  advance(ms: number): Promise<void> {
    return this.simulation.advance(ms);
  }

  settled(): Promise<void> {
    return this.simulation.settled();
  }

  async play(recording: unknown): Promise<void> {
    await play(this.simulation, this.terminal.local, recording);
  }

  toScenario(): Scenario {
    return this.simulation.write() as Scenario;
  }

  ask<N extends CallName<WorldCalls>>(
    host: string | undefined,
    name: N,
    args: ArgsOf<WorldCalls[N]>,
    options?: AskOptions,
  ): Answered<WorldCalls[N]> | Promise<Answered<WorldCalls[N]>> {
    return this.simulation.handler.ask(host, name, args, options) as
      | Answered<WorldCalls[N]>
      | Promise<Answered<WorldCalls[N]>>;
  }

  subscribe(window: unknown, subscriber: WindowSubscriber): () => void {
    return this.terminal.local.notices.subscribe(window, subscriber);
  }

  startedProgram(pid: number): SimulatedProgram | undefined {
    return this.terminal.local.programs.running(pid);
  }

  channel(on: unknown, listener: LineListener): ChannelLine | undefined {
    return this.terminal.local.clients.listen(on, listener);
  }

  #setRenderHint(args: RenderHintArgs): Answer<bigint> {
    const answer = this.ask(undefined, 'WTSSetRenderHint', args, { held: false });
    if (answer instanceof Promise) throw new Error('WTSSetRenderHint was held although it blocks a JavaScript thread');
    return answer;
  }

  /** Nobody waits any more for what was asked on this object of VSS. */
  cancel(on: unknown): void {
    this.#vss.stopped(on);
  }

  /** The world itself, with the back door to its local host. */
  withLocalHost(): World {
    const { local } = this.simulation.machines;
    const world = this.#control(local, this);
    this.#hosts.set(local, world);
    return world;
  }

  /** The back door to a host: a line for the general room and one for each domain. */
  #control<T extends object>(machine: Machine, target: T): T & WorldHost {
    const general = addMembers(target, new MachineController(this.simulation.machines, machine));
    const host = this.terminal.of(machine);
    const terminal = addMembers(addMembers(general, new TerminalController(host)), new ActsController(host));
    return addMembers(terminal, this.#logon.control(machine));
  }
}

/**
 * Makes a world. Without a scenario: one machine with its services, a console that nobody is logged on to, and a listener.
 *
 * @param scenario A {@link Scenario}, such as the JSON of a file.
 * @param options.clock Whose time it goes by: its own (`'world'`), that of `Date` (real, or faked by a test runner), or another.
 * @param options.as The rights of the calling process.
 * @throws `TypeError` with code `'ERR_INVALID_SCENARIO'` that names the path and the nearest right word.
 * @example
 * const world = createWorld();
 * const anna = world.logon({ user: 'anna', client: { name: 'LAPTOP7' } });
 * await world.advance(31 * 60_000);
 * console.log((await world.module.localHost().session(anna)).idleMs);
 */
export function createWorld(scenario?: ScenarioInput, options: WorldOptions = {}): World {
  checkOptions('options', options, ['clock', 'as']);
  const given = scenario ?? { version: 1 };
  checkScenario(given);
  return new SimulatedWorld(given as Scenario, options).withLocalHost();
}
