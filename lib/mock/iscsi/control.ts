import type { IscsiControl } from './control-types.js';
import type { InitiatorState } from './state.js';

export class IscsiController implements IscsiControl {
  readonly #initiator: () => InitiatorState;

  constructor(initiator: () => InitiatorState) {
    this.#initiator = initiator;
  }

  get nodeName(): string {
    return this.#initiator().nodeName;
  }
}
