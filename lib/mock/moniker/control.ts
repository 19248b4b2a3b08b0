import type { ScenarioComClass } from '../../scenario/com-classes.js';
import type { ComClasses } from './classes.js';
import type { MonikerControl, WorldComServer } from './control-types.js';

export class MonikerController implements MonikerControl {
  readonly #classes: ComClasses;
  readonly #hasUser: (sessionId: number) => boolean;

  constructor(classes: ComClasses, hasUser: (sessionId: number) => boolean) {
    this.#classes = classes;
    this.#hasUser = hasUser;
  }

  register(registration: ScenarioComClass): void {
    this.#classes.register(registration);
  }

  unregister(clsid: string): void {
    this.#classes.unregister(clsid);
  }

  /** Those of a session that has ended are gone with it. */
  get servers(): readonly WorldComServer[] {
    return this.#classes.servers.filter(it => it.user === undefined || this.#hasUser(it.sessionId));
  }
}
