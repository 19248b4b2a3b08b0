import type { RawAnswer, RawDoor } from '../../lib/mock/raw-calls.js';
import type { WireQuestion } from './wire/calls.js';
import { Ledger } from './wire/ledger.js';

/** What the server needs of a world; the back door is called by name. */
export interface LabWorld extends RawDoor {
  readonly now: Date;
  readonly calls: readonly unknown[];
  clearCalls(): void;
  advance(ms: number): Promise<void>;
  settled(): Promise<void>;
  host(name: string): object;
  toScenario(): { readonly caller?: { readonly pid?: number } };
}

export type CreateWorld = (scenario?: unknown, options?: object) => LabWorld;

interface Endable {
  end(): void;
}

/** What `outstanding` tells. Misuses are never forgiven: a later reset does not take them away. */
export interface Outstanding {
  readonly buffers: number;
  readonly handles: number;
  readonly badFrees: number;
  readonly misuses: readonly string[];
}

/** How long freed buffers may take to be told: threads free them on their own time. */
const SETTLE_MS = 3000;
const STEP_MS = 10;

/** One test process: its world, what it drives in it, and what its stand-ins tell. */
export class Room {
  readonly ledger = new Ledger();
  /** What went wrong in the lab itself. */
  readonly complaints: string[] = [];
  readonly #create: CreateWorld;
  readonly #faults = new Map<number, Endable>();
  #world: LabWorld | undefined;
  #callerPid = 0;
  #lastFault = 0;

  constructor(create: CreateWorld) {
    this.#create = create;
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

  ask({ host, name, args, neverHeld }: WireQuestion): RawAnswer | Promise<RawAnswer> {
    return this.world.ask(host, name, args, neverHeld ? { held: false } : undefined);
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
      case 'get':
        return (this.#host(first as string | null) as Record<string, unknown>)[String(second)];
      case 'endFault':
        this.#faults.get(Number(first))?.end();
        this.#faults.delete(Number(first));
        return undefined;
      case 'advance':
        return this.world.advance(Number(first));
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
      case 'outstanding':
        return this.outstanding(Number(first ?? 0));
      default:
        throw new Error(`The world server knows no '${method}'.`);
    }
  }

  /** Waits until no more than `handles` handles and no buffers are out, or until time is up. */
  async outstanding(handles: number): Promise<Outstanding> {
    const deadline = Date.now() + SETTLE_MS;
    const clean = () => this.ledger.buffers === 0 && this.ledger.handles <= handles;
    while (!clean() && Date.now() < deadline) await new Promise(resolve => setTimeout(resolve, STEP_MS));
    return this.remains();
  }

  remains(): Outstanding {
    const { buffers, handles, misuses } = this.ledger;
    return { buffers, handles, badFrees: misuses.length, misuses };
  }

  /** What the world before held is let go, so that no thread waits for a world that is gone. */
  #reset(scenario?: unknown, options?: object): LabWorld {
    for (const fault of this.#faults.values()) fault.end();
    this.#faults.clear();
    const world = this.#create(scenario, options);
    this.#world = world;
    this.#callerPid = world.toScenario().caller?.pid ?? 0;
    return world;
  }

  #host(host: string | null): object {
    return host === null ? this.world : this.world.host(host);
  }

  /** A fault stays here, and its number goes out in its place. */
  async #act(host: string | null, method: string, args: readonly unknown[]): Promise<unknown> {
    const target = this.#host(host) as Record<string, ((...args: readonly unknown[]) => unknown) | undefined>;
    const act = target[method];
    if (typeof act !== 'function') throw new TypeError(`A world's host has no '${method}'.`);
    const value = await act.call(target, ...args);
    if (!isEndable(value)) return value;
    const id = ++this.#lastFault;
    this.#faults.set(id, value);
    return { $fault: id };
  }
}

const isEndable = (value: unknown): value is Endable =>
  typeof value === 'object' && value !== null && 'end' in value && typeof value.end === 'function';
