import { type Luid, luid } from '../../../lib/identity/luid.js';
import type { SimulatedWorld } from '../../../lib/mock/create-world.js';
import { createWorld, type Fault, type World } from '../../../lib/mock/index.js';
import type { SessionState } from '../../../lib/mock/terminal/state.js';
import { Behind, NOTHING_LEFT } from '../behind.js';
import { unhandled } from '../changes.js';
import { connectionMistakes } from './connections.js';
import type { Step } from './steps.js';
import { type Logon, type Span, Truth } from './truth.js';

/** Nobody waits for anything longer than this. */
const AFTERMATH = 4_000_000;
const REASONS = ['access-denied', 'not-found', 'changed', 'other'];
const GONE = 'ERROR_NO_SUCH_LOGON_SESSION';
const OF_NO_SESSION = ['network', 'networkCleartext'];

type LogonSession = Awaited<ReturnType<World['modules']['winstation/logon']['logonSessions']>>[number];
type Row = Awaited<ReturnType<ReturnType<World['module']['localHost']>['sessions']>>[number];

/** One program of steps over one world in which people log on and off while their logons are asked for. */
class LogonModel {
  readonly #world: World;
  readonly #inner: SimulatedWorld;
  readonly #behind: Behind;
  readonly #truth: Truth;
  readonly #added = new Map<string, Logon>();
  readonly #rows: { readonly row: Row; readonly session: SessionState }[] = [];
  readonly #faults: Fault[] = [];
  readonly #failures: string[] = [];
  /** Remote clients that have come, which makes a connection each. */
  #clients = 0;
  #open = 0;

