import { ERROR_CODES as E } from '../errors/codes.js';
import type { Notices } from './notices.js';
import { type HostState, SERVICE_STATES } from './state.js';

/** The service that all sessions hang on, `TermService`. It runs a little before it is ready to answer. */
export class TerminalServices {
  readonly #host: HostState;
  readonly #notices: Notices;
  #ready: boolean;

  constructor(host: HostState, notices: Notices) {
    this.#host = host;
    this.#notices = notices;
    this.#ready = host.termService !== 'stopped' && host.termService !== 'startPending';
  }

  get isStopped(): boolean {
    return this.#host.termService === 'stopped';
  }

  get isReady(): boolean {
    return this.#ready;
  }

  /** `dwCurrentState`. */
  get state(): number {
    return SERVICE_STATES.indexOf(this.#host.termService) + 1;
  }

  /** What its calls fail with until it is ready. What another machine says then was not seen on Windows. */
  get refusal(): number | undefined {
    if (this.#ready) return undefined;
    return this.#host.local ? E.RPC_S_INVALID_BINDING : E.RPC_S_SERVER_UNAVAILABLE;
  }

  /** The sessions stay; registrations do not, and whoever waits for events is answered. */
  stop(): void {
    if (this.isStopped) return;
    this.#host.termService = 'stopped';
    this.#ready = false;
    this.#notices.unregisterAll();
    this.#notices.breakWaits(this.refusal!);
    this.#notices.service(this.state);
  }

  start(ready: boolean): void {
    if (this.#host.termService !== 'running') {
      this.#host.termService = 'running';
      this.#notices.service(this.state);
    }
    if (ready) this.becomeReady();
  }

  becomeReady(): void {
    if (this.isStopped) throw new RangeError(`Terminal Services of ${this.#host.name} do not run`);
    if (this.#ready) return;
    this.#ready = true;
    this.#notices.ready();
  }
}
