import { FRESH, userConfigOf } from './config/user-configs.js';
import type { Happening } from './happenings.js';
import { inheritedFrom } from './listeners/inherited.js';
import { listenerOf, takeOverPermissions } from './listeners/listener-state.js';
import { type NewProcess, Roster, type TransitionContext } from './roster.js';
import { remember } from './rules/accounts.js';
import { sessionFrom, USER_PROCESSES } from './scenario/defaults.js';
import { type ClientState, type HostState, hasUser, type SessionState } from './state.js';

export interface WhoLogsOn {
  readonly user: string;
  readonly domain: string;
  readonly sid: string | undefined;
  readonly administrator?: boolean | undefined;
  readonly split?: boolean | undefined;
}

/**
 * How the sessions of a host change. All ways in, the back door's and the raw calls', lead here; the callers have checked that
 * the change makes sense.
 */
export class Transitions {
  readonly #host: HostState;
  readonly #context: TransitionContext;
  readonly #roster: Roster;

  constructor(host: HostState, context: TransitionContext) {
    this.#host = host;
    this.#context = context;
    this.#roster = new Roster(host, context);
  }

  /** A client that looks at the logon screen. */
  connect(client: ClientState): SessionState {
    const session = this.#roster.createRemote(client);
    this.#roster.report('remoteConnect', session);
    return session;
  }

