import type { Backend } from './base/backend.js';
import type { Diagnosis } from './base/diagnosis.js';
import type { Cancel } from './lane/cancel.js';
import type { LocalHost, SessionHost } from './terminal/types.js';

export type { Backend } from './base/backend.js';

/** How a host is asked. */
export interface HostOptions {
  /** Another source of answers, such as `world.backend`. */
  readonly backend?: Backend | undefined;
  /**
   * The `timeout` of every call that brings none of its own, in milliseconds; `Infinity` is no limit. Remote hosts: 30,000;
   * the local host: none, but 30,000 for what is sent or ended without waiting. It does not count for
   * `message({ wait: true })` and a waited logoff, which take as long as people take and have limits of their own.
   */
  readonly timeout?: number | undefined;
}

/**
 * All free functions and the two doors to a host. The package itself offers them over Windows, `world.module` over a world:
 * inject it, or hand it to `vi.mock` or `jest.mock`.
 */
export interface Winstation {
  /**
   * This machine. At once, shared, nothing to close.
   * @throws {@link NoAddonError} on a system without the addon.
   * @example
   * for (const session of await localHost().sessions({ details: true })) console.log(session.account, session.idleMs);
   */
  localHost(options?: HostOptions): LocalHost;
  /**
   * Another machine, over RPC. Windows hands out a handle for any name, so the host is asked for its sessions before it is
   * handed out: the promise rejects when it is unreachable or refuses. At most four calls are under way to open one host, and
   * those beyond wait; while four earlier ones have been given up and are still without an answer, they fail as busy.
   *
   * `'localhost'`, `'.'`, `'127.0.0.1'`, `'::1'` and this machine's own name are this machine: the host is local, and reports all
   * events.
   *
   * Needs the right "Query Information" there. Windows client editions also need `AllowRemoteRPC`.
   *
   * Windows: [WTSOpenServerEx](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsopenserverexw).
   * @throws {@link WindowsError} with reason `'unreachable'`, `'access-denied'` or `'busy'`; {@link TimeoutError},
   * {@link AbortError}; {@link NoAddonError} on a system without the addon.
   * @example
   * await using host = await openHost('rds01', { timeout: 5_000 });
   */
  openHost(name: string, options?: HostOptions & Cancel): Promise<SessionHost>;
  /**
   * The session on the physical console, or `undefined` while none is attached. The console is the screen and keyboard of
   * the machine; under RDP the user is elsewhere.
   *
   * Windows:
   * [WTSGetActiveConsoleSessionId](https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-wtsgetactiveconsolesessionid).
   * @throws {@link NoAddonError} on a system without the addon.
   */
  activeConsoleSessionId(): number | undefined;
  /**
   * The session that this process runs in.
   * @throws {@link NoAddonError} on a system without the addon; {@link WindowsError}.
   */
  currentSessionId(): number;
  /**
   * The session that a process of this machine runs in.
   *
   * Windows:
   * [ProcessIdToSessionId](https://learn.microsoft.com/windows/win32/api/processthreadsapi/nf-processthreadsapi-processidtosessionid).
   * @throws {@link WindowsError} with reason `'not-found'` when no such process runs; {@link NoAddonError} on a system without
   * the addon.
   */
  sessionIdOf(pid: number): number;
  /**
   * Is this process in a remote session? Also right under RemoteFX vGPU, where `SM_REMOTESESSION` alone is not.
   *
   * Windows:
   * [Detecting the Remote Desktop Services environment](https://learn.microsoft.com/windows/win32/termserv/detecting-the-terminal-services-environment).
   * @throws {@link NoAddonError} on a system without the addon.
   */
  isRemoteSession(): boolean;
  /**
   * What works here and what does not, each with what to do: the addon, elevation, session 0, Terminal Services, and with
   * a name the way to that host. It never rejects for what it finds; a stop rejects it as any call.
   * @example
   * for (const { name, state, advice } of (await diagnose()).checks) console.log(name, state, advice ?? '');
   */
  diagnose(host?: string, options?: Cancel): Promise<Diagnosis>;
}
