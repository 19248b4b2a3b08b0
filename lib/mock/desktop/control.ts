import type { DesktopControl, WorldRenderHint } from './control-types.js';
import type { DesktopState } from './desktop-state.js';

export class DesktopController implements DesktopControl {
  readonly #state: DesktopState;

  constructor(state: DesktopState) {
    this.#state = state;
  }

  get renderHints(): readonly WorldRenderHint[] {
    return this.#state.renderHints;
  }

  closeWindow(window: bigint | number): void {
    this.#state.closeWindow(BigInt(window));
  }

  askForConsent(asks: boolean): void {
    if (typeof asks !== 'boolean') throw new TypeError('askForConsent takes true or false');
    this.#state.asksForConsent = asks;
  }
}
