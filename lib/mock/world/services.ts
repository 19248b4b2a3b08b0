import type { CallDescription } from '../../base/call.js';
import { ERROR_CODES as E } from '../../errors/codes.js';
import type { Notices } from '../terminal/notices.js';
import { type HostState, SERVICE_STATES } from '../terminal/state.js';
import { type Fault, faultThat } from './faults.js';

/** The services of a host that a world lets stop. */
export const SERVICE_NAMES = ['TermService', 'LSM'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

/** The key of a host's state, and of a scenario's host, that says how a service is. */
const KEYS = { TermService: 'termService', LSM: 'lsm' } as const satisfies Readonly<Record<ServiceName, string>>;

/** What follows from a change of a service. */
interface Effects {
  stopped(): void;
  /** After every change of the state. */
  changed(state: number): void;
  ready(): void;
}

/** A service. It runs a little before it is ready to answer. */
export class Service {
  readonly name: ServiceName;
  readonly #host: HostState;
  readonly #effects: Effects;
  /** The faults that hold it stopped; `this` is one that no fault ends. */
  readonly #stops = new Set<object>();
  #ready: boolean;

  constructor(host: HostState, name: ServiceName, effects: Effects) {
    this.name = name;
    this.#host = host;
    this.#effects = effects;
    this.#ready = !this.isStopped && host[KEYS[name]] !== 'startPending';
    if (this.isStopped) this.#stops.add(this);
  }

  get isStopped(): boolean {
    return this.#host[KEYS[this.name]] === 'stopped';
  }

  get isReady(): boolean {
    return this.#ready;
  }

  /** `dwCurrentState`. */
  get state(): number {
    return SERVICE_STATES.indexOf(this.#host[KEYS[this.name]]) + 1;
  }

  stop(): void {
    this.#stop(this);
  }

  /** Stopped until the fault ends, or until somebody starts it. */
  hold(): Fault {
    const held = {};
    this.#stop(held);
    return faultThat(() => {
      if (this.#stops.delete(held) && this.#stops.size === 0) this.start(true);
    });
  }

  start(ready: boolean): void {
    this.#stops.clear();
    if (this.#host[KEYS[this.name]] !== 'running') {
      this.#host[KEYS[this.name]] = 'running';
      this.#effects.changed(this.state);
    }
    if (ready) this.becomeReady();
  }

  becomeReady(): void {
    if (this.isStopped) throw new RangeError(`the service ${this.name} of ${this.#host.name} does not run`);
    if (this.#ready) return;
    this.#ready = true;
    this.#effects.ready();
  }

  #stop(by: object): void {
    this.#stops.add(by);
    if (this.isStopped) return;
    this.#host[KEYS[this.name]] = 'stopped';
    this.#ready = false;
    this.#effects.stopped();
    this.#effects.changed(this.state);
  }
}

const NOTHING = () => {};

/** The services of one host that sessions have to do with. */
export class Services {
  readonly termService: Service;
  readonly lsm: Service;
  readonly #all: Readonly<Record<ServiceName, Service>>;
  readonly #host: HostState;

  constructor(host: HostState, notices: Notices) {
    this.#host = host;
    this.termService = new Service(host, 'TermService', {
      stopped: NOTHING,
      changed: state => notices.service(state),
      ready: () => notices.ready(),
    });
    // The sessions stay. Registrations are lost, and waits for events end.
    this.lsm = new Service(host, 'LSM', {
      stopped: () => {
        notices.unregisterAll();
        notices.breakWaits(this.#unavailable);
      },
      changed: NOTHING,
      ready: NOTHING,
    });
    this.#all = { TermService: this.termService, LSM: this.lsm };
  }

  /** Windows compares the names of services without regard to case. */
  named(name: string): Service | undefined {
    const wanted = name.toLowerCase();
    return Object.values(this.#all).find(it => it.name.toLowerCase() === wanted);
  }

  /** What a call fails with while the service that answers it is not ready. */
  refusalOf({ service }: CallDescription): number | undefined {
    const found = service === undefined ? undefined : this.named(service);
    return !found || found.isReady ? undefined : this.#unavailable;
  }

  /** What another machine says then was not seen on Windows. */
  get #unavailable(): number {
    return this.#host.local ? E.RPC_S_INVALID_BINDING : E.RPC_S_SERVER_UNAVAILABLE;
  }
}
