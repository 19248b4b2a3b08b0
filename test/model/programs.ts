import type { BackendContract } from '../../lib/backend-contract.js';
import { modulesOver } from '../../lib/mock/modules.js';
import type { ProgramScript } from '../../lib/mock/terminal/programs/program-state.js';
import type { SessionState } from '../../lib/mock/terminal/state.js';
import { boundsOf } from '../../lib/terminal/bounds.js';
import type { ProgramDoor } from '../../lib/terminal/programs/contract.js';
import type { ProgramResult, RunningProgram } from '../../lib/terminal/programs/types.js';
import type { SessionDetails } from '../../lib/terminal/sessions/types.js';
import type { LocalHost } from '../../lib/terminal/types.js';
import { Local } from './local.js';
import type { ProgramStep } from './program-steps.js';
import { type Model, runModel } from './run.js';

const LOGGED_OFF = 0x4001_0004;

type Kind = Extract<ProgramStep, { readonly do: 'run' }>['kind'];

/** A program that was asked for. Its number is its only argument. */
interface Asked {
  readonly number: number;
  readonly how: 'run' | 'spawn';
  readonly lifetime: 'own' | 'caller' | undefined;
  readonly abort: AbortController;
  readonly row: SessionDetails | undefined;
  /** The logon that the row or the id was of. */
  readonly logon: SessionState | undefined;
  pid: number | undefined;
  hasBegun: boolean;
  outcome: { readonly value?: unknown; readonly error?: unknown } | undefined;
}

/** One program of steps over one world in which programs are started, and sessions end. */
class ProgramModel implements Model<ProgramStep> {
  readonly #local = new Local('system');
  readonly #world = this.#local.world;
  readonly #fail = this.#local.mistakes.add;
  readonly #backend: BackendContract;
  readonly #host: LocalHost;
  readonly #asked: Asked[] = [];
  readonly #spawned: RunningProgram[] = [];
  /** The logon in which each process runs, by its id. */
  readonly #logons = new Map<number, { readonly state: SessionState; readonly logonTime: bigint }>();
  readonly #doors = { opened: 0, closed: 0 };

