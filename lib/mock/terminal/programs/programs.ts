import type { Clock } from '../../../base/clock.js';
import type { Activity } from '../../world/activity.js';
import type { HostState } from '../state.js';
import type { Transitions } from '../transitions.js';
import { argumentsOf } from './arguments-of.js';
import { type ProgramScript, SimulatedProgram, type StartedInWorld } from './program-state.js';
import { isElevated, type TokenState } from './token-state.js';

/** How programs of a session end with it. */
const LOGGED_OFF = 0x4001_0004;

export interface ProgramsOptions {
  readonly state: HostState;
  readonly transitions: Pick<Transitions, 'startProcess'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly activity: Activity;
}

export interface NewProgram {
  readonly file: string;
  readonly commandLine: string;
  readonly environment: readonly string[];
  readonly directory: string | undefined;
  readonly pipes: boolean;
  readonly token: TokenState;
}

interface Known {
  readonly row: Omit<StartedInWorld, 'running' | 'exitCode'>;
  readonly program: SimulatedProgram | undefined;
  readonly parent: number | undefined;
  exitCode: number | undefined;
  readonly ended: Promise<number>;
  readonly end: (exitCode: number) => void;
}

/** The programs of one host: which can be started, and which were. */
export class Programs {
  readonly #options: ProgramsOptions;
  readonly #scripts = new Map<string, ProgramScript>();
  readonly #known = new Map<number, Known>();
  /** Hears of each process that a program starts and leaves behind. */
  whenLeftBehind: ((parent: number, child: number) => void) | undefined;

  constructor(options: ProgramsOptions) {
    this.#options = options;
  }

  get started(): readonly StartedInWorld[] {
    return Object.freeze(
      [...this.#known.values()].map(({ row, exitCode }) =>
        Object.freeze({ ...row, running: exitCode === undefined, exitCode }),
      ),
    );
  }

  install(file: string, script: ProgramScript): void {
    this.#scripts.set(file.toLowerCase().replaceAll('/', '\\'), script);
  }

  /** Makes a process that does not run yet; its id. `undefined`: there is no such program. */
  create(what: NewProgram): number | undefined {
    const script = this.#scripts.get(what.file.toLowerCase().replaceAll('/', '\\'));
    if (!script) return undefined;
    const pid = this.#row(what.file, what.token, undefined, started => this.#simulate(started, what, script));
    this.#options.activity.happened();
    return pid;
  }

  /** The exit code, once it has one. */
  whenEnded(pid: number): Promise<number> {
    return this.#known.get(pid)?.ended ?? Promise.resolve(0);
  }

  running(pid: unknown): SimulatedProgram | undefined {
    return this.#known.get(pid as number)?.program;
  }

  /** Ends a process, and with `tree` all that it has started. */
  terminate(pid: unknown, exitCode: number, tree: boolean): boolean {
    const known = this.#known.get(pid as number);
    if (!known) return false;
    if (tree) {
      for (const [child, { parent }] of this.#known) if (parent === pid) this.terminate(child, exitCode, true);
    }
    if (known.program) known.program.terminate(exitCode);
    else this.#ended(pid as number, exitCode);
    return true;
  }

  /** The session has ended, and its programs with it. */
  sessionEnded(sessionId: number): void {
    for (const [pid, { row, exitCode }] of this.#known)
      if (row.sessionId === sessionId && exitCode === undefined) this.terminate(pid, LOGGED_OFF, false);
  }

  #simulate(pid: number, what: NewProgram, script: ProgramScript): SimulatedProgram {
    const { activity, clock, state } = this.#options;
    const { token } = what;
    return new SimulatedProgram({
      pid,
      script,
      start: {
        args: argumentsOf(what.commandLine).slice(1),
        env: Object.fromEntries(what.environment.map(it => split(it))),
        cwd: what.directory ?? 'C:\\Windows\\System32',
        user: state.accounts.get(token.sid)?.name ?? 'SYSTEM',
        elevated: isElevated(token),
      },
      pipes: what.pipes,
      clock,
      happened: () => activity.happened(),
      ended: exitCode => this.#ended(pid, exitCode),
      leftBehind: () => {
        const child = this.#row(what.file, token, pid, () => undefined);
        this.whenLeftBehind?.(pid, child);
      },
    });
  }

  #row(
    file: string,
    { sid, sessionId }: TokenState,
    parent: number | undefined,
    make: (pid: number) => SimulatedProgram | undefined,
  ): number {
    const { state, transitions, clock } = this.#options;
    const name = /[^\\/]*$/.exec(file)![0];
    const pid = transitions.startProcess({ name, sessionId, sid });
    const account = state.accounts.get(sid);
    const row = {
      host: state.name,
      pid,
      name,
      sessionId,
      sid,
      account: account && `${account.domain}\\${account.name}`,
      takenAt: new Date(clock.now()),
    };
    let end: (exitCode: number) => void = () => {};
    const ended = new Promise<number>(resolve => {
      end = resolve;
    });
    this.#known.set(pid, { row, program: make(pid), parent, exitCode: undefined, ended, end });
    return pid;
  }

  #ended(pid: number, exitCode: number): void {
    const known = this.#known.get(pid)!;
    if (known.exitCode !== undefined) return;
    known.exitCode = exitCode;
    known.end(exitCode);
    this.#options.state.processes.delete(pid);
    this.#options.activity.happened();
  }
}

function split(variable: string): [string, string] {
  const at = variable.indexOf('=', 1);
  return [variable.slice(0, at), variable.slice(at + 1)];
}
