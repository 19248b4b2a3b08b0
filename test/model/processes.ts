import type { Process } from '../../lib/terminal/processes/types.js';
import type { LocalHost, SessionHost } from '../../lib/terminal/types.js';
import type { Behind, ProcessCall } from './behind.js';
import type { Calls } from './calls.js';
import type { Life } from './lives.js';
import type { HostName, Step } from './steps.js';

/** A row of a process that a program kept, and the processes that it may be of. */
interface Kept {
  readonly host: HostName;
  readonly row: Process;
  readonly lives: ReadonlySet<Life>;
  /** When its list was begun, by the clock that is never set. */
  readonly askedAt: number;
}

export type ProcessStep = Extract<Step, { readonly do: 'listProcesses' | 'terminateRow' }>;

/** The calling process, which is listed too and not ended by its row. */
const CALLER = 'node.exe';
/** Processes that began so shortly before a list may be taken for the next ones. */
const A_LITTLE = 1_000;
/** The default time limit of an act, and of a question to another machine. */
const BOUND = 30_000;

/** Processes: a row of one ends no other one, and one that is waited for is gone. */
export class Processes {
  /** A clock was set: a process may then look younger than it is. */
  clockWasSet = false;
  readonly #behind: Behind;
  readonly #calls: Calls;
  readonly #fail: (why: string) => void;
  readonly #kept: Kept[] = [];
  readonly #underWay = new Set<Kept>();

  constructor(behind: Behind, calls: Calls, fail: (why: string) => void) {
    this.#behind = behind;
    this.#calls = calls;
    this.#fail = fail;
  }

  /** The raw call that ends a process, at the moment when it is made. */
  called({ host, pid, owner }: ProcessCall): void {
    if (!owner) return;
    const possible = [...this.#underWay].filter(it => it.host === host && it.row.pid === pid);
    // Of another machine it is not known when a process began.
    const isHit = (it: Kept) => it.lives.has(owner) || (host === 'THERE' && isAlike(it.row, owner));
    if (possible.some(isHit)) return;
    const rows = possible.map(it => print(it.row)).join(' or ') || 'nothing';
    this.#fail(`${pid} on ${host} is ended, which is ${print(owner.process)}; asked for was ${rows}`);
  }

  take(step: ProcessStep, hostOf: (name: HostName) => SessionHost | LocalHost | undefined): void {
    if (step.do === 'listProcesses') {
      const host = hostOf(step.host);
      if (host) this.#list(step, host);
      return;
    }
    const kept = this.#kept[step.row % Math.max(1, this.#kept.length)];
    const host = kept && hostOf(kept.host);
    if (kept && host) this.#terminate(step, kept, host);
  }

  #list({ host: name, timeout }: Extract<ProcessStep, { do: 'listProcesses' }>, host: SessionHost): void {
    const lives = this.#behind.lives[name];
    const { moment } = lives;
    const askedAt = this.#behind.elapsed();
    const bound = timeout ?? (name === 'HERE' ? undefined : BOUND);
    this.#calls.begin(
      { what: 'processes', host: name, bound },
      signal => host.processes({ signal, timeout }),
      ({ value }) => {
        for (const row of (value as readonly Process[] | undefined) ?? []) {
          const its = lives.since(moment, row.pid).filter(it => isAlike(row, it));
          if (its.length === 0) this.#fail(`${name} lists ${print(row)}, which was never so`);
          // The newest lists first, and of each the newest processes.
          if (row.sessionId > 0 && row.name !== CALLER)
            this.#kept.unshift({ host: name, row, lives: new Set(its), askedAt });
        }
      },
    );
  }

  #terminate({ wait, timeout }: Extract<ProcessStep, { do: 'terminateRow' }>, kept: Kept, host: SessionHost): void {
    const { row } = kept;
    const lives = this.#behind.lives[kept.host];
    const { moment } = lives;
    // Each act by itself, though several may be on one row.
    const mine = { ...kept };
    this.#underWay.add(mine);
    const what = `terminate (${print(row)})`;
    this.#calls.begin(
      { what, host: kept.host, bound: timeout ?? BOUND },
      signal => host.terminate(row, { wait, signal, timeout }),
      ({ error }) => {
        this.#underWay.delete(mine);
        const owner = lives.of(row.pid);
        if (error === undefined && wait && owner && kept.lives.has(owner))
          this.#fail(`${what} on ${kept.host} was done, and the process is there`);
        const { reason } = (error ?? {}) as { readonly reason?: string };
        const stood = lives.since(moment, row.pid).every(it => kept.lives.has(it) && it.ended === undefined);
        const isOld = owner !== undefined && owner.beganAt < kept.askedAt - A_LITTLE;
        const isRefused = reason === 'changed' || reason === 'not-found' || reason === 'access-denied';
        if (isRefused && owner && stood && isOld && !this.clockWasSet)
          this.#fail(`${what} on ${kept.host} was refused as ${reason}, and stood`);
      },
    );
  }
}

const print = ({ pid, name, sessionId }: Pick<Process, 'pid' | 'sessionId'> & { readonly name: string | null }) =>
  `${name} ${pid} in session ${sessionId}`;

const isAlike = (row: Process, { process }: Life): boolean =>
  row.name.toLowerCase() === (process.name ?? '').toLowerCase() &&
  row.sessionId === process.sessionId &&
  row.sid === (process.sid ?? undefined);
