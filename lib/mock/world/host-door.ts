import { nearest } from '../../base/nearest.js';
import { ERROR_CODES as E } from '../../errors/codes.js';
import type { ScenarioClient } from '../../terminal/capture/scenario.js';
import { ANSWER_IDS, type AnswerWord, type ShownMessage } from '../terminal/messages.js';
import type { DropLimits } from '../terminal/notice-faults.js';
import { clientFrom } from '../terminal/scenario/defaults.js';
import { hasUser, LISTENER_ID, type SessionState } from '../terminal/state.js';
import type { ClientChoice, LogonOptions, ProcessOptions, WorldHost } from './back-door.js';
import type { Fault, FaultLimits } from './faults.js';
import type { Hosts, Place } from './hosts.js';
import type { BufferShape } from './raw-call.js';
import { checkClient } from './scenario/validate.js';
import { SERVICE_NAMES, type ServiceName } from './services.js';

/** What a FILETIME can say, in milliseconds since 1970. */
const FIRST_MS = Date.UTC(1601, 0, 1);
const LAST_MS = Date.UTC(10_000, 0, 1) - 1;

export class HostDoor implements WorldHost {
  readonly #hosts: Hosts;
  readonly #place: Place;

  constructor(hosts: Hosts, place: Place) {
    this.#hosts = hosts;
    this.#place = place;
  }

  get name(): string {
    return this.#place.state.name;
  }

  get messages(): readonly ShownMessage[] {
    return this.#place.messages.shown;
  }

  logon({ user, domain, sid, client = 'console', session }: LogonOptions): number {
    if (typeof user !== 'string' || user === '') throw new TypeError('logon needs a user');
    const { transitions } = this.#place;
    const who = { user, domain: domain ?? this.name, sid };
    if (session !== undefined) {
      const free = this.#session(session);
      if (hasUser(free)) throw this.#wrong(free, `belongs to ${free.user} already`);
      if (free.id === 0 || free.state === 'listen') throw this.#wrong(free, 'is not for users');
      return transitions.logon(free, who).id;
    }
    if (client === 'console') return transitions.logonAtConsole(who).id;
    return transitions.logon(transitions.connect(clientOf(client)), who).id;
  }

  connect(client: ScenarioClient = {}): number {
    return this.#place.transitions.connect(clientOf(client)).id;
  }

  disconnect(id: number): void {
    const session = this.#session(id);
    if (session.state === 'disconnected') throw this.#wrong(session, 'is disconnected already');
    if (session.state === 'listen') throw this.#wrong(session, 'is a listener');
    if (id === this.#place.state.consoleSessionId && !hasUser(session)) {
      throw this.#wrong(session, 'is the console, and nobody is logged on');
    }
    this.#place.transitions.loseClient(session);
  }

  reconnect(id: number, client: ClientChoice = {}): void {
    const session = this.#user(id);
    this.#place.transitions.reconnect(session, client === 'console' ? null : clientOf(client));
  }

  lock(id: number): void {
    this.#place.transitions.setLocked(this.#user(id), true);
  }

  unlock(id: number): void {
    this.#place.transitions.setLocked(this.#user(id), false);
  }

  input(id: number): void {
    const session = this.#session(id);
    if (session.state === 'disconnected') throw this.#wrong(session, 'is disconnected: nobody can do anything there');
    this.#place.transitions.input(session);
  }

  logoff(id: number): void {
    const session = this.#session(id);
    if (id === 0) throw this.#wrong(session, 'is the services: it never ends');
    if (session.state === 'listen') throw this.#wrong(session, 'is a listener');
    this.#place.transitions.end(session);
  }

  remoteControl(id: number): void {
    this.#place.transitions.remoteControl(this.#user(id));
  }

  notice(event: number, sessionId: number): void {
    for (const it of [event, sessionId]) {
      if (!Number.isInteger(it) || it < 0 || it > 0xffffffff)
        throw new RangeError(`a notice is two numbers, not ${it}`);
    }
    this.#place.notices.notice(event, sessionId);
  }

  overflow(count?: number): void {
    if (count !== undefined && !(Number.isInteger(count) && count > 0)) {
      throw new RangeError(`as many notices as ${String(count)} cannot be lost`);
    }
    this.#place.notices.overflow(count);
  }

  stopTerminalServices(): void {
    this.#place.services.termService.stop();
  }

  startTerminalServices({ ready = true }: { readonly ready?: boolean } = {}): void {
    this.#place.services.termService.start(ready);
  }

  terminalServicesReady(): void {
    this.#place.services.termService.becomeReady();
  }

  stopService(name: ServiceName): Fault {
    if (SERVICE_NAMES.includes(name)) return this.#place.services.named(name)!.hold();
    throw new TypeError(`a service is one of ${SERVICE_NAMES.join(', ')}, not ${String(name)}`);
  }

