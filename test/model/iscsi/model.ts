import type { IscsiConnectionId } from '../../../lib/identity/iscsi-connection-id.js';
import type { IscsiSessionId } from '../../../lib/identity/iscsi-session-id.js';
import type { IscsiLogin } from '../../../lib/iscsi/acts/types.js';
import type { IscsiSession, IscsiSessionDetails } from '../../../lib/iscsi/sessions/types.js';
import type { Iscsi } from '../../../lib/iscsi/types.js';
import type { SimulatedWorld } from '../../../lib/mock/create-world.js';
import { createWorld } from '../../../lib/mock/index.js';
import type { Fault } from '../../../lib/mock/world/fault.js';
import { Mistakes, type Model, runModel } from '../run.js';
import { countTimers, type Waiting } from '../timers.js';
import { hasDisk, printRow, wrongsOfDetails, wrongsOfList } from './rows.js';
import { FILTERS, type FilterName, PORTALS, type Step, TARGETS, type TargetName } from './steps.js';
import { Stream } from './stream.js';
import { Truth, type Version } from './truth.js';

const SECRET = 'twelve bytes!';
const MUTUAL = 'sixteen bytes...';
const SHAPES: Readonly<Record<TargetName, object>> = {
  db: { portals: [PORTALS.one, PORTALS.two], luns: [0, 5] },
  safe: { portals: [PORTALS.two], secret: SECRET },
  slow: { portals: [PORTALS.three, PORTALS.one], luns: [{ lun: 1, slow: true }], maxConnections: 2 },
};
/** The default time limit of a call. */
const BOUND = 30_000;
const WAITED_DISKS = 700;
const GONE = 'ISDSC_INVALID_SESSION_ID';
/** A list without details, and of any disk, asks about no session. */
const NOBODY: ReadonlySet<string> = new Set();
/** Lists have no disks. */
const WATCHED = { all: undefined, db: { target: TARGETS.db }, up: { connected: true } } as const;
/** After this time without faults everything has settled. */
const RECOVERY = 40_000;
const REASONS = ['access-denied', 'not-found', 'unreachable', 'busy', 'not-supported', 'changed', 'other'];

interface Open {
  readonly what: string;
  readonly bound: number;
  readonly beganAt: number;
  readonly abort: AbortController;
}

interface Settled {
  readonly value?: unknown;
  readonly error?: { readonly reason?: string; readonly outcome?: string };
  readonly during: readonly Version[];
  readonly saidGone: ReadonlySet<string>;
}

class IscsiModel implements Model<Step> {
  readonly world = createWorld({ version: 1, hosts: [{ name: 'HERE' }], iscsi: { targets: [] } }, { clock: 'world' });
  readonly #iscsi: Iscsi = this.world.modules['winstation/iscsi'].iscsi();
  readonly #truth = new Truth(this.world);
  readonly #waiting: () => Waiting = countTimers((this.world as unknown as SimulatedWorld).simulation.clock);
  readonly #faults: Fault[] = [];
  readonly #open = new Set<Open>();
  readonly #rows: IscsiSession[] = [];
  readonly #streams: Stream[] = [];
  readonly #mistakes = new Mistakes();
  readonly #fail = this.#mistakes.add;
  /** A call was made to say of a session that it has gone. */
  #saidGone = false;
  /** How often an act was answered as carried out or with an unknown outcome: by its call, and session or target. */
  readonly #admitted = new Map<string, number>();

  async begin(): Promise<void> {
    for (const name of Object.keys(TARGETS) as TargetName[]) this.world.iscsi.target(TARGETS[name], SHAPES[name]);
    await this.#iscsi.setMutualSecret(MUTUAL);
    await this.#iscsi.addPortal(PORTALS.one);
  }

