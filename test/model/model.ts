import type { Session } from '../../lib/identity/session.js';
import type { SimulatedWorld } from '../../lib/mock/create-world.js';
import { createWorld } from '../../lib/mock/index.js';
import type { SessionDetails } from '../../lib/terminal/sessions/types.js';
import type { LocalHost, SessionHost } from '../../lib/terminal/types.js';
import type { EventOf } from '../../lib/terminal/watch/types.js';
import { type ActStep, Acts, type Kept } from './acts.js';
import { Behind } from './behind.js';
import { Calls, type Settled } from './calls.js';
import { Changes } from './changes.js';
import type { Version } from './history.js';
import { LogonModes } from './logon-modes.js';
import { Processes } from './processes.js';
import { Stream, type WatchStep, wantedTypes } from './readers.js';
import { isDetailed, logonsOf, mismatches, nearest, printRow, printThen, rowFits } from './rows.js';
import { Mistakes, type Model, runModel } from './run.js';
import { FILTERS, type FilterName, type HostName, type Step } from './steps.js';
import { wrongs } from './streams.js';

const EARLIER = {
  domain: 'CORP',
  logonTime: '2026-01-05T07:00:00.000Z',
  connectTime: '2026-01-05T06:59:58.000Z',
} as const;

const START = {
  version: 1,
  now: '2026-01-05T08:00:00.000Z',
  hosts: [
    {
      name: 'HERE',
      local: true,
      sessions: [
        { id: 0 },
        { id: 1, name: 'Console', state: 'connected' },
        { id: 2, user: 'anna', ...EARLIER, client: { name: 'LAPTOP', address: '192.0.2.1' } },
        { id: 65536 },
      ],
    },
    {
      name: 'THERE',
      sessions: [
        { id: 0 },
        { id: 1, name: 'Console', state: 'connected' },
        { id: 2, user: 'berta', ...EARLIER, client: { name: 'TABLET', address: '2001:db8::2' } },
        { id: 65536 },
      ],
    },
  ],
} as const;

/** The default time limit of a call to another machine, or of an act. */
const BOUND = 30_000;
/** The time limit when a person is asked and has two seconds. */
const ASKING = { expires: 2_000, bound: 32_000 };
/** After this time without an answer, every watch has lost the host: it is listed at least once a minute, with half a minute to answer. */
const AWAY = 100_000;
/** After this time without faults everything has settled: a host is tried again at least once a minute. */
const RECOVERY = 130_000;
/** Calls that nobody waits for any more may still take so long. */
const AFTERMATH = 70_000;

export interface ModelOptions {
  /**
   * Lets everything settle before each step. So between the check of an act and the act itself, the world changes only where
   * Windows itself leaves time: while a call is under way.
   */
  readonly settled?: boolean;
}

/** One program over one world. */
class TerminalModel implements Model<Step> {
  readonly world = createWorld(START, { as: 'system' });
  readonly #mistakes = new Mistakes();
  readonly #fail = this.#mistakes.add;
  readonly #options: ModelOptions;
  readonly #behind: Behind;
  readonly #changes: Changes;
  readonly #calls: Calls;
  readonly #acts: Acts;
  readonly #processes: Processes;
  readonly #logonModes: LogonModes;
  readonly #kept: Kept[] = [];
  readonly #streams: Stream[] = [];
  /** When the other machine became unreachable. */
  #awaySince: number | undefined;
  #there: SessionHost | undefined;

