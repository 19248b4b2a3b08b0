import type { Machine } from '../world/machine.js';
import { logonModeOf, setLogonMode } from './logon-mode.js';
import { type HostState, hasUser, isListener } from './state.js';
import type { Transitions } from './transitions.js';

/** How a host goes down and comes back. */
export class Power {
  readonly #machine: Machine;
  readonly #state: HostState;
  readonly #transitions: Transitions;

  constructor(machine: Machine, state: HostState, transitions: Transitions) {
    this.#machine = machine;
    this.#state = state;
    this.#transitions = transitions;
  }

  /** All but one session end, and nobody may log on from another machine until the next start. */
  logoffOthers(spared: number | undefined): void {
    this.#endSessions(spared);
    this.#state.refusesLogons = true;
  }

  /** No call gets there any more, until it is booted. */
  shutDown(): void {
    if (this.#machine.isDown) return;
    this.#endSessions(undefined);
    this.#machine.shutDown();
  }

  boot(): void {
    if (!this.#machine.isDown) throw new RangeError(`${this.#machine.name} is not shut down`);
    this.#begin();
    this.#machine.boot();
  }

  /** At once, so that no call finds the host down. */
  restart(): void {
    this.#endSessions(undefined);
    if (this.#machine.isDown) this.boot();
    else this.#begin();
  }

  #begin(): void {
    this.#state.refusesLogons = false;
    if (logonModeOf(this.#machine) === 'drainUntilRestart') setLogonMode(this.#machine, 'open');
  }

  #endSessions(spared: number | undefined): void {
    const { sessions, consoleSessionId } = this.#state;
    for (const it of [...sessions.values()]) {
      // A child may have ended with its parent, and a console without a user stays.
      if (sessions.get(it.id) !== it || it.id === 0 || it.id === spared || isListener(it)) continue;
      if (it.id === consoleSessionId && !hasUser(it)) continue;
      this.#transitions.end(it);
    }
  }
}
