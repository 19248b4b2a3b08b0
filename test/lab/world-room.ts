import { type ScriptStep, scriptOf } from '../contract/terminal/programs/script.js';
import { askDoor, type Door, type ShapedAnswer } from './door.js';
import { type PlayedPrograms, ProgramLine } from './program-line.js';
import { type ChannelDoor, channelKey, RoomChannels } from './room-channels.js';
import { RoomNotices } from './room-notices.js';
import { RoomVss, type VssDoor } from './room-vss.js';
import type { ByteReader } from './wire/bytes.js';
import { Ledger, NOTES } from './wire/ledger.js';
import type { Burst, Delivery } from './wire/notices.js';
import type { Question } from './wire/question.js';

/** What the server needs of a world; the back door is called by name. */
export interface LabWorld extends Door, ChannelDoor, VssDoor {
  readonly now: Date;
  readonly calls: readonly { readonly name: string; readonly args: readonly unknown[] }[];
  clearCalls(): void;
  advance(ms: number): Promise<void>;
  settled(): Promise<void>;
  host(name: string): object;
  toScenario(): { readonly caller?: { readonly pid?: number }; readonly vss?: { readonly sessionIds?: string } | null };
  readonly terminal: {
    readonly local: {
      readonly notices: { isRegistered(window: unknown): boolean };
      readonly programs: PlayedPrograms;
    };
  };
  program(file: string, script: ReturnType<typeof scriptOf>): void;
  /** Those that were started. */
  readonly programs: readonly { readonly name: string; readonly running: boolean }[];
}

export type CreateWorld = (scenario?: unknown, options?: object) => LabWorld;

interface Endable {
  end(): void;
}

/** What `outstanding` tells. Misuses are never forgiven: a later reset does not take them away. */
export interface Outstanding {
  readonly buffers: number;
  readonly handles: number;
  readonly windows: number;
  readonly registrations: number;
  readonly badFrees: number;
  readonly misuses: readonly string[];
}

const RPC_S_SERVER_UNAVAILABLE = 1722;

/** A world is asked for a thread only together with its window. */
const thread = { call: 'CreateThread', args: {}, neverHeld: true };

/** How long freed buffers may take to be told: threads free them on their own time. */
const SETTLE_MS = 3000;
const STEP_MS = 10;

/** One test process: its world, what it drives in it, and what its stand-ins tell. */
export class Room {
  readonly ledger = new Ledger();
  readonly notices = new RoomNotices();
  readonly channels = new RoomChannels();
  readonly vss = new RoomVss();
  /** What went wrong in the lab itself. */
  readonly complaints: string[] = [];
  readonly #create: CreateWorld;
  readonly #faults = new Map<number, Endable>();
  #world: LabWorld | undefined;
  #callerPid = 0;
  #lastFault = 0;
  /** Faults that the creation of threads may meet. */
  readonly #threadFaults = new Set<number>();
  readonly #programs = new Set<ProgramLine>();
  readonly #waits = new Set<(answer: ShapedAnswer) => void>();
  readonly #rpcLines = new Set<() => void>();

  constructor(create: CreateWorld) {
    this.#create = create;
  }

  /** Calls back when the process is gone, unless it is told to forget it. */
  onHangUp(end: () => void): () => void {
    this.#rpcLines.add(end);
    return () => this.#rpcLines.delete(end);
  }