  constructor(options: ModelOptions) {
    this.#options = options;
    this.#acts = new Acts(this.#fail);
    this.#behind = new Behind(
      this.world,
      call => this.#acts.called(call),
      call => this.#processes.called(call),
    );
    this.#changes = new Changes(this.world, this.#behind);
    this.#calls = new Calls(this.#behind, this.#fail);
    this.#processes = new Processes(this.#behind, this.#calls, this.#fail);
    const { machines } = (this.world as unknown as SimulatedWorld).simulation;
    this.#logonModes = new LogonModes(machines.local, this.#calls, this.#fail);
  }

  async begin(): Promise<void> {
    this.#there = await this.world.module.openHost('THERE');
  }

  async before(): Promise<void> {
    if (this.#options.settled) await this.world.settled();
  }

  async take(step: Step): Promise<void> {
    if (step.do === 'setClock') {
      this.#acts.clockWasSet = true;
      this.#processes.clockWasSet = true;
    }
    if (step.do === 'changeLogon') this.#logonModes.changed();
    if (await this.#changes.take(step)) return;
    switch (step.do) {
      case 'list':
      case 'find':
      case 'session':
        this.#ask(step);
        return;
      case 'once':
        this.#once(step);
        return;
      case 'whenIdle':
        this.#whenIdle(step);
        return;
      case 'listNow':
        this.#listNow(step.where);
        return;
      case 'listProcesses':
      case 'terminateRow':
        this.#processes.take(step, name => this.#host(name));
        return;
      case 'setLogonMode':
      case 'logonMode':
        this.#logonModes.take(step, this.world.module.localHost());
        return;
      case 'abort':
        this.#calls.abort(step.which);
        return;
      case 'watch':
        this.#watch(step);
        return;
      case 'closeWatch':
      case 'abortWatch':
      case 'read':
      case 'keepTable':
        this.#withWatch(step);
        return;
      case 'closeHost':
        await this.#closeHost();
        return;
      case 'openHost':
        this.#openHost();
        return;
      default:
        if ('row' in step) this.#act(step);
    }
  }

  #ask(step: Extract<Step, { readonly do: 'list' | 'find' | 'session' }>): void {
    const host = this.#host(step.host);
    if (!host) return;
    const id = step.do === 'session' ? this.#changes.idOf(step) : 0;
    const bound = step.timeout ?? (step.host === 'HERE' ? undefined : BOUND);
    const start = (signal: AbortSignal): Promise<unknown> => {
      const control = { signal, timeout: step.timeout };
      if (step.do === 'session') return host.session(id, control);
      const where = FILTERS[step.where];
      if (step.do === 'find') return host.findSession(where ?? {}, control);
      return host.sessions({ details: step.details, where, ...control });
    };
    const where = step.do === 'session' ? 'anyone' : step.where;
    this.#calls.begin({ what: step.do, host: step.host, bound }, start, how => this.#keep(step.host, where, how));
  }

  #once({ host, type, where, timeout }: Extract<Step, { readonly do: 'once' }>): void {
    const its = this.#host(host);
    const { posted } = this.#behind.histories[host];
    if (!its) return;
    this.#calls.begin(
      { what: `once ${type}`, host, bound: timeout },
      signal => its.once(type, { where: FILTERS[where], details: true, signal, timeout }),
      ({ value }) => {
        if (value === undefined) return;
        const { sessionId } = value as EventOf<'logon'>;
        if (posted.some(it => it.what === type && it.id === sessionId)) return;
        this.#fail(`once ${type} on ${host} reports session ${sessionId}, where it did not happen`);
      },
    );
  }

  #whenIdle(step: Extract<Step, { readonly do: 'whenIdle' }>): void {
    const { host, forMs, timeout } = step;
    const its = this.#host(host);
    if (!its) return;
    const id = this.#changes.idOf(step);
    this.#calls.begin(
      { what: `whenIdle ${id}`, host, bound: timeout },
      signal => its.whenIdle(id, { forMs, signal, timeout }),
      how => {
        this.#keep(host, 'anyone', how);
        const row = how.value as SessionDetails | undefined;
        if (row && (row.idleMs ?? -1) < forMs) this.#fail(`whenIdle on ${host} gave ${printRow(row)} too soon`);
      },
    );
  }

  #listNow(where: FilterName): void {
    if (/client/.test(JSON.stringify(FILTERS[where]) ?? '')) return;
    const { HERE } = this.#behind.histories;
    let value: readonly Session[];
    try {
      value = this.world.module.localHost().sessionsSync({ where: FILTERS[where] });
    } catch {
      return;
    }
    this.#keep('HERE', where, { value, during: [HERE.now] });
  }

  /** Every returned row must have been true at one moment of the call, and must match the filter. */
  #keep(host: HostName, where: FilterName, { value, during }: Settled): void {
    if (value === undefined) return;
    const rows = [value].flat() as (Session | SessionDetails)[];
    if (new Set(rows.map(row => row.id)).size < rows.length) this.#fail(`${host} lists one id twice`);
    for (const row of rows) {
      const best = nearest(row, during, host);
      const then = best.version.sessions.get(row.id);
      const was = then ? `; it was ${printThen(then)}` : '';
      if (best.differs.length > 0) {
        this.#fail(`${host} lists ${printRow(row)}, which was never so: ${best.differs.join('; ')}${was}`);
      } else if (!during.some(version => isSo(row, version, host) && rowFits(where, row, version))) {
        this.#fail(`${host} lists ${printRow(row)}, which does not fit where '${where}'${was}`);
      }
      if (
        isDetailed(row) &&
        row.user !== undefined &&
        row.sid === undefined &&
        !row.withheld.some(it => it.what === 'sid')
      ) {
        this.#fail(`${host} lists ${printRow(row)} without its SID, and does not name it as withheld`);
      }
      this.#kept.unshift({ host, row, logons: logonsOf(row, during, host) });
    }
  }

  #act(step: ActStep): void {
    const kept = this.#kept[step.row % Math.max(1, this.#kept.length)];
    const host = kept && this.#host(kept.host);
    if (!kept || !host || (step.do === 'connectRow' && !host.isLocal)) return;
    this.#acts.begin(kept, step, this.#calls, boundOf(kept.host, step), (signal, text) => {
      const { row } = kept;
      const { wait, timeout } = step;
      const control = { signal, timeout };
      switch (step.do) {
        case 'logoffRow':
          return host.logoff(row, { wait, ...control });
        case 'disconnectRow':
          return host.disconnect(row, { wait, ...control });
        case 'connectRow':
          return (host as LocalHost).connect(row, 'console', { wait, ...control });
        case 'messageRow':
          return host.message(row, text, { wait, expires: ASKING.expires, ...control });
        case 'queryRow':
          return wait ? host.query(row, 'WTSClientInfo', control) : host.queryRaw(row, 24, control);
        case 'sessionRow':
          return host.session(row, control);
        case 'processesOfRow':
          return host.processes({ session: row, ...control });
      }
    });
  }

  #watch(step: WatchStep): void {
    const host = this.#host(step.host);
    if (!host) return;
    const abort = new AbortController();
    const { details, poll } = step;
    const queue = step.reader === 'slow' ? 4 : undefined;
    const where = FILTERS[step.where];
    const types = wantedTypes(step);
    const watch = host.watch({ details, poll, queue, where, types, signal: abort.signal });
    const stream = new Stream(step, watch, abort, host, this.#behind.histories[step.host], () =>
      this.#behind.elapsed(),
    );
    this.#streams.unshift(stream);
    const bound = step.host === 'HERE' ? undefined : BOUND;
    this.#calls.begin(
      { what: 'to be ready', host: step.host, bound },
      () => watch.ready,
      how => stream.armed(how),
    );
  }

  #withWatch(step: Extract<Step, { readonly do: 'closeWatch' | 'abortWatch' | 'read' | 'keepTable' }>): void {
    const stream = this.#streams[step.which];
    if (!stream) return;
    if (step.do === 'read') {
      void stream.readOne();
      return;
    }
    if (step.do === 'keepTable') {
      this.#keepTable(stream);
      return;
    }
    if (step.do === 'abortWatch') stream.abort();
    else stream.close();
  }

  /** The rows of a live table must have been true at some moment since the watch began. */
  #keepTable({ host, watch, since }: Stream): void {
    const history = this.#behind.histories[host];
    const during = history.between(since, history.look());
    for (const row of watch.sessions.values()) {
      this.#kept.unshift({ host, row, logons: logonsOf(row, during, host) });
    }
  }

  async #closeHost(): Promise<void> {
    const host = this.#there;
    if (!host) return;
    this.#there = undefined;
    for (const stream of this.#streams) if (stream.of === host) stream.isClosed = true;
    await host.close();
  }

  #openHost(): void {
    if (this.#there) return;
    const options = { timeout: 5_000 };
    this.#calls.begin(
      { what: 'openHost', host: 'THERE', bound: 5_000 },
      signal => this.world.module.openHost('THERE', { ...options, signal }),
      ({ value }) => {
        const host = value as SessionHost | undefined;
        if (this.#there) void host?.close();
        else this.#there = host;
      },
    );
  }

  #host(name: HostName): SessionHost | undefined {
    return name === 'HERE' ? this.world.module.localHost() : this.#there;
  }

  check(): void {
    this.#behind.look();
    this.#checkAway();
    this.#calls.check();
    this.#mistakes.throwIfAny();
  }

  async end(): Promise<void> {
    await this.#recover();
    await this.#leave();
  }

  /** A watch must report that its host is unreachable. */
  #checkAway(): void {
    const now = this.#behind.elapsed();
    this.#awaySince = this.#changes.isAway('THERE') ? (this.#awaySince ?? now) : undefined;
    const since = this.#awaySince;
    if (since === undefined || now - since < AWAY) return;
    const silent = this.#streams.filter(it => it.host === 'THERE' && it.isOpen && it.isSilentSince(since));
    if (silent.length > 0) this.#fail(`${silent.length} watches say nothing of a host that is away`);
  }

  /** After the end of all faults: all calls must settle, and every watch must be correct. */
  async #recover(): Promise<void> {
    await this.world.settled();
    this.check();
    this.#changes.end();
    await this.world.advance(RECOVERY);
    for (const stream of this.#streams) if (stream.step.reader === 'slow') await this.#readAll(stream);
    const { underWay } = this.#calls;
    if (underWay.length > 0) this.#fail(`${underWay.map(it => it.what).join(', ')} never settled`);
    for (const stream of this.#streams) this.#checkStream(stream);
    this.check();
  }

  async #readAll(stream: Stream): Promise<void> {
    for (let before = -1; before < stream.read.length && !stream.ended; ) {
      before = stream.read.length;
      void stream.readOne();
      await this.world.settled();
    }
  }

  #checkStream(stream: Stream): void {
    const { host, details, where, reader } = stream.step;
    const name = `the ${details ? 'detailed ' : ''}watch of ${host} for ${where} (${reader})`;
    const { ended } = stream;
    if (ended && !stream.isClosed && !stream.hasLeft && !stream.wasTooLate) {
      const { error } = ended;
      this.#fail(`${name} ended by itself: ${error instanceof Error ? error.stack : String(error)}`);
    }
    for (const wrong of wrongs(stream, this.#behind.histories[host])) this.#fail(`${name}: ${wrong}`);
  }

  /** After everything was closed: nothing may be left. */
  async #leave(): Promise<void> {
    for (const { watch, hasLeft } of this.#streams) if (!hasLeft) await watch.close();
    await this.#there?.close();
    await this.world.advance(AFTERMATH);
    this.#mistakes.addLeft(this.#behind.left());
  }
}

/** `undefined`: no limit, or more than a program lasts. */
function boundOf(host: HostName, { do: what, wait, timeout }: ActStep): number | undefined {
  if (timeout !== undefined) return timeout;
  if (what === 'messageRow') return wait ? ASKING.bound : BOUND;
  if (what === 'logoffRow') return wait ? undefined : BOUND;
  if (what === 'disconnectRow' || what === 'connectRow') return BOUND;
  return host === 'HERE' ? undefined : BOUND;
}

function isSo(row: Session | SessionDetails, version: Version, host: HostName): boolean {
  return mismatches(row, version, host).length === 0;
}

/** Runs a program; throws the mistakes that it finds. */
export async function runProgram(program: readonly Step[], options: ModelOptions = {}): Promise<void> {
  await runModel(new TerminalModel(options), program);
}
