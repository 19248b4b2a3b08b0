import { freePid, nextAfter } from './free-pid.js';
import type { Happening } from './happenings.js';
import { takeOverPermissions } from './listeners/listener-state.js';
import { processFrom, sessionFrom } from './scenario/defaults.js';
import { type ClientState, type HostState, LISTENER_ID, type SessionState } from './state.js';

export interface TransitionContext {
  /** FILETIME ticks, other ones at each call. */
  now(): bigint;
  /** Every change of a session comes by here, after the host's state shows it. */
  happened(what: Happening, sessionId: number): void;
}

export interface NewProcess {
  readonly name: string | null;
  readonly sessionId: number;
  readonly sid: string | null;
  /** Default: the next free one. */
  readonly pid?: number | undefined;
}

/** The sessions and processes of a host: what makes and removes them, and the names and ids that are free. */
export class Roster {
  readonly #host: HostState;
  readonly #context: TransitionContext;
  #nextConnection: number;

  constructor(host: HostState, context: TransitionContext) {
    this.#host = host;
    this.#context = context;
    const used = [...host.sessions.values()].map(it => Number(/^RDP-Tcp#(\d+)$/i.exec(it.name ?? '')?.[1] ?? -1));
    this.#nextConnection = used.reduce((most, it) => Math.max(most, it), -1) + 1;
  }

  /** Behind a client, with the logon screen. */
  createRemote(client: ClientState): SessionState {
    return this.#create(this.#freeId(2), this.connectionName(), client);
  }

  /** At the machine itself, with the logon screen. */
  createConsole(): SessionState {
    const session = this.#create(this.#freeId(1), 'Console', null);
    this.#host.consoleSessionId = session.id;
    this.report('consoleConnect', session);
    return session;
  }

  /** Takes a session away with its processes. Nothing is reported. */
  drop(id: number): void {
    if (this.#host.consoleSessionId === id) this.#host.consoleSessionId = null;
    const { ids } = this.#host.childSessions;
    for (const [parent, child] of ids) if (child === id) ids.delete(parent);
    this.#host.sessions.delete(id);
    for (const process of this.#host.processes.values()) {
      if (process.sessionId === id) this.#host.processes.delete(process.pid);
    }
  }

  remove(session: SessionState): void {
    this.drop(session.id);
    this.report('terminate', session);
  }

  console(): SessionState | undefined {
    const id = this.#host.consoleSessionId;
    return id === null ? undefined : this.#host.sessions.get(id);
  }

  isConsole(session: SessionState): boolean {
    return this.#host.consoleSessionId === session.id;
  }

  connectionName(): string {
    return `RDP-Tcp#${this.#nextConnection++}`;
  }

  /** Returns the pid. */
  startProcess({
    pid = freePid(this.#host.nextPid, it => this.#host.processes.has(it)),
    ...process
  }: NewProcess): number {
    this.#host.processes.set(pid, processFrom({ ...process, pid, began: this.#context.now() }));
    // Windows' process ids are multiples of four.
    this.#host.nextPid = nextAfter(pid, this.#host.nextPid);
    return pid;
  }

  /** Reports what happened; the state shows it already. */
  report(what: Happening, session: SessionState): void {
    this.#context.happened(what, session.id);
  }

  #create(id: number, name: string, client: ClientState | null): SessionState {
    const noUser = { user: null, domain: null, logonTime: 0n } as const;
    const core = { host: this.#host.name, id, isConsole: client === null, state: 'connected', name, client } as const;
    const session = sessionFrom({ ...core, ...noUser });
    session.connectTime = this.#context.now();
    this.#host.sessions.set(id, session);
    takeOverPermissions(this.#host, session);
    this.report('create', session);
    return session;
  }

  /** Windows gives ids again, in an order of its own. Here it is the lowest. */
  #freeId(from: number): number {
    let id = from;
    while (this.#host.sessions.has(id)) id += 1;
    if (id >= LISTENER_ID) throw new RangeError(`${this.#host.name} has no free session id left`);
    return id;
  }
}