  async take(step: Step): Promise<void> {
    if (step.do === 'advance') return await this.world.advance(step.ms);
    if (step.do === 'settle') return await this.world.settled();
    if (this.#change(step)) return;
    this.#ask(step);
  }

  /** What happens to the world. */
  #change(step: Step): boolean {
    const { iscsi } = this.world;
    const fault = (made: Fault) => void this.#faults.unshift(made);
    const session = (which: number) => [...this.#truth.now.sessions.values()].reverse()[which];
    switch (step.do) {
      case 'target':
        iscsi.target(TARGETS[step.target], SHAPES[step.target]);
        return true;
      case 'untarget':
        iscsi.untarget(TARGETS[step.target]);
        return true;
      case 'loginElsewhere': {
        const { target, connections, multipath, saved } = step;
        iscsi.login(TARGETS[target], { connections, multipath, saved });
        return true;
      }
      case 'logoutElsewhere': {
        const found = session(step.which);
        if (found) iscsi.logout(found.id as IscsiSessionId);
        return true;
      }
      case 'drop': {
        const found = session(step.which);
        const [connection] = found?.connections ?? [];
        if (found && connection) iscsi.dropConnection(found.id as IscsiSessionId, connection as IscsiConnectionId);
        return true;
      }
      case 'cut': {
        const target = step.target && TARGETS[step.target];
        const portal = step.portal && PORTALS[step.portal];
        fault(iscsi.cut({ ...(target && { target }), ...(portal && { portal }) }));
        return true;
      }
      case 'use':
        fault(iscsi.use(step.disk));
        return true;
      case 'ready':
        iscsi.ready({ target: TARGETS.slow, lun: 1 });
        return true;
      case 'heal':
        this.#faults.splice(step.which, 1)[0]?.end();
        return true;
      case 'restart':
        this.world.restart();
        return true;
      case 'stopService':
        fault(this.world.stopService('MSiSCSI'));
        return true;
      case 'fail':
        if (step.code === GONE) this.#saidGone = true;
        fault(this.world.fail(step.call, { code: step.code, times: 1, after: step.after }));
        return true;
      case 'delay':
        fault(this.world.delay(step.call, step.ms));
        return true;
      case 'hold':
        fault(this.world.hold(step.call, { times: 1 }));
        return true;
      case 'spoil':
        fault(this.world.spoil(step.call, step.shape, { times: 1 }));
        return true;
      default:
        return false;
    }
  }

  /** What the API is asked. */
  #ask(step: Step): void {
    const iscsi = this.#iscsi;
    switch (step.do) {
      case 'list':
      case 'find':
        this.#list(step);
        return;
      case 'session':
      case 'devices':
        this.#look(step);
        return;
      case 'targets':
        this.#begin('targets', BOUND, signal => iscsi.targets({ refresh: step.refresh, signal }));
        return;
      case 'addPortal':
      case 'removePortal':
      case 'refreshPortal':
        this.#begin(step.do, BOUND, signal => iscsi[step.do](PORTALS[step.portal], { signal }));
        return;
      case 'login':
        this.#login(step);
        return;
      case 'logout':
      case 'addConnection':
      case 'removeConnection':
        this.#act(step);
        return;
      case 'forget':
        this.#begin('forget', BOUND * 2, async signal => {
          const [saved] = await iscsi.savedLogins({ signal });
          if (saved) await iscsi.forgetLogin(saved, { signal });
        });
        return;
      case 'watch':
        this.#watch(step);
        return;
      case 'closeWatch': {
        const stream = this.#streams[step.which];
        if (stream) {
          stream.isClosed = true;
          void stream.watch.close();
        }
        return;
      }
      case 'abort':
        [...this.#open].reverse()[step.which]?.abort.abort();
    }
  }

  #begin(
    what: string,
    bound: number,
    start: (signal: AbortSignal) => Promise<unknown>,
    settled: (how: Settled) => void = () => {},
  ): void {
    const first = this.#truth.look();
    const open: Open = { what, bound, beganAt: this.#elapsed, abort: new AbortController() };
    this.#open.add(open);
    const end = (how: Pick<Settled, 'value' | 'error'>) => {
      this.#open.delete(open);
      this.#checkTime(open);
      if (how.error) this.#checkError(what, how.error);
      const last = this.#truth.look();
      settled({ ...how, during: this.#truth.between(first, last), saidGone: this.#truth.saidGone(first, last) });
    };
    start(open.abort.signal).then(
      value => end({ value }),
      error => end({ error }),
    );
  }

  get #elapsed(): number {
    return (this.world as unknown as SimulatedWorld).simulation.clock.elapsed();
  }

  #checkTime({ what, bound, beganAt }: Open): void {
    const took = this.#elapsed - beganAt;
    if (took > bound) this.#fail(`${what} took ${took} ms, with a bound of ${bound}`);
  }

  #checkError(what: string, error: Settled['error'] & object): void {
    const { name, stack } = error as Error;
    const isKnown =
      ['TimeoutError', 'AbortError'].includes(name) ||
      (name === 'WindowsError' && REASONS.includes(error.reason ?? ''));
    if (!isKnown) this.#fail(`${what} failed with ${stack ?? String(error)}`);
    const text = `${JSON.stringify(error)} ${String(error)} ${stack}`;
    if (text.includes(SECRET) || text.includes(MUTUAL)) this.#fail(`${what} shows a secret`);
  }

  #list(step: Extract<Step, { readonly do: 'list' | 'find' }>): void {
    const { where, timeout } = step;
    const filter = FILTERS[where];
    const isDetailed = step.do === 'find' || step.details;
    const asksEach = isDetailed || FILTERS[where].disk !== undefined;
    this.#begin(
      step.do,
      timeout ?? BOUND,
      signal => {
        const control = { signal, timeout };
        if (step.do === 'find') return this.#iscsi.findSession(filter, control);
        return this.#iscsi.sessions({ where: filter, details: step.details, ...control });
      },
      ({ value, error, during, saidGone }) => {
        if (error) return;
        const rows = (value === undefined ? [] : [value].flat()) as unknown as readonly IscsiSessionDetails[];
        const wrongs = [
          // The first of a list leaves all others out.
          ...(step.do === 'find' && rows.length > 0
            ? []
            : wrongsOfList(rows, where, { during, saidGone: asksEach ? saidGone : NOBODY })),
          ...(isDetailed ? rows.flatMap(row => wrongsOfDetails(row, where, during)) : []),
        ];
        for (const wrong of wrongs) this.#fail(`${step.do} ${wrong}`);
        for (const row of rows) this.#rows.unshift(row);
        if (!isDetailed && rows.some(row => !this.#mayHaveDisk(row, where, during))) {
          this.#fail(`list where '${where}' has a session without such a disk`);
        }
      },
    );
  }

  #mayHaveDisk({ id }: IscsiSession, where: FilterName, during: readonly Version[]): boolean {
    return during.some(({ sessions }) => {
      const then = sessions.get(id);
      return then !== undefined && hasDisk(where, then);
    });
  }

  #rowAt(row: number): IscsiSession | undefined {
    return this.#rows[row % Math.max(1, this.#rows.length)];
  }

  #look(step: Extract<Step, { readonly do: 'session' | 'devices' }>): void {
    const row = this.#rowAt(step.row);
    if (!row) return;
    const ref = step.disguised ? disguised(row) : row;
    const { timeout } = step;
    const what = `${step.do} ${printRow(ref)}`;
    this.#begin(
      what,
      timeout ?? BOUND,
      signal => this.#iscsi[step.do](ref, { signal, timeout }),
      how => {
        this.#checkRef(what, ref, how);
        if (!how.error && step.do === 'session') {
          for (const wrong of wrongsOfDetails(how.value as IscsiSessionDetails, 'all', how.during)) {
            this.#fail(`${what}: ${wrong}`);
          }
        }
      },
    );
  }

  /** A row with the name of another target is refused, and one that is right is not refused as changed. */
  #checkRef(what: string, ref: IscsiSession, { error, during }: Settled): void {
    const isRight = this.#truth.targets.get(ref.id) === ref.target;
    if (!isRight && !error) this.#fail(`${what} was answered, though the id has another target`);
    if (isRight && error?.reason === 'changed') this.#fail(`${what} was refused as changed, and was not`);
    const isThere = during.every(({ sessions }) => sessions.has(ref.id));
    const isGone = (error as { readonly code?: string } | undefined)?.code === GONE;
    if (isRight && isThere && isGone && !this.#saidGone) this.#fail(`${what} was not found`);
  }

  #admit(act: string, error: Settled['error']): void {
    if (error && error.outcome !== 'unknown') return;
    this.#admitted.set(act, (this.#admitted.get(act) ?? 0) + 1);
  }

  #login(step: Extract<Step, { readonly do: 'login' }>): void {
    const target = TARGETS[step.target];
    const { multipath, save, disks, timeout } = step;
    const portal = step.portal && PORTALS[step.portal];
    const waitForDisks = disks ? { timeout: WAITED_DISKS } : undefined;
    const chap = step.target === 'safe' ? { secret: SECRET } : undefined;
    this.#begin(
      `login ${target}`,
      timeout ?? BOUND + (disks ? WAITED_DISKS : 0),
      signal => this.#iscsi.login(target, { portal, multipath, save, waitForDisks, chap, signal, timeout }),
      ({ value, error, during }) => {
        this.#admit(`LoginIScsiTargetW ${target}`, error);
        if (error) return;
        const { session, already } = value as IscsiLogin;
        if (already) this.#admitted.set(`LoginIScsiTargetW ${target}`, this.#count(`LoginIScsiTargetW ${target}`) - 1);
        const thens = during.flatMap(({ sessions }) => sessions.get(session) ?? []);
        if (!thens.some(it => it.target === target))
          this.#fail(`login ${target} gave ${session}, which was never there`);
        if (!already && during[0]?.sessions.has(session)) this.#fail(`login ${target} gave a session of before as new`);
      },
    );
  }

  #count(act: string): number {
    return this.#admitted.get(act) ?? 0;
  }

  #act(step: Extract<Step, { readonly do: 'logout' | 'addConnection' | 'removeConnection' }>): void {
    const row = this.#rowAt(step.row);
    if (!row) return;
    const { as, retryFor, timeout } = step;
    const given = as === 'disguised' ? disguised(row) : row;
    const ref = as === 'id' ? row.id : given;
    const what = `${step.do} ${printRow(given)}`;
    const bound = timeout ?? BOUND + (step.do === 'logout' ? (retryFor ?? 0) : 0);
    const name = {
      logout: 'LogoutIScsiTarget',
      addConnection: 'AddIScsiConnectionW',
      removeConnection: 'RemoveIScsiConnection',
    }[step.do];
    this.#begin(
      what,
      bound,
      signal => {
        const control = { signal, timeout };
        if (step.do === 'logout') return this.#iscsi.logout(ref, { retryFor, ...control });
        if (step.do === 'addConnection')
          return this.#iscsi.addConnection(ref, { chap: { secret: SECRET }, ...control });
        const connection = row.connections.at(-1)?.id ?? ('1-1' as IscsiConnectionId);
        return this.#iscsi.removeConnection(ref, connection, control);
      },
      how => {
        this.#admit(`${name} ${row.id}`, how.error);
        if (as !== 'id') this.#checkRef(what, given, how);
        if (step.do !== 'logout' || how.error) return;
        if (how.during.at(-1)?.sessions.has(row.id)) this.#fail(`${what} is done, and the session is there`);
      },
    );
  }

  #watch({ poll, where }: Extract<Step, { readonly do: 'watch' }>): void {
    if (this.#streams.length > 5) return;
    const watch = this.#iscsi.watch({ poll, where: WATCHED[where] });
    const stream = new Stream(watch, where, this.#truth, this.#fail);
    this.#streams.unshift(stream);
    this.#begin(
      'to be ready',
      BOUND,
      () => watch.ready,
      ({ error }) => {
        if (error) stream.isClosed = true;
      },
    );
  }

  /** All calls settle, every watch is right, and nothing is left. */
  async end(): Promise<void> {
    await this.world.settled();
    this.check();
    for (const fault of this.#faults.splice(0)) fault.end();
    await this.world.advance(RECOVERY);
    if (this.#open.size > 0) this.#fail(`${[...this.#open].map(it => it.what).join(', ')} never settled`);
    for (const stream of this.#streams) {
      if (!stream.isClosed && !stream.ended) stream.check();
      if (stream.ended && !stream.isClosed) this.#fail(`a watch ended by itself: ${String(stream.ended.error)}`);
      await stream.watch.close();
    }
    await this.world.advance(RECOVERY);
    this.#checkCarried();
    this.#mistakes.addLeft({ ...this.#waiting(), unanswered: this.#truth.unanswered });
    const record = JSON.stringify(this.world.calls);
    if (record.includes(SECRET) || record.includes(MUTUAL)) this.#fail('the record shows a secret');
  }

  /** What Windows has carried out, no caller was told to have failed. */
  #checkCarried(): void {
    const done = new Map<string, number>();
    for (const { name, session, target, isSaving } of this.#truth.carried) {
      if (isSaving) continue;
      const of = session ?? Object.values(TARGETS).find(it => it.toLowerCase() === target);
      done.set(`${name} ${of}`, (done.get(`${name} ${of}`) ?? 0) + 1);
    }
    for (const [act, count] of done) {
      if (count > this.#count(act))
        this.#fail(`${act} was carried out ${count} times, and told ${this.#count(act)} times`);
    }
  }

  check(): void {
    this.#truth.look();
    for (const open of this.#open) this.#checkTime(open);
    this.#mistakes.throwIfAny();
  }
}

/** The row, as if its session were with another target. */
const disguised = (row: IscsiSession): IscsiSession => ({
  ...row,
  target: row.target === TARGETS.db ? TARGETS.safe : TARGETS.db,
});

/** Runs a program; throws the mistakes that it finds. */
export async function runProgram(program: readonly Step[]): Promise<void> {
  await runModel(new IscsiModel(), program);
}