  hangUp(): void {
    for (const end of this.#rpcLines) end();
  }

  get world(): LabWorld {
    return this.#world ?? this.#reset();
  }

  /** What the world calls the process that asks. */
  get callerPid(): number {
    if (!this.#world) this.#reset();
    return this.#callerPid;
  }

  readonly complain = (error: unknown): void => {
    this.complaints.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };

  ask(question: Question): ShapedAnswer | Promise<ShapedAnswer> {
    const { host, call, window, handle, channel } = question;
    const ofVss = this.vss.ask(question, this.world, on => askDoor(this.world, question, on));
    if (ofVss) return ofVss;
    if (call === 'CreateThread' && this.#threadFaults.size === 0) return { ok: true, value: undefined };
    if (call === 'CreateWindowExW' && this.#threadFaults.size === 0) askDoor(this.world, { host, ...thread });
    const handleOrChannel = channel === undefined ? handle : channelKey(channel);
    const on = window === undefined ? handleOrChannel : this.notices.window(this.world, window);
    const answer = askDoor(this.world, question, on);
    if (call === 'WTSUnRegisterSessionNotificationEx' && window !== undefined) this.#unregistered(window, on, answer);
    return call === 'WTSWaitSystemEvent' && answer instanceof Promise ? this.#untilReset(answer) : answer;
  }

  /** A program of the lab plays one of the world. */
  programLine(send: (frame: Buffer) => void): ProgramLine {
    const { programs } = this.world.terminal.local;
    const line = new ProgramLine(programs, send);
    this.#programs.add(line);
    programs.whenLeftBehind = (parent, child) => {
      for (const it of this.#programs) if (it.pid === parent) it.leave(child);
    };
    return line;
  }

  programGone(line: ProgramLine): void {
    if (this.#programs.delete(line)) line.closed();
  }

  /** The programs of the world. What counts is whether the process lives that plays one, and not its connection. */
  get programs(): LabWorld['programs'] {
    this.#endDeparted();
    return this.world.programs;
  }

  note(kind: number, reader: ByteReader): void {
    if (kind === NOTES.burstDone) {
      this.notices.burstDone({ posted: reader.u32(), refused: reader.u32() });
    } else if (kind === NOTES.unfit) {
      this.complain(`${reader.ascii()}: the stand-in ${reader.ascii()}`);
    } else {
      this.ledger.take(kind, reader);
    }
  }

  /** What a test process may ask for; `driver.ts` beside the contract suites says what each does. */
  async control(method: string, args: readonly unknown[]): Promise<unknown> {
    const [first, second, third] = args;
    switch (method) {
      case 'reset':
        this.#reset(first, second as object | undefined);
        return undefined;
      case 'act':
        return this.#act(first as string | null, String(second), third as readonly unknown[]);
      case 'later':
        // For processes that must have nothing under way meanwhile.
        setTimeout(
          () =>
            void this.#act(second as string | null, String(third), args[3] as readonly unknown[]).catch(this.complain),
          Number(first),
        );
        return undefined;
      case 'channel':
        return this.#channel(Number(first), String(second), third, args[3], args[4]);
      case 'get': {
        this.#endDeparted();
        const { target, name } = this.#member(first as string | null, String(second));
        return (target as Record<string, unknown>)[name];
      }
      case 'vssSession':
        return await this.vss.begin(this.world, first as 'backup' | 'restore', second as object);
      case 'vss':
        return await this.vss.session(String(first), String(second), third);
      case 'vssShutDown':
        this.vss.writers.shutDown();
        return undefined;
      case 'vssSaid':
        return this.vss.writers.said();
      case 'program':
        this.world.program(String(first), scriptOf(second as readonly ScriptStep[]));
        return undefined;
      case 'played':
        // Those that run as processes of their own by now: of one that ends before, the world hears nothing.
        this.#endDeparted();
        return [...this.#programs].map(it => it.pid);
      case 'endFault':
        this.#faults.get(Number(first))?.end();
        this.#faults.delete(Number(first));
        this.#threadFaults.delete(Number(first));
        return undefined;
      case 'advance':
        await this.vss.writers.rest();
        return await this.world.advance(Number(first));
      case 'settled':
        return this.world.settled();
      case 'now':
        return this.world.now.getTime();
      case 'calls':
        return this.world.calls;
      case 'clearCalls':
        return this.world.clearCalls();
      case 'toScenario':
        return this.world.toScenario();
      case 'deliver':
        this.notices.delivery = first as Delivery;
        return undefined;
      case 'burst':
        return this.notices.burst(first as Burst);
      case 'outstanding':
        return this.outstanding(Number(first ?? 0));
      default:
        throw new Error(`The world server knows no '${method}'.`);
    }
  }

  #endDeparted(): void {
    for (const line of this.#programs) if (!line.lives) this.programGone(line);
  }

  /** Waits until no more than `handles` handles and nothing else is out, or until time is up. */
  async outstanding(handles: number): Promise<Outstanding> {
    const deadline = Date.now() + SETTLE_MS;
    const clean = () => {
      const { buffers, handles: open, windows, registrations } = this.ledger;
      return buffers === 0 && open <= handles && windows === 0 && registrations === 0;
    };
    while (!clean() && Date.now() < deadline) await new Promise(resolve => setTimeout(resolve, STEP_MS));
    return this.remains();
  }

  remains(): Outstanding {
    const { buffers, handles, windows, registrations, misuses } = this.ledger;
    return { buffers, handles, windows, registrations, badFrees: misuses.length, misuses };
  }

  /** What the world before held is let go, so that no thread waits for a world that is gone. */
  #reset(scenario?: unknown, options?: object): LabWorld {
    for (const fault of this.#faults.values()) fault.end();
    this.#faults.clear();
    this.#threadFaults.clear();
    this.notices.forget();
    this.channels.forget();
    this.vss.forget();
    for (const end of this.#waits) end({ ok: false, syscall: 'WTSWaitSystemEvent', code: RPC_S_SERVER_UNAVAILABLE });
    const world = this.#create(scenario, options);
    this.#world = world;
    this.#callerPid = world.toScenario().caller?.pid ?? 0;
    return world;
  }

  /** A world that is gone flushes nothing any more. */
  async #untilReset(answer: Promise<ShapedAnswer>): Promise<ShapedAnswer> {
    let end: (answer: ShapedAnswer) => void = () => {};
    const reset = new Promise<ShapedAnswer>(resolve => {
      end = resolve;
    });
    this.#waits.add(end);
    try {
      return await Promise.race([answer, reset]);
    } finally {
      this.#waits.delete(end);
    }
  }

  async #unregistered(window: number, on: unknown, answer: ShapedAnswer | Promise<ShapedAnswer>): Promise<void> {
    const { ok } = await answer;
    // Made to fail, and not refused because the window was not registered.
    if (!ok && this.world.terminal.local.notices.isRegistered(on)) this.ledger.forgiveUnregistering(window);
  }

  #host(host: string | null): object {
    return host === null ? this.world : this.world.host(host);
  }

  /** `'iscsi.login'` is a member of the back door `iscsi`. */
  #member(host: string | null, path: string): { readonly target: object; readonly name: string } {
    const [name, inner] = path.split('.') as [string, string | undefined];
    const target = this.#host(host);
    if (inner === undefined) return { target, name };
    return { target: (target as Record<string, object>)[name] ?? {}, name: inner };
  }

  /** The client's end of a channel. Without a method it is only made. */
  async #channel(session: number, name: string, options: unknown, method: unknown, bytes: unknown): Promise<unknown> {
    const client = (this.world as unknown as Clients).client(session);
    const channel = client.channel(name, options);
    if (method === undefined) return undefined;
    if (method === 'received') return channel.received;
    const value = (channel[String(method)] as (bytes: unknown) => unknown).call(channel, bytes);
    await this.channels.settled();
    return isEndable(value) ? { $fault: this.#keepFault(value) } : undefined;
  }

  #keepFault(fault: Endable): number {
    const id = ++this.#lastFault;
    this.#faults.set(id, fault);
    return id;
  }

  /** A fault stays here, and its number goes out in its place. */
  async #act(host: string | null, method: string, args: readonly unknown[]): Promise<unknown> {
    const { target, name } = this.#member(host, method);
    const act = (target as Record<string, ((...args: readonly unknown[]) => unknown) | undefined>)[name];
    if (typeof act !== 'function') throw new TypeError(`A world's host has no '${method}'.`);
    if (method === 'stopService' && args[0] === 'LSM' && target === (this.world as object))
      this.ledger.forgetRegistrations();
    const value = await act.call(target, ...args);
    if (!isEndable(value)) return value;
    const id = ++this.#lastFault;
    this.#faults.set(id, value);
    if (args[0] === 'CreateThread') this.#threadFaults.add(id);
    return { $fault: id };
  }
}

interface Clients {
  client(session: number): { channel(name: string, options: unknown): Record<string, unknown> };
}

const isEndable = (value: unknown): value is Endable =>
  typeof value === 'object' && value !== null && 'end' in value && typeof value.end === 'function';
