import { fold } from '../base/fold.js';
import { HostClosedError } from '../errors/host-closed.js';
import type { Session, SessionRef } from '../identity/session.js';
import type { Cancel } from '../lane/cancel.js';
import { Lane } from '../lane/lane.js';
import { SideThreads } from '../lane/side-threads.js';
import type { Wait } from '../lane/wait.js';
import { Waits } from '../lane/waits.js';
import { Accounts } from './accounts/accounts.js';
import { connect } from './acts/connect.js';
import { disconnect } from './acts/disconnect.js';
import { hasActiveSession } from './acts/has-active-session.js';
import { interactiveUsers } from './acts/interactive-users.js';
import { logoff } from './acts/logoff.js';
import { logonMode, setLogonMode } from './acts/logon-mode.js';
import { message } from './acts/message.js';
import { shadowCommand } from './acts/shadow-command.js';
import { shadowPolicy } from './acts/shadow-policy.js';
import { shutdown } from './acts/shutdown.js';
import { terminate } from './acts/terminate.js';
import { type ActedOn, type Learnt, tracedAct } from './acts/traced-act.js';
import type {
  ConnectOptions,
  DisconnectOptions,
  LogoffOptions,
  LogonMode,
  MessageAnswer,
  MessageOptions,
  ShadowCommand,
  ShadowOptions,
  ShutdownHow,
  TerminateOptions,
} from './acts/types.js';
import { boundsOf, busyError } from './bounds.js';
import type { Scenario } from './capture/scenario.js';
import { openChannel } from './channels/open-channel.js';
import type { ChannelOptions, VirtualChannel } from './channels/types.js';
import { childSessions, setChildSessionsEnabled } from './child-sessions/child-sessions.js';
import type { ChildSessions } from './child-sessions/types.js';
import { setUserConfig } from './config/set-user-config.js';
import type { ShadowSetting, UserConfig, UserConfigChanges, UserConfigOptions } from './config/types.js';
import { userConfig } from './config/user-config.js';
import type { TerminalBackend, TerminalThread } from './contract.js';
import { FALLBACK_ON } from './fallback.js';
import type { Composed, HostContext } from './host-context.js';
import { KnownClasses } from './info/known-classes.js';
import { query } from './info/query.js';
import { queryRaw } from './info/query-raw.js';
import type { InfoClassName } from './info/raw-info.js';
import type { WtsInfoMap } from './info/types.js';
import { createListener } from './listeners/create-listener.js';
import { listener } from './listeners/listener.js';
import { listenerPermissions } from './listeners/listener-permissions.js';
import { listenerSecurity } from './listeners/listener-security.js';
import { listeners } from './listeners/listeners.js';
import { setListener } from './listeners/set-listener.js';
import { setListenerSecurity } from './listeners/set-listener-security.js';
import type { ListenerChanges, ListenerConfig, ListenerPermission, NewListener } from './listeners/types.js';
import { localOnly } from './local-only.js';
import { ProcessLooks } from './processes/process-looks.js';
import { processes } from './processes/processes.js';
import type { Process, ProcessDetails, ProcessesOptions } from './processes/types.js';
import { run } from './programs/run.js';
import { spawn } from './programs/spawn.js';
import { token } from './programs/token.js';
import type { ProgramResult, RunningProgram, RunOptions, SpawnOptions, TokenFacts, TokenOf } from './programs/types.js';
import { findSession } from './sessions/find-session.js';
import { listRows } from './sessions/listing.js';
import { Moments } from './sessions/moments.js';
import { session } from './sessions/session.js';
import { sessions } from './sessions/sessions.js';
import { sessionsSync } from './sessions/sessions-sync.js';
import type { SessionDetails, SessionFilter, SessionsOptions } from './sessions/types.js';
import { tracedThread } from './traced-thread.js';
import type { LocalHost } from './types.js';
import { Version } from './version.js';
import { Hubs } from './watch/hub.js';
import { once } from './watch/once.js';
import type { EventOf, EventType, OnceOptions, SessionWatch, WatchOptions } from './watch/types.js';
import { watch } from './watch/watch.js';
import { whenIdle } from './watch/when-idle.js';

/** The `timeout` of the calls on another machine. */
export const REMOTE_TIMEOUT_MS = 30_000;

const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');

/** What a host shares with others of the same name on the same backend: its lane and what it remembers. */
export type SharedHost = Omit<HostContext, 'timeout'>;

