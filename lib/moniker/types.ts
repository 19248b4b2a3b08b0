import type { Backend } from '../base/backend.js';
import type { Guid } from '../identity/guid-text.js';
import type { SessionRef } from '../identity/session.js';
import type { Cancel } from '../lane/cancel.js';

/**
 * What `winstation/moniker` is: starting a COM server in a session. The text itself is `sessionMoniker` of `winstation/identity`. The
 * package offers it over Windows, `world.modules['winstation/moniker']` over a world.
 */
export interface MonikerModule {
  /**
   * Whether Windows follows a session moniker for a class. It does so only for an application that runs as "Interactive User", and starts any
   * other one as it always does, without a word. The registration of the machine is looked at, in both views.
   *
   * Windows: [RegOpenKeyEx](https://learn.microsoft.com/windows/win32/api/winreg/nf-winreg-regopenkeyexw), [RegQueryValueEx](https://learn.microsoft.com/windows/win32/api/winreg/nf-winreg-regqueryvalueexw).
   * @throws {@link WindowsError} when the registry cannot be read.
   * @throws TypeError with code `'ERR_INVALID_ARG_VALUE'` when `clsid` is no GUID.
   * @example
   * const { ok, reason } = await canActivateInSession(clsid);
   */
  canActivateInSession(clsid: Guid, options?: MonikerOptions): Promise<Activatable>;

  /**
   * Starts the local server of a class in a session, as the user of that session, and holds an object of it until it is disposed. Nothing is
   * called on the object: the server is asked to be there. A class that Windows would start elsewhere is refused before. To dispose of it is to give
   * the object back, and waits for that for ten seconds at most. A held object keeps no process alive.
   *
   * Windows: [CoGetObject](https://learn.microsoft.com/windows/win32/api/objbase/nf-objbase-cogetobject).
   * @throws {@link WindowsError} with reason `'not-supported'` for a class that does not run as the interactive user, `'not-found'` without
   * such a class or session, `'changed'` when the id of the given `Session` has another owner, `'access-denied'`, or `'busy'` when 64 are
   * held already, or when four that nobody waits for any more are still without an answer.
   * @example
   * await using server = await activateInSession('console', clsid);
   */
  activateInSession(ref: SessionRef, clsid: Guid, options?: MonikerOptions): Promise<AsyncDisposable>;
}

/** How COM is asked. */
export interface MonikerOptions extends Cancel {
  /** Another source of answers, such as `world.backend`. */
  readonly backend?: Backend | undefined;
}

/** Whether Windows follows a session moniker for a class. */
export interface Activatable {
  /** It does. */
  readonly ok: boolean;
  /** As whom the application runs; absent where it says nothing, which is the user who starts it. */
  readonly runAs: string | undefined;
  /** Why it does not. */
  readonly reason: 'no-class' | 'no-app-id' | 'not-interactive-user' | 'runs-as-service' | undefined;
}