  setClock(to: Date | number): void {
    // By its value, since a Date may come from another realm.
    const ms = typeof to === 'number' ? to : Number(to);
    if (!(ms > FIRST_MS && ms <= LAST_MS)) {
      throw new RangeError(`a clock shows a time between 1601 and 9999, not ${String(to)}`);
    }
    this.#hosts.setClock(this.#place, Math.floor(ms));
  }

  startProcess({ name, session = 0, sid, pid }: ProcessOptions): number {
    const owner = this.#session(session);
    if (pid !== undefined && this.#place.state.processes.has(pid)) throw new RangeError(`process ${pid} runs already`);
    return this.#place.transitions.startProcess(
      name,
      session,
      sid === undefined ? (owner.sid ?? 'S-1-5-18') : sid,
      pid,
    );
  }

  endProcess(pid: number): void {
    if (!this.#place.state.processes.delete(pid)) throw new RangeError(`${this.name} has no process ${pid}`);
  }

  answerMessage(id: number, answer: AnswerWord | number): void {
    const responseId = typeof answer === 'number' ? answer : ANSWER_IDS[answer];
    if (responseId === undefined) {
      const meant = nearest(String(answer), Object.keys(ANSWER_IDS));
      throw new TypeError(`${String(answer)} is no answer${meant === undefined ? '' : `; did you mean ${meant}?`}`);
    }
    this.#session(id);
    if (this.#place.messages.answer(id, responseId)) return;
    const where = list([...new Set(this.messages.map(it => it.sessionId))]);
    throw new RangeError(
      `session ${id} of ${this.name} shows no message; ${where ? `there is one in ${where}` : 'none does'}`,
    );
  }

  crowd({
    sessions = 0,
    processes = 0,
  }: {
    readonly sessions?: number;
    readonly processes?: number;
  }): readonly number[] {
    const { transitions, state } = this.#place;
    const client = clientOf({ name: 'CROWD' });
    const ids: number[] = [];
    for (let i = 0; i < sessions; i++) {
      const who = { user: `user${i}`, domain: this.name, sid: undefined };
      ids.push(transitions.logon(transitions.connect(client), who).id);
    }
    const where = ids.length > 0 ? ids : [0];
    const owners = where.map(id => state.sessions.get(id)?.sid ?? 'S-1-5-18');
    for (let i = 0; i < processes; i++) {
      transitions.startProcess(`program${i % 100}.exe`, where[i % where.length]!, owners[i % owners.length]!);
    }
    return ids;
  }

  unreachable(): Fault {
    const cut = this.#place.faults.cut();
    this.#place.notices.breakWaits(E.RPC_S_SERVER_UNAVAILABLE);
    return cut;
  }

  hang(): Fault {
    return this.#place.faults.hang();
  }

  fail(syscall: string, how: FaultLimits & { readonly code: string | number }): Fault {
    return this.#place.faults.fail(syscall, how);
  }

  spoil(syscall: string, shape: BufferShape, limits?: FaultLimits): Fault {
    return this.#place.faults.spoil(syscall, shape, limits);
  }

  delay(syscall: string, ms: number, limits?: FaultLimits): Fault {
    return this.#place.faults.delay(syscall, ms, limits);
  }

  hold(syscall: string, limits?: FaultLimits): Fault {
    return this.#place.faults.hold(syscall, limits);
  }

  delayEvents(ms: number): Fault {
    return this.#place.notices.faults.delay(ms);
  }

  doubleEvents(): Fault {
    return this.#place.notices.faults.double();
  }

  reorderEvents(): Fault {
    return this.#place.notices.faults.reorder();
  }

  dropEvents(limits: DropLimits = {}): Fault {
    return this.#place.notices.faults.drop(limits);
  }

  #session(id: number): SessionState {
    const session = this.#place.state.sessions.get(id);
    if (session) return session;
    const ids = [...this.#place.state.sessions.keys()].sort((a, b) => a - b);
    throw new RangeError(`${this.name} has no session ${id}; it has ${list(ids) || 'none'}`);
  }

  #user(id: number): SessionState {
    const session = this.#session(id);
    if (id >= LISTENER_ID || !hasUser(session)) throw this.#wrong(session, 'has nobody logged on');
    return session;
  }

  #wrong(session: SessionState, why: string): RangeError {
    return new RangeError(`session ${session.id} of ${this.name} ${why}`);
  }
}

function clientOf(client: ScenarioClient): ReturnType<typeof clientFrom> {
  checkClient(client);
  return clientFrom(client);
}

function list(ids: readonly number[]): string {
  const shown = ids.slice(0, 20);
  if (ids.length > shown.length) return `${shown.join(', ')} and ${ids.length - shown.length} more`;
  return shown.length < 2 ? shown.join() : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
