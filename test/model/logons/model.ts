import { type Luid, luid } from '../../../lib/identity/luid.js';
import type { World } from '../../../lib/mock/index.js';
import type { SessionState } from '../../../lib/mock/terminal/state.js';
import { Local } from '../local.js';
import { type Model, runModel } from '../run.js';
import { connectionMistakes } from './connections.js';
import type { Step } from './steps.js';
import { type Logon, type Span, Truth } from './truth.js';

const REASONS = ['access-denied', 'not-found', 'changed', 'other'];
const GONE = 'ERROR_NO_SUCH_LOGON_SESSION';
const OF_NO_SESSION = ['network', 'networkCleartext'];

type LogonSession = Awaited<ReturnType<World['modules']['winstation/logon']['logonSessions']>>[number];

/** One program of steps over one world in which people log on and off while their logons are asked for. */
class LogonModel implements Model<Step> {
  readonly #local = new Local();
  readonly #world = this.#local.world;
  readonly #fail = this.#local.mistakes.add;
  readonly #added = new Map<string, Logon>();
  readonly #truth = new Truth(this.#local.inner, this.#added);
  /** Remote clients that have come, which makes a connection each. */
  #clients = 0;
  #open = 0;

  constructor() {
    const { inner } = this.#local;
    const ask = inner.ask.bind(inner);
    inner.ask = ((...args: Parameters<typeof ask>) => {
      this.#truth.look();
      return ask(...args);
    }) as typeof ask;
  }

  async before(): Promise<void> {
    await this.#world.settled();
    this.#truth.look();
  }

  async take(step: Step): Promise<void> {
    const world = this.#world;
    switch (step.do) {
      case 'logon': {
        const { user, administrator, remote } = step;
        world.logon({ user, administrator, client: remote ? { name: 'PC' } : 'console' });
        if (remote) this.#clients += 1;
        return;
      }
      case 'connect':
        world.connect({ name: 'PC' });
        this.#clients += 1;
        return;
      case 'reconnect':
        world.reconnect(this.#local.idOf(step.which), step.remote ? { name: 'PC' } : 'console');
        if (step.remote) this.#clients += 1;
        return;
      case 'show':
        void world.module
          .localHost()
          .connect(this.#local.idOf(step.which), this.#local.idOf(step.on), { wait: false })
          .catch(() => {});
        return;
      case 'disconnect':
      case 'logoff':
      case 'lock':
      case 'unlock':
        world[step.do](this.#local.idOf(step.which));
        return;
      case 'add': {
        const { type, user, which } = step;
        const sessionId = which === undefined ? 0 : this.#local.idOf(which);
        const id = world.logonSession({ type, user, session: sessionId });
        const ofNone = OF_NO_SESSION.includes(type);
        this.#added.set(id, { user, sessionId: ofNone ? -1 : sessionId, session: undefined });
        return;
      }
      case 'end': {
        const id = [...this.#added.keys()].at(-1 - step.which);
        if (id === undefined) return;
        world.endLogonSession(id as LogonSession['luid']);
        this.#added.delete(id);
        return;
      }
      case 'list':
      case 'listOf':
      case 'ask':
      case 'screen':
        this.#ask(step);
        return;
      default:
        return await this.#local.take(step);
    }
  }

  #ask(step: Extract<Step, { readonly do: 'list' | 'listOf' | 'ask' | 'screen' }>): void {
    const { modules } = this.#world;
    const { logonSession, logonSessions } = modules['winstation/logon'];
    const first = this.#truth.look();
    const what = JSON.stringify(step);
    switch (step.do) {
      case 'list':
        this.#call(logonSessions({ timeout: step.timeout }), list => this.#list(what, list, this.#truth.since(first)));
        return;
      case 'listOf': {
        const kept = step.byRow ? this.#local.rowOf(step.which) : undefined;
        const ref = kept?.row ?? this.#local.idOf(step.which);
        this.#call(
          logonSessions({ session: ref, timeout: step.timeout }),
          list => this.#ofSession(what, list, this.#truth.since(first), kept?.row.id ?? (ref as number), kept?.logon),
          error => this.#refused(what, error, this.#truth.since(first), kept?.logon),
        );
        return;
      }
      case 'ask': {
        const ids = [...this.#truth.since(0).ever.keys()];
        const id = ids[ids.length - 1 - (step.which % ids.length)] as LogonSession['luid'];
        this.#call(logonSession(id, { timeout: step.timeout }), logon => {
          const { ever, always } = this.#truth.since(first);
          if (logon) this.#row(what, logon, this.#truth.since(first));
          // A call that was made to fail may also have said so.
          else if (always.has(id) && !this.#wasStruck(id, GONE)) this.#fail(`${what} is not there`);
          if (logon && !ever.has(id)) this.#fail(`${what} had ended`);
        });
        return;
      }
      case 'screen':
        this.#call(modules['winstation/desktop'].inputDesktop(), ({ name, reason }) => {
          const { screens } = this.#truth.since(first);
          const isTrue =
            name === undefined
              ? screens.has('none') ||
                this.#world.calls.some(it => it.name === 'OpenInputDesktop' && it.error !== undefined)
              : screens.has(name);
          if (!isTrue) this.#fail(`the screen shows ${name ?? reason}, and not ${[...screens].join(' or ')}`);
        });
    }
  }