export function shareHost(backend: TerminalBackend, remote: string | undefined, composed: Composed): SharedHost {
  const name = remote ?? backend.localName();
  const { clock } = backend;
  const openThread = (): TerminalThread => tracedThread(name, backend.terminal.openThread(remote, FALLBACK_ON));
  const busy = (outcome?: 'unknown') => busyError(name, remote !== undefined, outcome);
  const bounds = boundsOf(backend);
  // No machine has an empty name: this one must not share its slots with itself over RPC.
  const key = remote === undefined ? '' : fold(remote);
  const newLane = () => new Lane<TerminalThread>({ clock, leftBehind: bounds.leftBehind.of(key), openThread, busy });
  const sideThreads = new SideThreads<TerminalThread>({ slots: bounds.sideThreads.of(key), openThread, busy });
  return {
    name,
    remote,
    backend,
    composed,
    waits: new Waits(clock, name),
    lane: newLane(),
    actLane: newLane(),
    sideThreads,
    accounts: new Accounts(clock, sideThreads),
    moments: new Moments(clock, remote === undefined),
    processLooks: new ProcessLooks(),
    classes: new KnownClasses(),
    version: new Version(clock, sideThreads),
    hubs: new Hubs(name),
  };
}

/**
 * A host over a backend. Every method has a file of its own. Remote hosts are of it too: what is for this machine only asks
 * `#here` for the host.
 */
export class TerminalHost implements LocalHost {
  readonly name: string;
  readonly isLocal: boolean;
  readonly #host: HostContext;
  #closed = false;

  constructor(shared: SharedHost, timeout: number | undefined) {
    this.name = shared.name;
    this.isLocal = shared.remote === undefined;
    this.#host = { ...shared, timeout: timeout ?? (this.isLocal ? undefined : REMOTE_TIMEOUT_MS) };
  }

