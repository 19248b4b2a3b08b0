import { fold } from '../../base/fold.js';
import { didYouMean } from '../../base/nearest.js';
import { checkOptions } from '../../errors/arguments.js';
import type { ScenarioClient } from '../../terminal/capture/scenario.js';
import type { Fault } from '../world/fault.js';
import type { SessionClient } from './channels/types.js';
import { configured, FRESH, keepUserConfig, userConfigOf } from './config/user-configs.js';
import type {
  AccountOptions,
  ClientChoice,
  ListenerOptions,
  LogonOptions,
  ProcessOptions,
  TerminalControl,
} from './control-types.js';
import type { SimulatedHost } from './host.js';
import { keepListener } from './listeners/listener-state.js';
import { logonModeOf } from './logon-mode.js';
import { ANSWER_IDS, type AnswerWord, buttonsOf, type ShownMessage } from './messages.js';
import type { DropLimits } from './notice-faults.js';
import type { ProgramScript, StartedInWorld } from './programs/program-state.js';
import { remember, sidFor } from './rules/accounts.js';
import { checkClient } from './scenario/addresses.js';
import { clientFrom } from './scenario/defaults.js';
import { fullName, hasUser, LISTENER_ID, type SessionState } from './state.js';

export class TerminalController implements TerminalControl {
  readonly #host: SimulatedHost;

  constructor(host: SimulatedHost) {
    this.#host = host;
  }

  get messages(): readonly ShownMessage[] {
    return this.#host.messages.shown;
  }

