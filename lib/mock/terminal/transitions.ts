import type { Happening } from './happenings.js';
import { remember } from './rules/accounts.js';
import { processFrom, sessionFrom, USER_PROCESSES } from './scenario/defaults.js';
import type { ClientState, HostState, SessionState } from './state.js';
import { hasUser, LISTENER_ID } from './state.js';

export interface TransitionContext {
  /** FILETIME ticks, other ones at each call. */
  now(): bigint;
  /** Every change of a session comes by here, after the host's state shows it. */
  happened(host: HostState, what: Happening, sessionId: number): void;
}

export interface WhoLogsOn {
  readonly user: string;
  readonly domain: string;
  readonly sid: string | undefined;
}

/**
 * How the sessions of a host change. All ways in, the back door's and the raw calls', lead here; the callers have checked that
 * the change makes sense.
 */
export class Transitions {
  readonly #host: HostState;
  readonly #context: TransitionContext;
  #nextConnection: number;

  constructor(host: HostState, context: TransitionContext) {
    this.#host = host;
    this.#context = context;
    const used = [...host.sessions.values()].map(it => Number(/^RDP-Tcp#(\d+)$/i.exec(it.name ?? '')?.[1] ?? -1));
    this.#nextConnection = used.reduce((most, it) => Math.max(most, it), -1) + 1;
  }

  /** A client that looks at the logon screen. */
  connect(client: ClientState): SessionState {
    const session = this.#create(this.#freeId(2), this.#connectionName(), client);
    this.#tell('remoteConnect', session);
    return session;
  }

  logonAtConsole(who: WhoLogsOn): SessionState {
    let console = this.#console();
    if (console && hasUser(console)) {
      this.disconnect(console);
      console = this.#console();
    }
    return this.logon(console ?? this.#newConsole(), who);
  }

  /** In a session that has nobody yet. */
  logon(session: SessionState, { user, domain, sid }: WhoLogsOn): SessionState {
    let now = this.#context.now();
    while (this.#host.logonTimes.has(now)) now = this.#context.now();
    const { id, name, client } = session;
    const isConsole = this.#isConsole(session);
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
    owner.connectTime = isConsole ? now : session.connectTime;
    owner.lastInputTime = now;
    this.#host.sessions.set(id, owner);
    remember(this.#host, owner.sid, user, domain);
    for (const { name: image, asUser } of USER_PROCESSES) this.startProcess(image, id, asUser ? owner.sid : 'S-1-5-18');
    this.#tell('logon', owner);
    this.#tell('desktopReady', owner);
    return owner;
  }

  /**
   * The user stays logged on without a client. On the console that is a switch of users: Windows puts a fresh session there.
   * The names of the client and the protocol are gone then (not seen on Windows itself).
   */
  disconnect(session: SessionState): void {
    const wasConsole = this.#isConsole(session);
    this.#detach(session);
    session.disconnectTime = this.#context.now();
    this.#tell(wasConsole ? 'consoleDisconnect' : 'remoteDisconnect', session);
    if (wasConsole) this.#newConsole();
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
   * From another client, whether or not the last one is still there. `null` is the console. Whoever reconnects has given his
   * password, so the session is not locked any more (that Windows tells this after the connect was not seen).
   */
  reconnect(session: SessionState, client: ClientState | null): void {
    const now = this.#context.now();
    const wasConsole = this.#isConsole(session);
    if (session.state !== 'disconnected' && !(wasConsole && client === null)) this.disconnect(session);
    if (client === null) this.#takeConsole(session);
    else session.name = this.#connectionName();
    session.state = 'active';
    session.client = client;
    session.protocol = client === null ? 0 : 2;
    session.remote = client !== null;
    session.connectTime = now;
    session.lastInputTime = now;
    const wasLocked = session.lock === 'locked';
    session.lock = hasUser(session) ? 'unlocked' : 'unknown';
    this.#tell(client === null ? 'consoleConnect' : 'remoteConnect', session);
    if (wasLocked) this.#tell('unlock', session);
  }

  setLocked(session: SessionState, locked: boolean): void {
    session.lock = locked ? 'locked' : 'unlocked';
    if (!locked) session.lastInputTime = this.#context.now();
    this.#tell(locked ? 'lock' : 'unlock', session);
  }

  input(session: SessionState): void {
    session.lastInputTime = this.#context.now();
  }

  /** Somebody begins to look on from another session, or stops: Windows tells both alike. */
  remoteControl(session: SessionState): void {
    this.#tell('remoteControl', session);
  }

  /**
   * Ends a session with its processes. The console is never without a session: a fresh one, with an id of its own, stands
   * there before the old one goes, as Windows does it.
   */
  end(session: SessionState): void {
    if (hasUser(session)) this.#tell('logoff', session);
    if (this.#isConsole(session)) {
      this.#tell('consoleDisconnect', session);
      this.#newConsole();
    } else if (session.client) {
      this.#tell('remoteDisconnect', session);
    }
    this.#remove(session);
  }

  startProcess(name: string | null, sessionId: number, sid: string | null, pid = this.#host.nextPid): number {
    this.#host.processes.set(pid, processFrom({ pid, name, sessionId, sid }));
    // Windows' process ids are multiples of four.
    if (pid >= this.#host.nextPid) this.#host.nextPid = pid - (pid % 4) + 4;
    return pid;
  }

  /** Takes a session away with its processes; tells nothing. */
  drop(id: number): void {
    if (this.#host.consoleSessionId === id) this.#host.consoleSessionId = null;
    this.#host.sessions.delete(id);
    for (const process of this.#host.processes.values()) {
      if (process.sessionId === id) this.#host.processes.delete(process.pid);
    }
  }

  /** Tells what happened; the state shows it already. */
  tell(what: Happening, sessionId: number): void {
    this.#context.happened(this.#host, what, sessionId);
  }

  #takeConsole(session: SessionState): void {
    const before = this.#console();
    if (before && before !== session) {
      if (hasUser(before)) {
        this.#detach(before);
        before.disconnectTime = this.#context.now();
      }
      this.#tell('consoleDisconnect', before);
      if (!hasUser(before)) this.#remove(before);
    }
    this.#host.consoleSessionId = session.id;
    session.name = 'Console';
  }

  #newConsole(): SessionState {
    const session = this.#create(this.#freeId(1), 'Console', null);
    this.#host.consoleSessionId = session.id;
    this.#tell('consoleConnect', session);
    return session;
  }

  #create(id: number, name: string, client: ClientState | null): SessionState {
    const nobody = { user: null, domain: null, logonTime: 0n } as const;
    const core = { host: this.#host.name, id, isConsole: client === null, state: 'connected', name, client } as const;
    const session = sessionFrom({ ...core, ...nobody });
    session.connectTime = this.#context.now();
    this.#host.sessions.set(id, session);
    this.#tell('create', session);
    return session;
  }

  #detach(session: SessionState): void {
    session.state = 'disconnected';
    session.name = '';
    session.client = null;
    session.protocol = 0;
    session.remote = false;
  }

  #remove(session: SessionState): void {
    this.drop(session.id);
    this.#tell('terminate', session);
  }

  #console(): SessionState | undefined {
    const id = this.#host.consoleSessionId;
    return id === null ? undefined : this.#host.sessions.get(id);
  }

  #isConsole(session: SessionState): boolean {
    return this.#host.consoleSessionId === session.id;
  }

  /** Windows reuses ids; which ones is its own affair. Here it is the lowest. */
  #freeId(from: number): number {
    let id = from;
    while (this.#host.sessions.has(id)) id += 1;
    if (id >= LISTENER_ID) throw new RangeError(`${this.#host.name} has no free session id left`);
    return id;
  }

  #connectionName(): string {
    return `RDP-Tcp#${this.#nextConnection++}`;
  }

  #tell(what: Happening, session: SessionState): void {
    this.tell(what, session.id);
  }
}
