import type { Clock } from '../../../base/clock.js';
import type { Process } from '../../../terminal/processes/types.js';

/** A program that `run()` or `spawn()` has started in a world. */
export type StartedInWorld = Process & {
  /** It has not ended. */
  readonly running: boolean;
  /** With which code it ended. */
  readonly exitCode: number | undefined;
};

/** What a program in a world is started with. */
export interface ProgramStart {
  /** Its arguments, as a program of C reads them. */
  readonly args: readonly string[];
  /** The environment of the user, with what the caller changed. */
  readonly env: Readonly<Record<string, string>>;
  /** The working directory. */
  readonly cwd: string;
  /** The name of the user, without the domain. */
  readonly user: string;
  /** It has the elevated half of the user's token. */
  readonly elevated: boolean;
  /** What is written to its standard input. */
  readonly input: AsyncIterable<Uint8Array>;
  /** It starts a program of its own, which has the same streams, and leaves it behind. */
  leaveBehind(): void;
}

/** What it writes. Strings are UTF-8. */
export interface ProgramOutput {
  /** To its standard output. */
  readonly stdout?: string | Uint8Array;
  /** To its standard error. */
  readonly stderr?: string | Uint8Array;
}

/** What a program does: it writes what it yields, and ends with what it returns. */
export type ProgramScript = (start: ProgramStart) => AsyncGenerator<ProgramOutput, number>;

export type StreamName = 'stdout' | 'stderr';

/** A pipe of Windows takes so much before its writer waits. */
const PIPE = 0x1_0000;

/** One pipe of a program: what was written and not read yet. */
class Pipe {
  #chunks: Uint8Array[] = [];
  #length = 0;
  #reader: ((chunk: Uint8Array | undefined) => void) | undefined;
  #room: (() => void) | undefined;
  #isClosed = false;

  /** Resolves when there is room for more. */
  async write(bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0 || this.#isClosed) return;
    const reader = this.#reader;
    this.#reader = undefined;
    if (reader) reader(bytes);
    else {
      this.#chunks.push(bytes);
      this.#length += bytes.length;
    }
    if (this.#length < PIPE) return;
    await new Promise<void>(resolve => {
      this.#room = resolve;
    });
  }

  /** `undefined`: nothing comes any more. */
  read(): Promise<Uint8Array | undefined> {
    const chunk = this.#chunks.shift();
    if (chunk) {
      this.#length -= chunk.length;
      if (this.#length < PIPE) this.#room?.();
      return Promise.resolve(chunk);
    }
    if (this.#isClosed) return Promise.resolve(undefined);
    return new Promise(resolve => {
      this.#reader = resolve;
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#reader?.(undefined);
    this.#reader = undefined;
    this.#room?.();
  }
}

export interface ProgramInit {
  readonly pid: number;
  readonly script: ProgramScript;
  readonly start: Omit<ProgramStart, 'input' | 'leaveBehind'>;
  /** Has it pipes? Otherwise what it writes is lost. */
  readonly pipes: boolean;
  readonly happened: () => void;
  /** Something of it has ended or begun. */
  readonly ended: (exitCode: number) => void;
  readonly leftBehind: () => void;
  readonly clock: Pick<Clock, 'now'>;
}

/** A program that runs in a world. */
export class SimulatedProgram {
  readonly pid: number;
  readonly exit: Promise<number>;
  readonly #init: ProgramInit;
  readonly #pipes = { stdin: new Pipe(), stdout: new Pipe(), stderr: new Pipe() };
  #end: (exitCode: number) => void = () => {};
  #exitCode: number | undefined;
  #hasBegun = false;

  constructor(init: ProgramInit) {
    this.pid = init.pid;
    this.#init = init;
    this.exit = new Promise(resolve => {
      this.#end = resolve;
    });
  }

  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  /** Its first thread goes on. */
  begin(): void {
    if (this.#hasBegun || this.#exitCode !== undefined) return;
    this.#hasBegun = true;
    void this.#play();
  }

  read(stream: StreamName): Promise<Uint8Array | undefined> {
    return this.#pipes[stream].read();
  }

  /** Nothing is its end. `false`: it has ended. */
  async write(bytes: Uint8Array): Promise<boolean> {
    if (this.#exitCode !== undefined) return false;
    this.#init.happened();
    if (bytes.length === 0) this.#pipes.stdin.close();
    else await this.#pipes.stdin.write(bytes);
    return this.#exitCode === undefined;
  }

  /** It is ended, whatever it does. */
  terminate(exitCode: number): void {
    if (this.#exitCode !== undefined) return;
    this.#exitCode = exitCode;
    this.#pipes.stdin.close();
    this.#pipes.stdout.close();
    this.#pipes.stderr.close();
    this.#init.ended(exitCode);
    this.#end(exitCode);
    this.#init.happened();
  }

  /** Nobody reads any more: it writes into nothing. */
  closeOutput(): void {
    this.#pipes.stdout.close();
    this.#pipes.stderr.close();
  }

  async #play(): Promise<void> {
    const { script, start, leftBehind } = this.#init;
    let exitCode: number;
    try {
      const steps = script({ ...start, input: this.#input(), leaveBehind: leftBehind });
      exitCode = await this.#follow(steps);
    } catch (error) {
      await this.#write('stderr', new TextEncoder().encode(`${String(error)}\n`));
      exitCode = 1;
    }
    this.terminate(exitCode >>> 0);
  }

  async #follow(steps: AsyncGenerator<ProgramOutput, number>): Promise<number> {
    for (;;) {
      const step = await steps.next();
      this.#init.happened();
      if (step.done) return step.value ?? 0;
      if (this.#exitCode !== undefined) {
        void steps.return(0).catch(() => {});
        return this.#exitCode;
      }
      const { stdout, stderr } = step.value;
      if (stdout !== undefined) await this.#write('stdout', bytesOf(stdout));
      if (stderr !== undefined) await this.#write('stderr', bytesOf(stderr));
    }
  }

  async #write(stream: StreamName, bytes: Uint8Array): Promise<void> {
    if (this.#init.pipes) await this.#pipes[stream].write(bytes);
  }

  async *#input(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = await this.#pipes.stdin.read();
      this.#init.happened();
      if (chunk === undefined) return;
      yield chunk;
    }
  }
}

const bytesOf = (given: string | Uint8Array): Uint8Array =>
  typeof given === 'string' ? new TextEncoder().encode(given) : given;
