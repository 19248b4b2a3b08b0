import { guid } from '../../../lib/identity/guid.js';
import { sessionMoniker } from '../../../lib/identity/session-moniker.js';
import type { SessionState } from '../../../lib/mock/terminal/state.js';
import type { SessionDetails } from '../../../lib/terminal/sessions/types.js';
import { Local } from '../local.js';
import { type Model, runModel } from '../run.js';
import type { Step } from './steps.js';

const REASONS = ['access-denied', 'not-found', 'changed', 'not-supported', 'busy', 'other'];
const STOPPED: readonly unknown[] = ['ETIMEDOUT', 'ABORT_ERR'];
const CLSID = guid.parse('c191bfbc-b602-4675-8bd1-67d642f529d5');

/** An activation that has not settled. */
interface Starting {
  readonly id: number;
  /** The logon of its row. */
  readonly logon: SessionState | undefined;
  readonly stop: AbortController;
}

/** One program of steps over one world in which servers are started in sessions that come and go. */
class MonikerModel implements Model<Step> {
  readonly #local = new Local();
  readonly #world = this.#local.world;
  readonly #fail = this.#local.mistakes.add;
  readonly #starting = new Set<Starting>();
  readonly #held: AsyncDisposable[] = [];
  /** Objects that are being given back. */
  #disposing = 0;

  constructor() {
    // Most programs are to get as far as COM.
    this.#world.com.register({ clsid: CLSID, runAs: 'Interactive User' });
    this.#world.logon({ user: 'anna', client: { name: 'PC' } });
    const { handler } = this.#local.inner.simulation;
    const ask = handler.ask.bind(handler);
    handler.ask = ((host, name, args, options) => {
      if (String(name) === 'CoGetObject') this.#see((args as { readonly moniker: string }).moniker);
      return ask(host, name, args, options);
    }) as typeof handler.ask;
  }

  before(): Promise<void> {
    return this.#world.settled();
  }

  async take(step: Step): Promise<void> {
    const world = this.#world;
    switch (step.do) {
      case 'logon':
        world.logon({ user: step.user, client: { name: 'PC' } });
        return;
      case 'logoff':
      case 'disconnect':
        world[step.do](this.#local.idOf(step.which));
        return;
      case 'register':
        world.com.register({ clsid: CLSID, ...(step.runAs !== undefined && { runAs: step.runAs }) });
        return;
      case 'unregister':
        world.com.unregister(CLSID);
        return;
      case 'activate': {
        const kept = step.byRow ? this.#local.rowOf(step.which) : undefined;
        this.#activate(kept?.row ?? this.#local.idOf(step.which), step.timeout, kept?.logon);
        return;
      }
      case 'dispose':
        this.#dispose(this.#held.splice(-1 - step.which, 1));
        return;
      case 'stop':
        [...this.#starting].at(-1 - step.which)?.stop.abort();
        return;
      default:
        return await this.#local.take(step);
    }
  }

  #activate(ref: SessionDetails | number, timeout: number | undefined, logon: SessionState | undefined): void {
    const { sessions } = this.#local;
    const starting = { id: typeof ref === 'number' ? ref : ref.id, logon, stop: new AbortController() };
    this.#starting.add(starting);
    const stays = logon !== undefined && sessions.get(logon.id) === logon;
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
        if (!isDocumented) this.#fail(`an undocumented error: ${String(error)}`);
        if (reason === 'changed' && stays && sessions.get(logon.id) === logon) {
          this.#fail(`session ${logon.id} is said to have changed`);
        }
      },
    );
  }

  /** A server is asked for by somebody who waits, and in the logon of their row. */
  #see(moniker: string): void {
    const { session: id } = sessionMoniker.parse(moniker);
    const there = this.#local.sessions.get(Number(id));
    const isMeant = [...this.#starting].some(
      it => it.id === id && (it.logon === undefined || it.logon === there) && !it.stop.signal.aborted,
    );
    if (!isMeant) this.#fail(`${moniker} was asked for, and nobody means that logon`);
  }

  #dispose(servers: readonly AsyncDisposable[]): void {
    for (const server of servers) {
      this.#disposing += 1;
      server[Symbol.asyncDispose]().then(
        () => {
          this.#disposing -= 1;
        },
        error => this.#fail(`an object could not be given back: ${String(error)}`),
      );
    }
  }

  async end(): Promise<void> {
    this.#local.endFaults();
    await this.#local.outlast();
    this.#dispose(this.#held.splice(0));
    await this.#local.outlast();
    if (this.#starting.size > 0) this.#fail(`${this.#starting.size} calls never settled`);
    if (this.#disposing > 0) this.#fail(`${this.#disposing} objects were never given back`);
    const { calls, com } = this.#world;
    if (com.servers.length > 0) this.#fail(`${com.servers.length} servers still run`);
    const given = calls.filter(({ name, error }) => name === 'CoGetObject' && error === undefined).length;
    const back = calls.filter(({ name }) => name === 'Release').length;
    if (given !== back) this.#fail(`${given} objects were given, and ${back} given back`);
    this.#local.mistakes.addLeft(this.#local.behind.left());
  }

  check(): void {
    this.#local.mistakes.throwIfAny();
  }
}

/** Runs steps; throws the mistakes that it finds. */
export async function runMonikers(program: readonly Step[]): Promise<void> {
  await runModel(new MonikerModel(), program);
}
