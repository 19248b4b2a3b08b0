import type { Luid } from '../../identity/luid.js';
import { serviceWindowStation } from '../../identity/service-window-station.js';
import type { WorldRenderHint } from './control-types.js';

/** The session that the calling process runs in, as far as desktops are concerned. */
export interface Here {
  readonly sessionId: number;
  /** False: it has ended. */
  readonly isThere: boolean;
  /** The logon screen, the lock screen or nothing is shown. */
  readonly isLocked: boolean;
  readonly sid: string | undefined;
}

export const INTERACTIVE = 'WinSta0';
export const DEFAULT = 'Default';
export const WINLOGON = 'Winlogon';

export interface Station {
  readonly name: string;
  readonly isVisible: boolean;
  readonly sid: string | undefined;
  readonly desktops: readonly string[];
}

/** Of LocalSystem, and of the two accounts of services. */
const SERVICES = [
  ['0x0:0x3e7', 'S-1-5-18'],
  ['0x0:0x3e4', 'S-1-5-20'],
  ['0x0:0x3e5', 'S-1-5-19'],
] as const;

/** Each session has an interactive station with three desktops, which end with it. That of the services has one for each account besides, which nobody sees. */
export function stationsOf({ sessionId, isThere, sid }: Here): readonly Station[] {
  if (!isThere) return [];
  const desktops = [DEFAULT, WINLOGON, 'Screen-saver'];
  const interactive = { name: INTERACTIVE, isVisible: sessionId !== 0, sid, desktops };
  if (sessionId !== 0) return [interactive];
  const ofServices = SERVICES.map(([luid, of]) => ({
    name: serviceWindowStation.format(luid as Luid),
    isVisible: false,
    sid: of,
    desktops: [DEFAULT],
  }));
  return [interactive, ...ofServices];
}

/** What changes about the desktops of a world. */
export class DesktopState {
  /** The question of User Account Control is on the screen. */
  asksForConsent = false;
  readonly #closed = new Set<bigint>();
  /** By their ids. */
  readonly #hints = new Map<bigint, WorldRenderHint>();
  #last = 0n;

  get renderHints(): readonly WorldRenderHint[] {
    return [...this.#hints.values()];
  }

  closeWindow(window: bigint): void {
    this.#closed.add(window);
    for (const [id, hint] of this.#hints) if (hint.window === window) this.#hints.delete(id);
  }

  isWindow(window: bigint): boolean {
    return window !== 0n && !this.#closed.has(window);
  }

  hasHint(id: bigint, window: bigint): boolean {
    return this.#hints.get(id)?.window === window;
  }

  /** `id`: of the hint that changes; 0n makes another one. Returns its id. */
  setHint(id: bigint, hint: WorldRenderHint): bigint {
    if (id === 0n) this.#last += 1n;
    const its = id === 0n ? this.#last : id;
    this.#hints.set(its, Object.freeze(hint));
    return its;
  }

  clearHint(id: bigint): void {
    this.#hints.delete(id);
  }
}