  constructor() {
    this.#world = createWorld({ version: 1, hosts: [{ name: 'HERE', local: true }, { name: 'THERE' }] });
    this.#inner = this.#world as unknown as SimulatedWorld;
    this.#behind = new Behind(
      this.#world,
      () => {},
      () => {},
    );
    this.#truth = new Truth(this.#inner, this.#added);
    const ask = this.#inner.ask.bind(this.#inner);
    this.#inner.ask = ((...args: Parameters<typeof ask>) => {
      this.#truth.look();
      return ask(...args);
    }) as typeof ask;
  }

  async run(program: readonly Step[]): Promise<void> {
    for (const step of program) {
      await this.#world.settled();
      this.#truth.look();
      try {
        await this.#take(step);
      } catch (error) {
        // The world refuses steps that make no sense in this state.
        if (!(error instanceof RangeError)) throw error;
      }
      this.#truth.look();
      this.#check();
    }
    for (const fault of this.#faults) fault.end();
    await this.#world.advance(AFTERMATH);
    if (this.#open > 0) this.#failures.push(`${this.#open} calls never settled`);
    const left = JSON.stringify(this.#behind.left());
    if (left !== JSON.stringify(NOTHING_LEFT)) this.#failures.push(`left over: ${left}`);
    this.#check();
  }

  async #take(step: Step): Promise<void> {
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
        world.reconnect(this.#idOf(step.which), step.remote ? { name: 'PC' } : 'console');
        if (step.remote) this.#clients += 1;
        return;
      case 'show':
        void world.module
          .localHost()
          .connect(this.#idOf(step.which), this.#idOf(step.on), { wait: false })
          .catch(() => {});
        return;
      case 'disconnect':
      case 'logoff':
      case 'lock':
      case 'unlock':
        world[step.do](this.#idOf(step.which));
        return;
      case 'add': {
        const { type, user, which } = step;
        const sessionId = which === undefined ? 0 : this.#idOf(which);
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
      case 'advance':
        await world.advance(step.ms);
        return;
      case 'turns':
        for (let i = 0; i < step.turns; i++) await undefined;
        return;
      case 'fail':
        this.#faults.push(world.fail(step.call, { code: step.code, after: step.after, times: 1 }));
        return;
      case 'delay':
        this.#faults.push(world.delay(step.call, step.ms, { after: step.after, times: 1 }));
        return;
      case 'hold':
        this.#faults.push(world.hold(step.call, { after: step.after, times: 1 }));
        return;
      case 'release':
        this.#faults.shift()?.end();
        return;
      default:
        this.#ask(step);
    }
  }

  #ask(step: Extract<Step, { readonly do: 'rows' | 'list' | 'listOf' | 'ask' | 'screen' }>): void {
    const { modules } = this.#world;
    const { logonSession, logonSessions } = modules['winstation/logon'];
    const first = this.#truth.look();
    const what = JSON.stringify(step);
    switch (step.do) {
      case 'rows':
        void this.#keepRows().catch(() => {});
        return;
      case 'list':
        this.#call(logonSessions({ timeout: step.timeout }), list => this.#list(what, list, this.#truth.since(first)));
        return;
      case 'listOf': {
        const kept = step.byRow ? this.#rows.at(-1 - (step.which % Math.max(1, this.#rows.length))) : undefined;
        const ref = kept?.row ?? this.#idOf(step.which);
        this.#call(
          logonSessions({ session: ref, timeout: step.timeout }),
          list => this.#ofSession(what, list, this.#truth.since(first), kept?.row.id ?? (ref as number), kept?.session),
          error => this.#refused(what, error, this.#truth.since(first), kept?.session),
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
          else if (always.has(id) && !this.#wasStruck(id, GONE)) this.#failures.push(`${what} is not there`);
          if (logon && !ever.has(id)) this.#failures.push(`${what} had ended`);
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
          if (!isTrue) this.#failures.push(`the screen shows ${name ?? reason}, and not ${[...screens].join(' or ')}`);
        });
    }
  }

  /** All that was there is listed, once, and nothing else. */
  #list(what: string, list: readonly LogonSession[], span: Span): void {
    const ids = new Set<string>(list.map(it => it.luid));
    if (ids.size !== list.length) this.#failures.push(`${what} lists one twice`);
    for (const it of list) this.#row(what, it, span);
    for (const id of span.always) {
      if (!ids.has(id) && !this.#wasStruck(id, GONE)) this.#failures.push(`${what} lacks ${id}`);
    }
  }

  #row(what: string, { luid: id, user, sessionId, withheld }: LogonSession, { ever }: Span): void {
    const logon = ever.get(id);
    if (!logon) return void this.#failures.push(`${what} has ${id}, which was not there`);
    if (withheld.length > 0 || logon.user === '') return;
    const expected = logon.sessionId < 0 ? undefined : logon.sessionId;
    if (user !== logon.user || sessionId !== expected)
      this.#failures.push(`${what} says ${id} is ${user} in ${sessionId}`);
  }

  /** They are of this session, and where a row was given, of its user's logon to it. */
  #ofSession(what: string, list: readonly LogonSession[], span: Span, id: number, session?: SessionState): void {
    for (const it of list) {
      this.#row(what, it, span);
      if (it.sessionId !== id) this.#failures.push(`${what} has ${it.luid} of session ${it.sessionId}`);
      const owner = span.ever.get(it.luid)?.session;
      if (session && owner && owner !== session) this.#failures.push(`${what} has ${it.luid} of another's session`);
    }
    const ids = new Set<string>(list.map(it => it.luid));
    for (const one of span.always) {
      const isOf = span.ever.get(one)?.sessionId === id;
      if (isOf && !ids.has(one) && !this.#wasStruck(one)) this.#failures.push(`${what} lacks ${one}`);
    }
  }

  #refused(what: string, error: unknown, span: Span, session?: SessionState): void {
    const { reason } = error as { readonly reason?: string };
    if (reason === 'changed' && session && span.stayed(session)) this.#failures.push(`${what} is told to have changed`);
  }

  async #keepRows(): Promise<void> {
    const { sessions } = this.#inner.terminal.local.state;
    const before = new Map(sessions);
    const options = { details: true, where: { kind: 'user' }, timeout: 1_000 } as const;
    for (const row of await this.#world.module.localHost().sessions(options)) {
      const session = sessions.get(row.id);
      if (session && before.get(row.id) === session) this.#rows.push({ row, session });
    }
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
        if (!isDocumented) this.#failures.push(`an undocumented error: ${String(error)}`);
        refused(error);
      },
    );
  }

  #check(): void {
    this.#failures.push(...connectionMistakes(this.#world.connections, this.#inner, this.#clients));
    if (this.#failures.length > 0) throw new Error(this.#failures.join('\n'));
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

  /** One of the sessions that users can have. */
  #idOf(which: number): number {
    const ids = [...this.#inner.terminal.local.state.sessions.keys()].filter(id => id > 0 && id < 65_536);
    return ids.sort((a, b) => a - b)[which % ids.length] ?? 1;
  }
}

/** Runs steps; throws the mistakes that it finds. */
export async function runLogons(program: readonly Step[]): Promise<void> {
  const model = new LogonModel();
  let failure: unknown;
  const [first] = await unhandled(async () => {
    try {
      await model.run(program);
    } catch (error) {
      failure = error;
    }
  });
  if (failure !== undefined) throw failure;
  if (first !== undefined) throw new Error(`nobody handled ${first instanceof Error ? first.stack : String(first)}`);
}
