/** A hint that is set. */
export interface WorldRenderHint {
  /** The handle of the window. */
  readonly window: bigint;
  /** What it shows. */
  readonly type: 'video' | 'mappedWindow';
  /** The left edge of the rectangle. */
  readonly left: number;
  /** Its upper edge. */
  readonly top: number;
  /** Its right edge. */
  readonly right: number;
  /** Its lower edge. */
  readonly bottom: number;
}

/** The back door to the desktops of this machine. */
export interface DesktopControl {
  /** The hints that are set on windows, oldest first. */
  readonly renderHints: readonly WorldRenderHint[];
  /** A window ends, and its hint with it. A world knows no others: every handle is that of a window until it is closed. */
  closeWindow(window: bigint | number): void;
  /** The question of User Account Control is on the screen, or is gone. */
  askForConsent(asks: boolean): void;
}
