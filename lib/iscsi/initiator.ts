import type { IscsiConnectionId } from '../identity/iscsi-connection-id.js';
import type { Cancel } from '../lane/cancel.js';
import { addConnection, removeConnection } from './acts/connections.js';
import { forgetLogin } from './acts/forget-login.js';
import { login, saveLogin } from './acts/login.js';
import { logout } from './acts/logout.js';
import { addPortal, refreshPortal, removePortal } from './acts/portals.js';
import { setMutualSecret } from './acts/set-mutual-secret.js';
import type {
  IscsiConnectOptions,
  IscsiLogin,
  IscsiLoginAct,
  IscsiLoginOptions,
  IscsiLogoutOptions,
  IscsiSecurity,
} from './acts/types.js';
import type { IscsiContext } from './context.js';
import { info } from './info/info.js';
import type { IscsiInfo } from './info/types.js';
import { devices } from './sessions/devices.js';
import { findSession } from './sessions/find-session.js';
import { session } from './sessions/session.js';
import { sessions } from './sessions/sessions.js';
import type {
  IscsiDevice,
  IscsiSessionDetails,
  IscsiSessionFilter,
  IscsiSessionRef,
  IscsiSessionsOptions,
} from './sessions/types.js';
import { mappings } from './targets/mappings.js';
import { portals } from './targets/portals.js';
import { savedLogins } from './targets/saved-logins.js';
import { targetPortals } from './targets/target-portals.js';
import { targets } from './targets/targets.js';
import type {
  IscsiDiscoveryPortal,
  IscsiMapping,
  IscsiPortal,
  IscsiSavedLogin,
  IscsiSavedLoginsOptions,
  IscsiTargetsOptions,
} from './targets/types.js';
import type { Iscsi } from './types.js';
import type { IscsiWatch, IscsiWatchOptions } from './watch/types.js';
import { watch } from './watch/watch.js';

/** An {@link Iscsi} over a backend. What it does is in the files of its methods. */
export class Initiator implements Iscsi {
  readonly #context: IscsiContext;

  constructor(context: IscsiContext) {
    this.#context = context;
  }

  async info(options?: Cancel): Promise<IscsiInfo> {
    return await info(this.#context, options);
  }

  async sessions(options?: IscsiSessionsOptions): Promise<readonly IscsiSessionDetails[]> {
    // Without `details` they are rows only, as the overloads say.
    return (await sessions(this.#context, options)) as readonly IscsiSessionDetails[];
  }

  async session(ref: IscsiSessionRef, options?: Cancel): Promise<IscsiSessionDetails> {
    return await session(this.#context, ref, options);
  }

  async findSession(where: IscsiSessionFilter, options?: Cancel): Promise<IscsiSessionDetails | undefined> {
    return await findSession(this.#context, where, options);
  }

  async devices(ref: IscsiSessionRef, options?: Cancel): Promise<readonly IscsiDevice[]> {
    return await devices(this.#context, ref, options);
  }

  async mappings(options?: Cancel): Promise<readonly IscsiMapping[]> {
    return await mappings(this.#context, options);
  }

  async targets(options?: IscsiTargetsOptions): Promise<readonly string[]> {
    return await targets(this.#context, options);
  }

  async targetPortals(target: string, options?: Cancel): Promise<readonly Required<IscsiPortal>[]> {
    return await targetPortals(this.#context, target, options);
  }

  async portals(options?: Cancel): Promise<readonly IscsiDiscoveryPortal[]> {
    return await portals(this.#context, options);
  }

  async savedLogins(options?: IscsiSavedLoginsOptions): Promise<readonly IscsiSavedLogin[]> {
    return await savedLogins(this.#context, options);
  }

  watch(options: IscsiWatchOptions): IscsiWatch {
    return watch(this.#context, options);
  }

  async addPortal(portal: IscsiPortal, options?: IscsiSecurity & Cancel): Promise<void> {
    await addPortal(this.#context, portal, options);
  }

  async refreshPortal(portal: IscsiPortal, options?: Cancel): Promise<void> {
    await refreshPortal(this.#context, portal, options);
  }

  async removePortal(portal: IscsiPortal, options?: Cancel): Promise<void> {
    await removePortal(this.#context, portal, options);
  }

  async login(target: string, options?: IscsiLoginAct): Promise<IscsiLogin> {
    return await login(this.#context, target, options);
  }

  async saveLogin(target: string, options?: IscsiLoginOptions & Cancel): Promise<void> {
    await saveLogin(this.#context, target, options);
  }

  async forgetLogin(saved: IscsiSavedLogin, options?: Cancel): Promise<void> {
    await forgetLogin(this.#context, saved, options);
  }

  async logout(ref: IscsiSessionRef, options?: IscsiLogoutOptions): Promise<void> {
    await logout(this.#context, ref, options);
  }

  async addConnection(ref: IscsiSessionRef, options?: IscsiConnectOptions & Cancel): Promise<IscsiConnectionId> {
    return await addConnection(this.#context, ref, options);
  }

  async removeConnection(ref: IscsiSessionRef, connection: IscsiConnectionId, options?: Cancel): Promise<void> {
    await removeConnection(this.#context, ref, connection, options);
  }

  async setMutualSecret(secret: string | Uint8Array, options?: Cancel): Promise<void> {
    await setMutualSecret(this.#context, secret, options);
  }
}