  logon(options: LogonOptions): number {
    checkGiven('logon', options, LOGON_KEYS);
    const { user, domain, sid, client = 'console', session, administrator, split } = options;
    if (typeof user !== 'string' || user.trim() === '')
      throw new TypeError("logon needs a user: logon({ user: 'anna' })");
    checkName('user', user);
    if (domain !== undefined) checkName('domain', domain);
    const { transitions } = this.#host;
    const who = { user, domain: domain ?? this.#name, sid, administrator, split };
    if (session !== undefined) {
      const free = this.#session(session);
      if (hasUser(free)) throw this.#wrong(free, `belongs to ${free.user} already`);
      if (free.id === 0 || free.state === 'listen') throw this.#wrong(free, 'is not for users');
      return transitions.logon(free, who).id;
    }
    if (client === 'console') return transitions.logonAtConsole(who).id;
    this.#admit('new');
    return transitions.logon(transitions.connect(clientOf(client)), who).id;
  }

  connect(client: ScenarioClient = {}): number {
    this.#admit('new');
    return this.#host.transitions.connect(clientOf(client)).id;
  }

  disconnect(id: number): void {
    const session = this.#session(id);
    if (session.state === 'disconnected') throw this.#wrong(session, 'is disconnected already');
    if (session.state === 'listen') throw this.#wrong(session, 'is a listener');
    if (id === this.#host.state.consoleSessionId && !hasUser(session)) {
      throw this.#wrong(session, 'is the console, and nobody is logged on');
    }
    this.#host.transitions.loseClient(session);
  }

  reconnect(id: number, client: ClientChoice = {}): void {
    const session = this.#user(id);
    if (client !== 'console') this.#admit('known');
    this.#host.transitions.reconnect(session, client === 'console' ? null : clientOf(client));
  }

  lock(id: number): void {
    this.#host.transitions.setLocked(this.#user(id), true);
  }

  unlock(id: number): void {
    this.#host.transitions.setLocked(this.#user(id), false);
  }

  input(id: number): void {
    const session = this.#session(id);
    if (session.state === 'disconnected') throw this.#wrong(session, 'is disconnected: nobody can do anything there');
    this.#host.transitions.input(session);
  }

  logoff(id: number): void {
    const session = this.#session(id);
    if (id === 0) throw this.#wrong(session, 'is the services: it never ends');
    if (session.state === 'listen') throw this.#wrong(session, 'is a listener');
    this.#host.transitions.end(session);
  }

  remoteControl(id: number): void {
    this.#host.transitions.remoteControl(this.#user(id));
  }

  notice(event: number, sessionId: number): void {
    for (const it of [event, sessionId]) {
      if (!Number.isInteger(it) || it < 0 || it > 0xffffffff)
        throw new RangeError(`a notice is two numbers, not ${it}`);
    }
    this.#host.notices.notice(event, sessionId);
  }

  overflow(count?: number): void {
    if (count !== undefined && !(Number.isInteger(count) && count > 0)) {
      throw new RangeError(`as many notices as ${String(count)} cannot be lost`);
    }
    this.#host.notices.overflow(count);
  }

  stopTerminalServices(): void {
    this.#host.services.termService.stop();
  }

  startTerminalServices({ ready = true }: { readonly ready?: boolean } = {}): void {
    this.#host.services.termService.start(ready);
  }

  terminalServicesReady(): void {
    this.#host.services.termService.becomeReady();
  }

  account(user: string, { domain = this.#name, password, config }: AccountOptions): void {
    if (typeof user !== 'string' || user === '') throw new TypeError('an account has a name');
    const { state } = this.#host;
    if (password !== undefined) {
      state.passwords.set(fullName(domain, user), password);
      if (state.accounts.sidOf(fullName(domain, user)) === undefined)
        remember(state, { sid: sidFor(domain, user), user, domain });
    }
    // Settings are those of the host's own accounts.
    if (config === undefined && fold(domain) !== fold(this.#name)) return;
    keepUserConfig(state, user, configured(userConfigOf(state, user) ?? FRESH, config ?? {}));
  }

  listener(name: string, settings: ListenerOptions): void {
    keepListener(this.#host.state.listeners, name, settings);
  }

  program(file: string, how: ProgramScript = silent): void {
    if (typeof file !== 'string' || file === '') throw new TypeError('program needs the path of a program');
    if (typeof how !== 'function') throw new TypeError('what a program does is an async generator function');
    this.#host.programs.install(file, how);
  }

  get programs(): readonly StartedInWorld[] {
    return this.#host.programs.started;
  }

  startProcess(options: ProcessOptions): number {
    checkGiven('startProcess', options, ['name', 'session', 'sid', 'pid']);
    const { name, session = 0, sid, pid } = options;
    if (typeof name !== 'string') throw new TypeError("startProcess needs a name: startProcess({ name: 'app.exe' })");
    const owner = this.#session(session);
    if (pid !== undefined && this.#host.state.processes.has(pid)) throw new RangeError(`process ${pid} runs already`);
    const account = sid === undefined ? (owner.sid ?? 'S-1-5-18') : sid;
    return this.#host.transitions.startProcess({ name, sessionId: session, sid: account, pid });
  }

  endProcess(pid: number): void {
    if (this.#host.programs.running(pid) && this.#host.programs.terminate(pid, 1, false)) return;
    if (!this.#host.state.processes.delete(pid)) throw new RangeError(`${this.#name} has no process ${pid}`);
  }

  answerMessage(id: number, answer: AnswerWord | number): void {
    const responseId = typeof answer === 'number' ? answer : ANSWER_IDS[answer];
    if (responseId === undefined) {
      throw new TypeError(`${String(answer)} is no answer${didYouMean(String(answer), Object.keys(ANSWER_IDS))}`);
    }
    this.#session(id);
    const box = this.messages.find(it => it.sessionId === id);
    if (box && typeof answer === 'string' && !buttonsOf(box.style).includes(answer)) {
      throw new RangeError(
        `the box in session ${id} of ${this.#name} has no button ${answer}; it has ${words(buttonsOf(box.style))}`,
      );
    }
    if (this.#host.messages.answer(id, responseId)) return;
    const where = list([...new Set(this.messages.map(it => it.sessionId))]);
    throw new RangeError(
      `session ${id} of ${this.#name} shows no message; ${where ? `there is one in ${where}` : 'none does'}`,
    );
  }

  client(id: number): SessionClient {
    return this.#host.clients.of(this.#session(id));
  }

  crowd({
    sessions = 0,
    processes = 0,
  }: {
    readonly sessions?: number;
    readonly processes?: number;
  }): readonly number[] {
    const { transitions, state } = this.#host;
    const client = clientOf({ name: 'CROWD' });
    const ids: number[] = [];
    for (let i = 0; i < sessions; i++) {
      const who = { user: `user${i}`, domain: this.#name, sid: undefined };
      ids.push(transitions.logon(transitions.connect(client), who).id);
    }
    const where = ids.length > 0 ? ids : [0];
    const owners = where.map(id => state.sessions.get(id)?.sid ?? 'S-1-5-18');
    for (let i = 0; i < processes; i++) {
      const [sessionId, sid] = [where[i % where.length]!, owners[i % owners.length]!];
      transitions.startProcess({ name: `program${i % 100}.exe`, sessionId, sid });
    }
    return ids;
  }

  delayEvents(ms: number): Fault {
    return this.#host.notices.faults.delay(ms);
  }

  doubleEvents(): Fault {
    return this.#host.notices.faults.double();
  }

  reorderEvents(): Fault {
    return this.#host.notices.faults.reorder();
  }

  dropEvents(limits: DropLimits = {}): Fault {
    return this.#host.notices.faults.drop(limits);
  }

  /** Connections from other machines: those of new users, and those of users who are logged on already. */
  #admit(user: 'new' | 'known'): void {
    const { state, machine } = this.#host;
    const mode = logonModeOf(machine);
    const refuses = user === 'known' ? mode === 'closed' : state.refusesLogons || mode !== 'open';
    if (!refuses) return;
    const why = mode === 'open' ? 'since all others were logged off' : `in its logon mode '${mode}'`;
    throw new RangeError(`${this.#name} refuses connections of ${user} users ${why}`);
  }

  get #name(): string {
    return this.#host.state.name;
  }

  #session(id: number): SessionState {
    const session = this.#host.state.sessions.get(id);
    if (session) return session;
    const ids = [...this.#host.state.sessions.keys()].sort((a, b) => a - b);
    throw new RangeError(`${this.#name} has no session ${id}; it has ${list(ids) || 'none'}`);
  }

  #user(id: number): SessionState {
    const session = this.#session(id);
    if (id >= LISTENER_ID || !hasUser(session)) throw this.#wrong(session, 'has nobody logged on');
    return session;
  }

  #wrong(session: SessionState, why: string): RangeError {
    return new RangeError(`session ${session.id} of ${this.#name} ${why}`);
  }
}

const LOGON_KEYS: readonly (keyof LogonOptions)[] = [
  'user',
  'domain',
  'sid',
  'client',
  'session',
  'administrator',
  'split',
];

function checkGiven(method: string, options: unknown, keys: readonly string[]): void {
  if (options === undefined || options === null) throw new TypeError(`${method} needs options: ${keys.join(', ')}`);
  checkOptions(method, options, keys);
}

/** Windows keeps the two apart, and neither can hold these. */
function checkName(what: 'user' | 'domain', name: string): void {
  if (!/["/\\[\]:;|=,+*?<>]/.test(name)) return;
  const [domain, user] = name.split('\\');
  const apart = what === 'user' && user ? `; give { user: '${user}', domain: '${domain}' }` : '';
  throw new TypeError(`no ${what} is named ${name}${apart}`);
}

function words(all: readonly string[]): string {
  return all.length < 2 ? all.join() : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

/** A program of which only matters that it was started. */
// biome-ignore lint/correctness/useYield: it writes nothing
async function* silent(): ReturnType<ProgramScript> {
  return 0;
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