  // The overloads of the interface say which rows come.
  async sessions(options?: SessionsOptions) {
    return (await sessions(this.#open(), options)) as readonly SessionDetails[];
  }

  sessionsSync(options?: { readonly where?: SessionFilter }): readonly Session[] {
    return sessionsSync(this.#here('sessionsSync'), options);
  }

  async session(ref: SessionRef, options?: Cancel): Promise<SessionDetails> {
    return await session(this.#open(), ref, options);
  }

  async findSession(where: SessionFilter, options?: Cancel): Promise<SessionDetails | undefined> {
    return await findSession(this.#open(), where, options);
  }

  async query<C extends InfoClassName>(ref: SessionRef, infoClass: C, options?: Cancel): Promise<WtsInfoMap[C]> {
    return await query(this.#open(), ref, infoClass, options);
  }

  async queryRaw(ref: SessionRef, infoClass: number, options?: Cancel): Promise<Uint8Array> {
    return await queryRaw(this.#open(), ref, infoClass, options);
  }

  async processes(options?: ProcessesOptions) {
    const rows: readonly ProcessDetails[] = await processes(this.#open(), options);
    return rows;
  }

  async capture(options?: { readonly redact?: boolean } & Cancel): Promise<Scenario> {
    const host = this.#open();
    return await host.composed.capture(host, options);
  }

  async message(ref: SessionRef, text: string, options?: MessageOptions): Promise<MessageAnswer> {
    const host = this.#open();
    return await this.#act('message', { session: ref }, () => message(host, ref, text, options));
  }

  async disconnect(ref: SessionRef, options?: DisconnectOptions): Promise<void> {
    const host = this.#open();
    await this.#act('disconnect', { session: ref }, () => disconnect(host, ref, options));
  }

  async logoff(ref: SessionRef, options?: LogoffOptions): Promise<void> {
    const host = this.#open();
    await this.#act('logoff', { session: ref }, () => logoff(host, ref, options));
  }

  async terminate(process: Process | number, options?: TerminateOptions): Promise<void> {
    const host = this.#open();
    await this.#act('terminate', { process }, () => terminate(host, process, options));
  }

  async shutdown(how: ShutdownHow, options?: Cancel): Promise<void> {
    const host = this.#open();
    await this.#act('shutdown', { what: how }, () => shutdown(host, how, options));
  }

  async shadowCommand(ref: SessionRef, options?: ShadowOptions): Promise<ShadowCommand> {
    return await shadowCommand(this.#open(), ref, options);
  }

  async interactiveUsers(options?: Cancel): Promise<readonly SessionDetails[]> {
    return await interactiveUsers(this.#open(), options);
  }

  async hasActiveSession(options?: Cancel): Promise<boolean> {
    return await hasActiveSession(this.#open(), options);
  }

  async connect(ref: SessionRef, to: SessionRef, options?: ConnectOptions): Promise<void> {
    const host = this.#here('connect');
    await this.#act('connect', { session: ref }, () => connect(host, ref, to, options));
  }

  async shadowPolicy(options?: Cancel): Promise<ShadowSetting | undefined> {
    return await shadowPolicy(this.#here('shadowPolicy'), options);
  }

  async logonMode(options?: Cancel): Promise<LogonMode> {
    return await logonMode(this.#here('logonMode'), options);
  }

  async setLogonMode(mode: LogonMode, options?: Cancel): Promise<void> {
    const host = this.#here('setLogonMode');
    await this.#act('setLogonMode', { what: mode }, () => setLogonMode(host, mode, options));
  }

  async childSessions(options?: Cancel): Promise<ChildSessions> {
    return await childSessions(this.#here('childSessions'), options);
  }

  async setChildSessionsEnabled(enabled: boolean, options?: Cancel): Promise<void> {
    const host = this.#here('setChildSessionsEnabled');
    await this.#act('setChildSessionsEnabled', {}, () => setChildSessionsEnabled(host, enabled, options));
  }

  async userConfig(user: string, options?: UserConfigOptions): Promise<UserConfig> {
    return await userConfig(this.#open(), user, options);
  }

  async setUserConfig(user: string, changes: UserConfigChanges, options?: UserConfigOptions): Promise<void> {
    const host = this.#open();
    await this.#act('setUserConfig', { what: user }, () => setUserConfig(host, user, changes, options));
  }

  async openChannel(ref: SessionRef, name: string, options?: ChannelOptions): Promise<VirtualChannel> {
    const host = this.#here('openChannel');
    const open = () => openChannel(host, ref, name, options);
    return await this.#act('openChannel', { session: ref, what: name }, open, it => ({ session: it.sessionId }));
  }

  async run(ref: SessionRef, file: string, args?: readonly string[], options?: RunOptions): Promise<ProgramResult> {
    const host = this.#here('run');
    const make = () => run(host, ref, file, args, options);
    return await this.#act('run', { session: ref, what: file }, make, started);
  }

  async spawn(
    ref: SessionRef,
    file: string,
    args?: readonly string[],
    options?: SpawnOptions,
  ): Promise<RunningProgram> {
    const host = this.#here('spawn');
    const make = () => spawn(host, ref, file, args, options);
    return await this.#act('spawn', { session: ref, what: file }, make, started);
  }

  async token(of: TokenOf, options?: Cancel): Promise<TokenFacts> {
    return await token(this.#here('token'), of, options);
  }

  async listeners(options?: Cancel): Promise<readonly string[]> {
    return await listeners(this.#here('listeners'), options);
  }

  async listener(name: string, options?: Cancel): Promise<ListenerConfig> {
    return await listener(this.#here('listener'), name, options);
  }

  async createListener(name: string, config: NewListener, options?: Cancel): Promise<void> {
    const host = this.#here('createListener');
    await this.#act('createListener', { what: name }, () => createListener(host, name, config, options));
  }

  async setListener(name: string, changes: ListenerChanges, options?: Cancel): Promise<void> {
    const host = this.#here('setListener');
    await this.#act('setListener', { what: name }, () => setListener(host, name, changes, options));
  }

  async listenerPermissions(name: string, options?: Cancel): Promise<readonly ListenerPermission[]> {
    return await listenerPermissions(this.#here('listenerPermissions'), name, options);
  }

  async listenerSecurity(name: string, options?: Cancel): Promise<string> {
    return await listenerSecurity(this.#here('listenerSecurity'), name, options);
  }

  async setListenerSecurity(name: string, sddl: string, options?: Cancel): Promise<void> {
    const host = this.#here('setListenerSecurity');
    await this.#act('setListenerSecurity', { what: name }, () => setListenerSecurity(host, name, sddl, options));
  }

  watch<T extends EventType = EventType>(options?: WatchOptions<T>): SessionWatch<T> {
    return watch(this.#open(), options);
  }

  async once<T extends EventType>(type: T | readonly T[], options?: OnceOptions): Promise<EventOf<T>> {
    return await once(this.#open(), type, options);
  }

  async whenIdle(ref: SessionRef, options: { readonly forMs: number } & Cancel): Promise<SessionDetails> {
    return await whenIdle(this.#open(), ref, options);
  }

  async close(): Promise<void> {
    if (this.isLocal || this.#closed) return;
    this.#closed = true;
    const error = (outcome?: 'unknown') => new HostClosedError(this.name, outcome);
    const { hubs, lane, actLane, sideThreads, waits } = this.#host;
    hubs.fail(error);
    lane.close(error);
    actLane.close(error);
    sideThreads.close(error);
    waits.close(error);
  }

  async [asyncDispose](): Promise<void> {
    await this.close();
  }

  /** @internal The first question to a new host: Windows gives a handle for any name, so only an answer proves it. */
  async probe(wait: Wait): Promise<void> {
    const host = this.#open();
    await host.lane.run(wait, ask => listRows(host, ask));
  }

  /** Something that is to change: those who trace get to know what has come of it. */
  #act<R>(
    act: keyof LocalHost & string,
    on: ActedOn,
    make: () => Promise<R>,
    learn?: (result: R) => Learnt,
  ): Promise<R> {
    return tracedAct(this.name, act, on, make, learn);
  }

  #open(): HostContext {
    if (this.#closed) throw new HostClosedError(this.name);
    return this.#host;
  }

  /** The same, for what only this machine can do. */
  #here(method: keyof LocalHost & string): HostContext {
    if (!this.isLocal) throw localOnly(method, this.name);
    return this.#open();
  }
}

/** Where a program runs, and as whom. */
function started({ sessionId, account, pid }: Pick<RunningProgram, 'sessionId' | 'account' | 'pid'>): Learnt {
  return { session: sessionId, account, pid };
}
