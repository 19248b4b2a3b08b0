import type { ScenarioComClass } from '../../scenario/com-classes.js';
import type { ComClasses } from './classes.js';
import type { MonikerControl, WorldComServer } from './control-types.js';
import type { Seats } from './seats.js';

export class MonikerController implements MonikerControl {
  readonly #classes: ComClasses;
  readonly #seats: Seats;

  constructor(classes: ComClasses, seats: Seats) {
    this.#classes = classes;
    this.#seats = seats;
  }

  register(registration: ScenarioComClass): void {
    this.#classes.register(registration);
  }

  unregister(clsid: string): void {
    this.#classes.unregister(clsid);
  }

  get servers(): readonly WorldComServer[] {
    return this.#classes.serversIn(this.#seats);
  }
}