  logonAtConsole(who: WhoLogsOn): SessionState {
    let console = this.#roster.console();
    if (console && hasUser(console)) {
      this.disconnect(console);
      console = this.#roster.console();
    }
    return this.logon(console ?? this.#roster.createConsole(), who);
  }

  /** In a session that has no user yet. */
  logon(session: SessionState, who: WhoLogsOn): SessionState {
    const { user, domain, sid, administrator = false, split = true } = who;
    let now = this.#context.now();
    while (this.#host.logonTimes.has(now)) now = this.#context.now();
    const { id, name, client } = session;
    const isConsole = this.#roster.isConsole(session);
    const logonTime = now;
    const core = {
      host: this.#host.name,
      id,
      isConsole,
      state: 'active',
      name,
      user,
      domain,
      logonTime,
      client,
    } as const;
    const owner = sessionFrom(core);
    owner.sid = sid ?? owner.sid;
    owner.administrator = administrator;
    owner.split = split;
    owner.connectTime = isConsole ? now : session.connectTime;
    owner.lastInputTime = now;
    if (!isConsole) this.#takeOver(owner, user);
    this.#host.sessions.set(id, owner);
    remember(this.#host, owner);
    for (const { name: image, asUser } of USER_PROCESSES)
      this.startProcess({ name: image, sessionId: id, sid: asUser ? owner.sid : 'S-1-5-18' });
    this.#roster.report('logon', owner);
    this.#roster.report('desktopReady', owner);
    return owner;
  }

  /**
   * The user stays logged on without a client. On the console that is a switch of users: Windows puts a fresh session there.
   * The names of the client and the protocol are gone then (not seen on Windows itself).
   */
  disconnect(session: SessionState): void {
    const wasConsole = this.#roster.isConsole(session);
    this.#detach(session);
    session.disconnectTime = this.#context.now();
    this.#roster.report(wasConsole ? 'consoleDisconnect' : 'remoteDisconnect', session);
    if (wasConsole) this.#roster.createConsole();
  }

  /** The client goes. Without a user nothing is left to come back to, so the session ends. */
  loseClient(session: SessionState): void {
    if (hasUser(session)) this.disconnect(session);
    else this.end(session);
  }

  /**
   * What Windows does since Vista when a listener is logged off or disconnected: the listener stays, and every session that
   * came in through it loses its client.
   */
  resetListener({ name }: SessionState): void {
    const prefix = `${name ?? ''}#`.toLowerCase();
    for (const session of [...this.#host.sessions.values()]) {
      const cameThrough = session.name?.toLowerCase().startsWith(prefix) && session.state !== 'disconnected';
      if (cameThrough) this.loseClient(session);
    }
  }

  /**
   * From another client, whether or not the last one is still there. `null` is the console. A user who reconnects has given the
   * password, so the session is not locked any more (that Windows reports this after the connect was not seen).
   */
  reconnect(session: SessionState, client: ClientState | null, name = this.#roster.connectionName()): void {
    const now = this.#context.now();
    const wasConsole = this.#roster.isConsole(session);
    if (session.state !== 'disconnected' && !(wasConsole && client === null)) this.disconnect(session);
    if (client === null) this.#takeConsole(session);
    else session.name = name;
    takeOverPermissions(this.#host, session);
    session.state = 'active';
    session.client = client;
    session.protocol = client === null ? 0 : 2;
    session.remote = client !== null;
    session.connectTime = now;
    session.lastInputTime = now;
    const wasLocked = session.lock === 'locked';
    session.lock = hasUser(session) ? 'unlocked' : 'unknown';
    this.#roster.report(client === null ? 'consoleConnect' : 'remoteConnect', session);
    if (wasLocked) this.#roster.report('unlock', session);
  }

  /**
   * Shows a session on the terminal of another one, whose user stays logged on without it. A terminal of its own that it had is
   * free then. What is lost is reported before what is won (in which order Windows does was not seen).
   */
  takeOver(session: SessionState, from: SessionState): void {
    const { client, name } = from;
    if (this.#roster.isConsole(from)) {
      this.reconnect(session, null);
      return;
    }
    if (session.state !== 'disconnected') this.disconnect(session);
    this.loseClient(from);
    this.reconnect(session, client, name ?? undefined);
  }

  /** A session inside another one, of the same user: it ends with its parent. */
  startChild(parent: SessionState, client: ClientState): SessionState {
    const { user, domain, sid } = parent;
    const child = this.logon(this.connect(client), { user: user ?? '', domain: domain ?? '', sid: sid ?? undefined });
    this.#host.childSessions.ids.set(parent.id, child.id);
    return child;
  }

  setLocked(session: SessionState, locked: boolean): void {
    session.lock = locked ? 'locked' : 'unlocked';
    if (!locked) session.lastInputTime = this.#context.now();
    this.#roster.report(locked ? 'lock' : 'unlock', session);
  }

  input(session: SessionState): void {
    session.lastInputTime = this.#context.now();
  }

  /** Another user begins to look on, or stops: Windows reports both alike. */
  remoteControl(session: SessionState): void {
    this.#roster.report('remoteControl', session);
  }

  /**
   * Ends a session with its processes. The console is never without a session: a fresh one, with an id of its own, stands
   * there before the old one goes, as Windows does it.
   */
  end(session: SessionState): void {
    const child = this.#host.sessions.get(this.#host.childSessions.ids.get(session.id) ?? -1);
    if (child) this.end(child);
    if (hasUser(session)) this.#roster.report('logoff', session);
    if (this.#roster.isConsole(session)) {
      this.#roster.report('consoleDisconnect', session);
      this.#roster.createConsole();
    } else if (session.client) {
      this.#roster.report('remoteDisconnect', session);
    }
    this.#roster.remove(session);
  }

  startProcess(process: NewProcess): number {
    return this.#roster.startProcess(process);
  }

  /** Takes a session away with its processes. Nothing is reported. */
  drop(id: number): void {
    this.#roster.drop(id);
  }

  /** Reports what happened; the state shows it already. */
  report(what: Happening, sessionId: number): void {
    this.#context.happened(what, sessionId);
  }

  #takeConsole(session: SessionState): void {
    const before = this.#roster.console();
    if (before && before !== session) {
      if (hasUser(before)) {
        this.#detach(before);
        before.disconnectTime = this.#context.now();
      }
      this.#roster.report('consoleDisconnect', before);
      if (!hasUser(before)) this.#roster.remove(before);
    }
    this.#host.consoleSessionId = session.id;
    session.name = 'Console';
  }

  /** What the listener and the user say about the session. */
  #takeOver(session: SessionState, user: string): void {
    const listener = listenerOf(this.#host.listeners, session.name);
    if (listener) Object.assign(session, inheritedFrom(listener.config, userConfigOf(this.#host, user) ?? FRESH));
  }

  #detach(session: SessionState): void {
    session.state = 'disconnected';
    session.name = '';
    session.client = null;
    session.protocol = 0;
    session.remote = false;
  }
}
