import type { Backend } from '../base/backend.js';
import type { Reason } from '../errors/reasons.js';
import type { Withheld } from '../errors/withheld.js';
import type { Luid } from '../identity/luid.js';
import type { Cancel } from '../lane/cancel.js';

/**
 * What `winstation/desktop` is. The package offers it over Windows, `world.modules['winstation/desktop']` over a world. Windows shows a
 * process only the window stations of its own session.
 */
export interface DesktopModule {
  /**
   * The window stations of the session that this process runs in, with their desktops.
   *
   * Windows: [EnumWindowStations](https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-enumwindowstationsw), [OpenWindowStation](https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-openwindowstationw), [EnumDesktops](https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-enumdesktopsw), [GetUserObjectInformation](https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getuserobjectinformationw).
   * @throws {@link WindowsError} when Windows does not list them. What it refuses to say of one is withheld.
   * @example
   * for (const station of await windowStations()) console.log(station.name, station.desktops?.map(it => it.name));
   */
  windowStations(options?: DesktopOptions): Promise<readonly WindowStation[]>;

  /**
   * The desktop that receives input. Where Windows refuses, its name is absent and `reason` says why: `'access-denied'` while the screen is
   * locked, or while User Account Control asks, is a sign in itself.
   *
   * Windows: [OpenInputDesktop](https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-openinputdesktop).
   * @throws TypeError with code `'ERR_INVALID_ARG_TYPE'` for options that are none.
   * @example
   * const { name, reason } = await inputDesktop();
   * if (name !== 'Default') console.log('nobody sees our windows:', name ?? reason);
   */
  inputDesktop(options?: DesktopOptions): Promise<InputDesktop>;

  /**
   * Says what a window of this process shows, so that the Remote Desktop client may show it better: a video, or a window that is mapped. In
   * pixels, from the upper left corner of the window's inner area. The hint ends with the window. `undefined` takes it back.
   *
   * Windows: [WTSSetRenderHint](https://learn.microsoft.com/windows/win32/api/wtshintapi/nf-wtshintapi-wtssetrenderhint).
   * @param window The handle: what `win.getNativeWindowHandle()` of Electron returns, or a number.
   * @throws {@link WindowsError} with reason `'not-found'` for a window that is not there, or `'not-supported'` before Windows 8.
   * @throws RangeError with code `'ERR_OUT_OF_RANGE'` for a handle or a rectangle that cannot be one.
   * @example
   * setRenderHint(win.getNativeWindowHandle(), { type: 'video', x: 0, y: 0, width: 640, height: 360 });
   */
  setRenderHint(window: Uint8Array | bigint, hint: RenderHint | undefined, options?: RenderHintOptions): void;
}

/** How desktops are asked about. */
export interface DesktopOptions extends Cancel {
  /** Another source of answers, such as `world.backend`. */
  readonly backend?: Backend | undefined;
}

/** Where a hint goes. */
export interface RenderHintOptions {
  /** Another source of answers, such as `world.backend`. */
  readonly backend?: Backend | undefined;
}

/** What is shown in a part of a window. */
export interface RenderHint {
  /** A video, or the content of another window. */
  readonly type: 'video' | 'mappedWindow';
  /** The left edge. */
  readonly x: number;
  /** The upper edge. */
  readonly y: number;
  /** How wide it is. */
  readonly width: number;
  /** How high it is. */
  readonly height: number;
}

/** The desktop that receives input. */
export interface InputDesktop {
  /** Its name: `'Default'`, `'Winlogon'`. Absent where Windows refuses to open it. */
  readonly name: string | undefined;
  /** Why the name is absent. */
  readonly reason: Reason | undefined;
}

/** What may be missing of a window station. */
export type WindowStationPart = 'flags' | 'sid' | 'desktops';

/** A window station. Frozen, without methods, ready for `structuredClone` and JSON. */
export interface WindowStation {
  /** `'WinSta0'`, or `'Service-0x0-3e7$'`. */
  readonly name: string;
  /** The one that has a screen, keyboard and mouse: `WinSta0`. */
  readonly interactive: boolean;
  /** The SID of its user; absent without one. */
  readonly sid: string | undefined;
  /** Of a service's station: the logon session that it belongs to. */
  readonly luid: Luid | undefined;
  /** Its desktops; absent where Windows refuses. */
  readonly desktops: readonly Desktop[] | undefined;
  /** What Windows refused to say. */
  readonly withheld: readonly Withheld<WindowStationPart>[];
}

/** A desktop of a window station. */
export interface Desktop {
  /** Its name. */
  readonly name: string;
  /** Which of the three standard ones of the interactive station it is. */
  readonly role: 'default' | 'winlogon' | 'screenSaver' | undefined;
  /** Whether it receives input. Known only of the station that this process belongs to, and where Windows says it. */
  readonly receivesInput: boolean | undefined;
  /** How large its heap is. Known as the same. */
  readonly heapBytes: number | undefined;
}