  /** All that was there is listed, once, and nothing else. */
  #list(what: string, list: readonly LogonSession[], span: Span): void {
    const ids = new Set<string>(list.map(it => it.luid));
    if (ids.size !== list.length) this.#fail(`${what} lists one twice`);
    for (const it of list) this.#row(what, it, span);
    for (const id of span.always) {
      if (!ids.has(id) && !this.#wasStruck(id, GONE)) this.#fail(`${what} lacks ${id}`);
    }
  }

  #row(what: string, { luid: id, user, sessionId, withheld }: LogonSession, { ever }: Span): void {
    const logon = ever.get(id);
    if (!logon) return void this.#fail(`${what} has ${id}, which was not there`);
    if (withheld.length > 0 || logon.user === '') return;
    const expected = logon.sessionId < 0 ? undefined : logon.sessionId;
    if (user !== logon.user || sessionId !== expected) this.#fail(`${what} says ${id} is ${user} in ${sessionId}`);
  }

  /** They are of this session, and where a row was given, of its user's logon to it. */
  #ofSession(what: string, list: readonly LogonSession[], span: Span, id: number, session?: SessionState): void {
    for (const it of list) {
      this.#row(what, it, span);
      if (it.sessionId !== id) this.#fail(`${what} has ${it.luid} of session ${it.sessionId}`);
      const owner = span.ever.get(it.luid)?.session;
      if (session && owner && owner !== session) this.#fail(`${what} has ${it.luid} of another's session`);
    }
    const ids = new Set<string>(list.map(it => it.luid));
    for (const one of span.always) {
      const isOf = span.ever.get(one)?.sessionId === id;
      if (isOf && !ids.has(one) && !this.#wasStruck(one)) this.#fail(`${what} lacks ${one}`);
    }
  }

  #refused(what: string, error: unknown, span: Span, session?: SessionState): void {
    const { reason } = error as { readonly reason?: string };
    if (reason === 'changed' && session && span.stayed(session)) this.#fail(`${what} is told to have changed`);
  }

  #call<R>(
    promise: Promise<R>,
    then: (value: R) => void = () => {},
    refused: (error: unknown) => void = () => {},
  ): void {
    this.#open += 1;
    promise.then(
      value => {
        this.#open -= 1;
        then(value);
      },
      error => {
        this.#open -= 1;
        const { name, code, reason } = error as {
          readonly name: string;
          readonly code: unknown;
          readonly reason?: string;
        };
        const isDocumented = (name === 'WindowsError' && REASONS.includes(reason!)) || code === 'ETIMEDOUT';
        if (!isDocumented) this.#fail(`an undocumented error: ${String(error)}`);
        refused(error);
      },
    );
  }

  check(): void {
    this.#truth.look();
    this.#fail(...connectionMistakes(this.#world.connections, this.#local.inner, this.#clients));
    this.#local.mistakes.throwIfAny();
  }

  async end(): Promise<void> {
    this.#local.endFaults();
    await this.#local.outlast();
    if (this.#open > 0) this.#fail(`${this.#open} calls never settled`);
    this.#local.mistakes.addLeft(this.#local.behind.left());
  }

  /** Whether a question about a logon was made to fail: with this code, or with any. */
  #wasStruck(id: string, code?: string): boolean {
    const { low, high } = luid.toParts(id as Luid);
    return this.#world.calls.some(
      ({ name, args, error }) =>
        name === 'LsaGetLogonSessionData' &&
        args[0] === low &&
        args[1] === high &&
        (code === undefined ? error !== undefined : error === code),
    );
  }
}

/** Runs steps; throws the mistakes that it finds. */
export async function runLogons(program: readonly Step[]): Promise<void> {
  await runModel(new LogonModel(), program);
}
