import { processWith } from './living.js';
import type { ByteReader } from './wire/bytes.js';
import { ByteWriter } from './wire/bytes.js';

/** A program of a world, as the lab plays it. */
export interface PlayedProgram {
  readonly exit: Promise<number>;
  read(stream: 'stdout' | 'stderr'): Promise<Uint8Array | undefined>;
  write(bytes: Uint8Array): Promise<boolean>;
}

/** The programs of a world. */
export interface PlayedPrograms {
  running(pid: number): PlayedProgram | undefined;
  whenEnded(pid: number): Promise<number>;
  terminate(pid: number, exitCode: number, tree: boolean): boolean;
  whenLeftBehind: ((parent: number, child: number) => void) | undefined;
}

/** As `standin/player/player.cc` has them. */
const ORDERS = { stdout: 1, stderr: 2, exit: 3, leave: 4 } as const;
const REPORTS = { began: 1, written: 2, input: 3 } as const;

/** The line of one program of the lab: it does what the program of the world does. */
export class ProgramLine {
  readonly #programs: PlayedPrograms;
  readonly #send: (frame: Buffer) => void;
  #pid = 0;
  #lives = (): boolean => true;
  #program: PlayedProgram | undefined;
  #written: (() => void)[] = [];
  #input: Promise<unknown> = Promise.resolve();

  constructor(programs: PlayedPrograms, send: (frame: Buffer) => void) {
    this.#programs = programs;
    this.#send = send;
  }

  get pid(): number {
    return this.#pid;
  }

  /** Its process is there. A Wine may keep the connection of one that was ended. */
  get lives(): boolean {
    return this.#lives();
  }

  take(reader: ByteReader): void {
    const kind = reader.u8();
    if (kind === REPORTS.began) {
      const pid = reader.u32();
      this.#lives = processWith(reader.ascii());
      void this.#begin(pid);
    } else if (kind === REPORTS.written) this.#written.shift()?.();
    else if (kind === REPORTS.input) {
      const bytes = Uint8Array.from(reader.bytes() ?? []);
      this.#input = this.#input.then(() => this.#program?.write(bytes));
    }
  }

  /** The program of the lab is gone, whoever ended it. */
  closed(): void {
    if (this.#pid !== 0) this.#programs.terminate(this.#pid, 0, false);
    for (const written of this.#written.splice(0)) written();
  }

  leave(child: number): void {
    void this.#order(new ByteWriter().u8(ORDERS.leave).u32(child));
  }

  async #begin(pid: number): Promise<void> {
    this.#pid = pid;
    this.#program = this.#programs.running(pid);
    await Promise.all([this.#play('stdout'), this.#play('stderr')]);
    const exitCode = await this.#programs.whenEnded(pid);
    this.#send(new ByteWriter().u8(ORDERS.exit).u32(exitCode).framed());
  }

  async #play(stream: 'stdout' | 'stderr'): Promise<void> {
    const program = this.#program;
    if (!program) return;
    for (let chunk = await program.read(stream); chunk !== undefined; chunk = await program.read(stream))
      await this.#order(new ByteWriter().u8(ORDERS[stream]).bytes(chunk));
  }

  /** It writes in order, and reports each. */
  #order(order: ByteWriter): Promise<void> {
    return new Promise(resolve => {
      this.#written.push(resolve);
      this.#send(order.framed());
    });
  }
}
