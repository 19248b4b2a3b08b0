import type { BackendContract } from './backend-contract.js';
import type { Diagnosis } from './base/diagnosis.js';
import { fold, sameText } from './base/fold.js';
import { diagnose } from './diagnose.js';
import { checkOptions, checkText, checkTimeout, checkUint32, wrongType, wrongValue } from './errors/arguments.js';
import type { Cancel } from './lane/cancel.js';
import { checkCancel } from './lane/cancel.js';
import { COMPOSED, sharedLocalHost } from './local-host.js';
import { shareHost, TerminalHost } from './terminal/host.js';
import { activeConsoleSessionId } from './terminal/machine/active-console-session-id.js';
import { isRemoteSession } from './terminal/machine/is-remote-session.js';
import { sessionIdOf } from './terminal/machine/session-id-of.js';
import { openHost } from './terminal/open-host.js';
import type { LocalHost, SessionHost } from './terminal/types.js';
import type { Backend, HostOptions, Winstation } from './winstation-types.js';

/**
 * All free functions over one backend. The backend is asked for at each call, so that nothing native is loaded before the
 * first one.
 */
export function createWinstation(backend: () => BackendContract): Winstation {
  const chosen = (options: HostOptions | undefined) =>
    options?.backend === undefined ? backend() : contractOf(options.backend);
  const plainHosts = new WeakMap<object, LocalHost>();

  return {
    localHost(options?: HostOptions): LocalHost {
      checkHostOptions(options, []);
      const shared = sharedLocalHost(chosen(options));
      if (options?.timeout !== undefined) return new TerminalHost(shared, options.timeout);
      const host = plainHosts.get(shared.backend) ?? new TerminalHost(shared, undefined);
      plainHosts.set(shared.backend, host);
      return host;
    },

    async openHost(name: string, options?: HostOptions & Cancel): Promise<SessionHost> {
      checkText('name', name);
      if (name === '') throw wrongValue('name', "a machine's name; localHost() is this one", name);
      checkHostOptions(options, ['signal']);
      checkCancel(options);
      const from = chosen(options);
      if (isThisMachine(name, from)) return await openHost(sharedLocalHost(from), options ?? {});
      return await openHost(shareHost(from, name, COMPOSED), options ?? {});
    },

    activeConsoleSessionId: () => activeConsoleSessionId(backend()),

    currentSessionId: () => sessionIdOf(backend(), undefined),

    sessionIdOf(pid: number): number {
      checkUint32('pid', pid);
      return sessionIdOf(backend(), pid);
    },

    isRemoteSession: () => isRemoteSession(backend()),

    async diagnose(host?: string, options?: Cancel): Promise<Diagnosis> {
      return await diagnose(backend, sharedLocalHost, host, options);
    },
  };
}

/** Names that every machine has for itself. Over RPC it would report no more, and on clients of Windows it may refuse. */
const ITSELF = ['localhost', '.', '127.0.0.1', '::1', '[::1]'];

function isThisMachine(name: string, backend: BackendContract): boolean {
  return ITSELF.includes(fold(name)) || sameText(name, backend.localName());
}

function checkHostOptions(options: HostOptions | undefined, more: readonly string[]): void {
  checkOptions('options', options, ['backend', 'timeout', ...more]);
  checkTimeout('options.timeout', options?.timeout);
}

/** The public {@link Backend} is the contract under a name that promises nothing. */
function contractOf(backend: Backend): BackendContract {
  const contract = backend as unknown as Partial<BackendContract>;
  if (typeof contract?.terminal?.openThread !== 'function') {
    throw wrongType('options.backend', "a backend, such as a world's", backend);
  }
  return contract as BackendContract;
}
