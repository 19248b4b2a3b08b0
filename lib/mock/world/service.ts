import type { CallDescription } from '../../base/call.js';
import { type Fault, faultThat } from './fault.js';

/** The values of a service's `dwCurrentState`, by index less one. */
export const SERVICE_STATES = [
  'stopped',
  'startPending',
  'stopPending',
  'running',
  'continuePending',
  'pausePending',
  'paused',
] as const;
export type ServiceState = (typeof SERVICE_STATES)[number];

/** A service of one host, as its domain describes it. */
export interface ServiceOptions {
  readonly name: string;
  readonly hostName: string;
  /** At the beginning. */
  readonly state: ServiceState;
  /** What a call fails with while the service that answers it is not ready. */
  readonly refusal: number;
  /** What a call under way fails with when it stops; absent: such a call goes on waiting. */
  readonly breakage?: number;
  /** What follows when it stops. */
  readonly stopped?: () => void;
  /** After every change of the state, with its `dwCurrentState`. */
  readonly changed?: (state: number) => void;
  /** It has begun to answer. */
  readonly ready?: () => void;
}

/** A service. It runs a little before it is ready to answer. */
export class Service {
  readonly #options: ServiceOptions;
  /** The faults that hold it stopped; `this` is one that no fault ends. */
  readonly #stops = new Set<object>();
  readonly #underWay = new Set<(code: number) => void>();
  #state: ServiceState;
  #ready: boolean;

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.#state = options.state;
    this.#ready = !this.isStopped && this.#state !== 'startPending';
    if (this.isStopped) this.#stops.add(this);
  }

  get name(): string {
    return this.#options.name;
  }

  get word(): ServiceState {
    return this.#state;
  }

  get isStopped(): boolean {
    return this.#state === 'stopped';
  }

  get isReady(): boolean {
    return this.#ready;
  }

  get refusal(): number {
    return this.#options.refusal;
  }

  /** `dwCurrentState`. */
  get state(): number {
    return SERVICE_STATES.indexOf(this.#state) + 1;
  }

  /** A call is under way: `broken` is called when the service stops before it has been left. */
  enter(broken: (code: number) => void): { leave(): void } {
    this.#underWay.add(broken);
    return { leave: () => void this.#underWay.delete(broken) };
  }

  stop(): void {
    this.#stop(this);
  }

  /** Stopped until the fault ends, or until it is started otherwise. */
  hold(): Fault {
    const held = {};
    this.#stop(held);
    return faultThat(() => {
      if (this.#stops.delete(held) && this.#stops.size === 0) this.start(true);
    });
  }

  start(ready: boolean): void {
    this.#stops.clear();
    if (this.#state !== 'running') {
      this.#state = 'running';
      this.#options.changed?.(this.state);
    }
    if (ready) this.becomeReady();
  }

  /** It stops and runs again, as the machine does; one that is stopped stays so. */
  restart(): void {
    if (this.isStopped) return;
    const passing = this.hold();
    passing.end();
  }

  becomeReady(): void {
    const { name, hostName } = this.#options;
    if (this.isStopped) throw new RangeError(`the service ${name} of ${hostName} does not run`);
    if (this.#ready) return;
    this.#ready = true;
    this.#options.ready?.();
  }

  #stop(by: object): void {
    this.#stops.add(by);
    if (this.isStopped) return;
    this.#state = 'stopped';
    this.#ready = false;
    const { breakage, changed, stopped } = this.#options;
    if (breakage !== undefined) for (const broken of [...this.#underWay]) broken(breakage);
    stopped?.();
    changed?.(this.state);
  }
}

/** The services of one host that a world lets stop. Each domain adds its own. */
export class Services {
  readonly #all = new Map<string, Service>();

  add(options: ServiceOptions): Service {
    const service = new Service(options);
    this.#all.set(options.name.toLowerCase(), service);
    return service;
  }

  /** Windows compares the names of services without regard to case. */
  named(name: string): Service | undefined {
    return this.#all.get(name.toLowerCase());
  }

  /** Stops it until the fault ends; the name is spelled as its domain spells it. */
  hold(name: string): Fault {
    const found = [...this.#all.values()].find(it => it.name === name);
    if (found) return found.hold();
    const names = [...this.#all.values()].map(it => it.name);
    throw new TypeError(`a service is one of ${names.join(', ')}, not ${String(name)}`);
  }

  /** All stop, and those run again that nothing holds stopped. */
  restart(): void {
    for (const service of this.#all.values()) service.restart();
  }

  /** What a call fails with while the service that answers it is not ready. */
  refusalOf(call: CallDescription): number | undefined {
    const found = this.#of(call);
    return !found || found.isReady ? undefined : found.refusal;
  }

  /** A call is under way; nothing where no service answers it that runs. */
  enter(call: CallDescription, broken: (code: number) => void): { leave(): void } | undefined {
    const found = this.#of(call);
    return found?.isReady ? found.enter(broken) : undefined;
  }

  #of({ service }: CallDescription): Service | undefined {
    return service === undefined ? undefined : this.named(service);
  }
}