  constructor() {
    const backend = this.#world.backend as unknown as BackendContract;
    const openProgram = () => this.#counted(backend.terminal.openProgram());
    this.#backend = { ...backend, terminal: { ...backend.terminal, openProgram } };
    this.#host = modulesOver(() => this.#backend).winstation.localHost();
    for (const kind of Object.keys(SCRIPTS) as Kind[]) {
      this.#world.program(pathOf(kind), start => {
        const asked = this.#asked[Number(start.args[0])];
        if (asked) asked.hasBegun = true;
        return SCRIPTS[kind](start);
      });
    }
    this.#watchStarts();
  }

  before(): Promise<void> {
    return this.#world.settled();
  }

  async take(step: ProgramStep): Promise<void> {
    const world = this.#world;
    switch (step.do) {
      case 'logon':
        world.logon({ user: step.user, client: step.remote ? { name: 'PC' } : 'console', administrator: step.remote });
        return;
      case 'disconnect':
      case 'logoff':
        world[step.do](this.#local.idOf(step.which));
        return;
      case 'logoffCall':
        void this.#host.logoff(this.#local.idOf(step.which)).catch(() => {});
        return;
      case 'run':
      case 'spawn':
        this.#start(step);
        return;
      case 'abort':
        this.#asked.at(-1 - step.which)?.abort.abort();
        return;
      case 'end':
        void this.#spawned
          .at(-1 - step.which)
          ?.terminate({ tree: step.tree, wait: step.wait })
          .catch(() => {});
        return;
      case 'dispose':
        void this.#spawned
          .at(-1 - step.which)
          ?.[Symbol.asyncDispose]()
          .catch(() => {});
        return;
      case 'read':
        void this.#read(this.#spawned.at(-1 - step.which));
        return;
      default:
        return await this.#local.take(step);
    }
  }

  #start(step: Extract<ProgramStep, { readonly do: 'run' | 'spawn' }>): void {
    const kept = step.byRow ? this.#local.rowOf(step.which) : undefined;
    const id = this.#local.idOf(step.which);
    const abort = new AbortController();
    const { signal } = abort;
    const lifetime = step.do === 'spawn' ? step.lifetime : undefined;
    const asked: Asked = {
      number: this.#asked.length,
      how: step.do,
      lifetime,
      abort,
      row: kept?.row,
      logon: kept?.logon,
      pid: undefined,
      hasBegun: false,
      outcome: undefined,
    };
    this.#asked.push(asked);
    const { timeout } = step;
    const args = [String(asked.number)];
    const ref = kept?.row ?? id;
    const file = pathOf(step.kind);
    const call =
      step.do === 'run'
        ? this.#host.run(ref, file, args, { signal, timeout, input: 'x'.repeat(100_000), elevated: 'ifPossible' })
        : this.#host.spawn(ref, file, args, { signal, timeout, lifetime, output: step.streams ? 'stream' : 'ignore' });
    call.then(
      value => {
        asked.outcome = { value };
        if (step.do === 'run') this.#checkResult(asked, value as ProgramResult);
        else this.#spawned.push(value as RunningProgram);
      },
      error => {
        asked.outcome = { error };
      },
    );
  }

  async #read(program: RunningProgram | undefined): Promise<void> {
    for await (const _ of program?.stdout ?? []) if (_.length > 50_000) return;
  }

  #checkResult(asked: Asked, { pid, sessionId, exitCode, stoppedBy }: ProgramResult): void {
    const row = this.#world.programs.find(it => it.pid === pid);
    const what = `run ${asked.number}`;
    if (pid !== asked.pid || row?.sessionId !== sessionId) this.#fail(`${what} names another process`);
    if (row?.running) this.#fail(`${what} is over, and its program runs`);
    if (row && row.exitCode !== exitCode) this.#fail(`${what} says ${exitCode}, and it was ${row.exitCode}`);
    if (exitCode === LOGGED_OFF && stoppedBy === undefined && this.#isThere(pid))
      this.#fail(`${what} was ended by a logoff, and its session is there`);
  }

  /** No program outlives its session, and none runs whose start was rejected. */
  check(): void {
    for (const { pid, running } of this.#world.programs) {
      if (running && this.#logons.has(pid) && !this.#isThere(pid))
        this.#fail(`program ${pid} runs, and its session has ended`);
    }
    for (const { number, how, outcome, hasBegun } of this.#asked) {
      if (hasBegun && outcome && 'error' in outcome) this.#fail(`${how} ${number} was rejected, and it ran`);
    }
    this.#local.mistakes.throwIfAny();
  }

  async end(): Promise<void> {
    this.#local.endFaults();
    await this.#world.settled();
    for (const { how, lifetime, abort } of this.#asked) if (how === 'run' || lifetime === 'own') abort.abort();
    await this.#world.settled();
    // What is late comes first.
    await this.#local.outlast();
    const ends = this.#spawned.map(async it => {
      await it.terminate();
      await it.ended;
      await it[Symbol.asyncDispose]();
    });
    await this.#local.outlast();
    await Promise.race([Promise.all(ends), this.#world.settled().then(() => this.#fail('an end never settled'))]);
    this.check();
    const left = this.#asked.filter(it => it.outcome === undefined).map(it => `${it.how} ${it.number}`);
    if (left.length > 0) this.#fail(`${left.join(', ')} never settled`);
    const running = this.#world.programs.filter(it => it.running).map(it => it.pid);
    const mains = running.filter(pid => this.#asked.some(it => it.pid === pid));
    if (mains.length > 0) this.#fail(`${mains.join(', ')} still run`);
    const { programs, sideThreads, leftBehind } = boundsOf(this.#backend);
    this.#local.mistakes.addLeft({
      doors: this.#doors.opened - this.#doors.closed,
      programs: programs.taken,
      sideThreads: sideThreads.taken,
      leftBehind: leftBehind.taken,
      ...this.#local.behind.left(),
    });
  }

  /** In which logon each process is made, for whom, and by which call. */
  #watchStarts(): void {
    const { inner, sessions } = this.#local;
    const ask = inner.ask.bind(inner);
    const made = (commandLine: string, pid: number) => {
      const row = this.#world.programs.find(it => it.pid === pid)!;
      const state = sessions.get(row.sessionId);
      const asked = this.#asked[Number(commandLine.split(' ').at(-1))];
      if (!asked) throw new Error(`nobody asked for ${commandLine}`);
      asked.pid = pid;
      if (!state || state.sid !== row.sid) {
        this.#fail(`program ${pid} of ${row.account} was made in session ${row.sessionId}, which is another's`);
        return;
      }
      this.#logons.set(pid, { state, logonTime: state.logonTime });
      if (asked.logon && asked.logon !== state)
        this.#fail(`program ${pid} was made in another logon than that of its row`);
    };
    inner.ask = ((host: string | undefined, name: string, args: { readonly commandLine: string }, options?: object) => {
      const answer = ask(host, name as never, args as never, options) as Promise<{ ok: boolean; value: number }>;
      if (name !== 'CreateProcessAsUserW') return answer;
      const look = (it: { ok: boolean; value: number }) => {
        if (it.ok) made(args.commandLine, it.value);
        return it;
      };
      return answer instanceof Promise ? answer.then(look) : look(answer);
    }) as typeof inner.ask;
  }

  #isThere(pid: number): boolean {
    const logon = this.#logons.get(pid);
    const now = logon && this.#local.sessions.get(logon.state.id);
    return now !== undefined && now === logon?.state && now.logonTime === logon.logonTime;
  }

  #counted(door: ProgramDoor): ProgramDoor {
    this.#doors.opened += 1;
    let isClosed = false;
    return new Proxy(door, {
      get: (target, key) => {
        const value = Reflect.get(target, key) as unknown;
        if (typeof value !== 'function') return value;
        if (key !== 'close') return value.bind(target);
        return () => {
          if (!isClosed) this.#doors.closed += 1;
          isClosed = true;
          target.close();
        };
      },
    });
  }
}

const pathOf = (kind: Kind): string => `C:\\${kind}.exe`;
const never = new Promise<never>(() => {});

const SCRIPTS: Readonly<Record<Kind, ProgramScript>> = {
  // biome-ignore lint/correctness/useYield: it writes nothing
  quick: async function* () {
    return 3;
  },
  // More than a pipe holds.
  chatty: async function* () {
    for (let i = 0; i < 5; i++) yield { stdout: 'y'.repeat(40_000), stderr: 'z' };
    return 4;
  },
  // biome-ignore lint/correctness/useYield: it writes nothing
  hangs: async function* () {
    return await never;
  },
  // biome-ignore lint/correctness/useYield: it writes nothing
  leaves: async function* ({ leaveBehind }) {
    leaveBehind();
    return 5;
  },
  echoes: async function* ({ input }) {
    for await (const chunk of input) yield { stdout: chunk };
    return 6;
  },
};

/** Runs steps; throws the mistakes that it finds. */
export async function runPrograms(program: readonly ProgramStep[]): Promise<void> {
  await runModel(new ProgramModel(), program);
}
