import { guid } from '../../../lib/identity/guid.js';
import { sessionMoniker } from '../../../lib/identity/session-moniker.js';
import type { SimulatedWorld } from '../../../lib/mock/create-world.js';
import { createWorld, type Fault, type World } from '../../../lib/mock/index.js';
import type { SessionState } from '../../../lib/mock/terminal/state.js';
import { Behind, NOTHING_LEFT } from '../behind.js';
import { unhandled } from '../changes.js';
import type { Step } from './steps.js';

/** Nobody waits for anything longer than this. */
const AFTERMATH = 4_000_000;
const REASONS = ['access-denied', 'not-found', 'changed', 'not-supported', 'busy', 'other'];
const STOPPED: readonly unknown[] = ['ETIMEDOUT', 'ABORT_ERR'];
const CLSID = guid.parse('c191bfbc-b602-4675-8bd1-67d642f529d5');

type Row = Awaited<ReturnType<ReturnType<World['module']['localHost']>['sessions']>>[number];

/** An activation that has not settled. */
interface Starting {
  readonly id: number;
  /** The session that its row shows. */
  readonly session: SessionState | undefined;
  readonly stop: AbortController;
}

/** One program of steps over one world in which servers are started in sessions that come and go. */
class MonikerModel {
  readonly #world: World;
  readonly #inner: SimulatedWorld;
  readonly #behind: Behind;
  readonly #rows: { readonly row: Row; readonly session: SessionState }[] = [];
  readonly #starting = new Set<Starting>();
  readonly #held: AsyncDisposable[] = [];
  readonly #faults: Fault[] = [];
  readonly #failures: string[] = [];
  /** Objects that are being given back. */
  #disposing = 0;

  constructor() {
    this.#world = createWorld({ version: 1, hosts: [{ name: 'HERE', local: true }, { name: 'THERE' }] });
    // Most programs are to get as far as COM.
    this.#world.com.register({ clsid: CLSID, runAs: 'Interactive User' });
    this.#world.logon({ user: 'anna', client: { name: 'PC' } });
    this.#inner = this.#world as unknown as SimulatedWorld;
    this.#behind = new Behind(
      this.#world,
      () => {},
      () => {},
    );
    const { handler } = this.#inner.simulation;
    const ask = handler.ask.bind(handler);
    handler.ask = ((host, name, args, options) => {
      if (String(name) === 'CoGetObject') this.#see((args as { readonly moniker: string }).moniker);
      return ask(host, name, args, options);
    }) as typeof handler.ask;
  }

  async run(program: readonly Step[]): Promise<void> {
    for (const step of program) {
      await this.#world.settled();
      try {
        await this.#take(step);
      } catch (error) {
        // The world refuses steps that make no sense in this state.
        if (!(error instanceof RangeError)) throw error;
      }
      this.#check();
    }
    await this.#end();
    this.#check();
  }

  async #take(step: Step): Promise<void> {
    const world = this.#world;
    switch (step.do) {
      case 'logon':
        world.logon({ user: step.user, client: { name: 'PC' } });
        return;
      case 'logoff':
      case 'disconnect':
        world[step.do](this.#idOf(step.which));
        return;
      case 'register':
        world.com.register({ clsid: CLSID, ...(step.runAs !== undefined && { runAs: step.runAs }) });
        return;
      case 'unregister':
        world.com.unregister(CLSID);
        return;
      case 'rows':
        void this.#keepRows().catch(() => {});
        return;
      case 'activate': {
        const kept = step.byRow ? this.#rows.at(-1 - (step.which % Math.max(1, this.#rows.length))) : undefined;
        this.#activate(kept?.row ?? this.#idOf(step.which), step.timeout, kept?.session);
        return;
      }
      case 'dispose':
        this.#dispose(this.#held.splice(-1 - step.which, 1));
        return;
      case 'stop':
        [...this.#starting].at(-1 - step.which)?.stop.abort();
        return;
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
    }
  }

  #activate(ref: Row | number, timeout: number | undefined, session: SessionState | undefined): void {
    const { sessions } = this.#inner.terminal.local.state;
    const starting = { id: typeof ref === 'number' ? ref : ref.id, session, stop: new AbortController() };
    this.#starting.add(starting);
    const stays = session !== undefined && sessions.get(session.id) === session;
    const { signal } = starting.stop;
    this.#world.modules['winstation/moniker'].activateInSession(ref, CLSID, { timeout, signal }).then(
      server => {
        this.#starting.delete(starting);
        this.#held.push(server);
      },
      error => {
        this.#starting.delete(starting);
        const { name, code, reason } = error as Readonly<Record<'name' | 'code' | 'reason', string>>;
        const isDocumented = (name === 'WindowsError' && REASONS.includes(reason)) || STOPPED.includes(code);
        if (!isDocumented) this.#failures.push(`an undocumented error: ${String(error)}`);
        if (reason === 'changed' && stays && sessions.get(session.id) === session) {
          this.#failures.push(`session ${session.id} is said to have changed`);
        }
      },
    );
  }

  /** A server is asked for by somebody who waits, and in the logon of their row. */
  #see(moniker: string): void {
    const { session: id } = sessionMoniker.parse(moniker);
    const there = this.#inner.terminal.local.state.sessions.get(Number(id));
    const isMeant = [...this.#starting].some(
      it => it.id === id && (it.session === undefined || it.session === there) && !it.stop.signal.aborted,
    );
    if (!isMeant) this.#failures.push(`${moniker} was asked for, and nobody means that logon`);
  }

  #dispose(servers: readonly AsyncDisposable[]): void {
    for (const server of servers) {
      this.#disposing += 1;
      server[Symbol.asyncDispose]().then(
        () => {
          this.#disposing -= 1;
        },
        error => this.#failures.push(`an object could not be given back: ${String(error)}`),
      );
    }
  }

  /** Nothing hinders any more, and all is given back. */
  async #end(): Promise<void> {
    for (const fault of this.#faults) fault.end();
    await this.#world.advance(AFTERMATH);
    this.#dispose(this.#held.splice(0));
    await this.#world.advance(AFTERMATH);
    if (this.#starting.size > 0) this.#failures.push(`${this.#starting.size} calls never settled`);
    if (this.#disposing > 0) this.#failures.push(`${this.#disposing} objects were never given back`);
    const { calls, com } = this.#world;
    if (com.servers.length > 0) this.#failures.push(`${com.servers.length} servers still run`);
    const given = calls.filter(({ name, error }) => name === 'CoGetObject' && error === undefined).length;
    const back = calls.filter(({ name }) => name === 'Release').length;
    if (given !== back) this.#failures.push(`${given} objects were given, and ${back} given back`);
    const left = JSON.stringify(this.#behind.left());
    if (left !== JSON.stringify(NOTHING_LEFT)) this.#failures.push(`left over: ${left}`);
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

  #check(): void {
    if (this.#failures.length > 0) throw new Error(this.#failures.join('\n'));
  }

  /** One of the sessions that users can have. */
  #idOf(which: number): number {
    const ids = [...this.#inner.terminal.local.state.sessions.keys()].filter(id => id > 0 && id < 65_536);
    return ids.sort((a, b) => a - b)[which % ids.length] ?? 1;
  }
}

/** Runs steps; throws the mistakes that it finds. */
export async function runMonikers(program: readonly Step[]): Promise<void> {
  const model = new MonikerModel();
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
