import type { BackendContract } from './backend-contract.js';
import type { Diagnosis } from './base/diagnosis.js';
import { CALLS, traceCall, traced } from './base/trace.js';
import { checkOptions, checkText, checkTimeout, checkUint32, wrongType, wrongValue } from './errors/arguments.js';
import { ERROR_CODES as E } from './errors/codes.js';
import { windowsError } from './errors/windows-error.js';
import type { Cancel } from './lane/cancel.js';
import { checkCancel } from './lane/cancel.js';
import { diagnose } from './terminal/diagnose.js';
import { type SharedHost, shareHost, TerminalHost } from './terminal/host.js';
import { openHost } from './terminal/open-host.js';
import type { SessionHost } from './terminal/types.js';
import type { Backend, HostOptions, Winstation } from './winstation-types.js';

const NO_CONSOLE = 0xffffffff;

/** The local host of a backend, shared by all who ask for it. */
const localHosts = new WeakMap<BackendContract, SharedHost>();

function sharedLocalHost(backend: BackendContract): SharedHost {
  const shared = localHosts.get(backend) ?? shareHost(backend, undefined);
  localHosts.set(backend, shared);
  return shared;
}

/**
 * All free functions over one backend. The backend is asked for at each call, so that nothing native is loaded before the
 * first one.
 */
export function createWinstation(backend: () => BackendContract): Winstation {
  const chosen = (options: HostOptions | undefined) =>
    options?.backend === undefined ? backend() : contractOf(options.backend);
  const plainHosts = new WeakMap<BackendContract, SessionHost>();

  return {
    localHost(options?: HostOptions): SessionHost {
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
      return await openHost(chosen(options), name, options ?? {});
    },

    activeConsoleSessionId(): number | undefined {
      const { terminal } = backend();
      const id = terminal.activeConsoleSessionId();
      if (CALLS.hasSubscribers) traceCall(terminal.localName(), 'WTSGetActiveConsoleSessionId', undefined);
      return id === NO_CONSOLE ? undefined : id;
    },

    currentSessionId(): number {
      return sessionIdOf(backend(), undefined);
    },

    sessionIdOf(pid: number): number {
      checkUint32('pid', pid);
      return sessionIdOf(backend(), pid);
    },

    isRemoteSession(): boolean {
      return isRemote(backend());
    },

    async diagnose(host?: string, options?: Cancel): Promise<Diagnosis> {
      return await diagnose(backend, sharedLocalHost, host, options);
    },
  };
}

function sessionIdOf(backend: BackendContract, pid: number | undefined): number {
  const answer = backend.terminal.sessionIdOf(pid);
  if (CALLS.hasSubscribers) traced(backend.terminal.localName(), 'ProcessIdToSessionId', answer);
  if (answer.ok) return answer.value;
  const about = { host: backend.terminal.localName(), remote: false };
  if (answer.code !== E.ERROR_INVALID_PARAMETER) throw windowsError(answer, about);
  throw windowsError(answer, about, { reason: 'not-found', hint: `No process with the id ${pid} runs.` });
}

/**
 * `SM_REMOTESESSION` is 0 in a remote session that draws with RemoteFX vGPU. There the registry names the session at the
 * machine ("glass"), and any other is remote.
 */
function isRemote(backend: BackendContract): boolean {
  const { remoteMetric, glassSessionId, currentSessionId } = backend.terminal.remoteSigns();
  if (remoteMetric !== 0) return true;
  return glassSessionId.ok && currentSessionId.ok && glassSessionId.value !== currentSessionId.value;
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
