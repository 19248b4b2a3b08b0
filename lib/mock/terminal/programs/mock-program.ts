import type { Answer } from '../../../base/answer.js';
import type { ArgsOf } from '../../../base/call.js';
import type { TerminalCallName, TerminalCalls } from '../../../terminal/calls.js';
import type {
  CreateQuestion,
  OutputName,
  Prepared,
  PrepareQuestion,
  ProgramDoor,
} from '../../../terminal/programs/contract.js';
import type { TokenClassName } from '../../../terminal/programs/raw-token.js';
import type { TerminalAnswer, TerminalCallHandler } from '../raw-calls.js';
import { classOf } from './ask-token.js';
import { oemText } from './oem-text.js';
import type { SimulatedProgram } from './program-state.js';

/** `PIPE_ACCESS_*` with FILE_FLAG_OVERLAPPED and FILE_FLAG_FIRST_PIPE_INSTANCE. */
const TO_PROGRAM = 0x4008_0002;
const FROM_PROGRAM = 0x4008_0001;
const KILL_ON_JOB_CLOSE = 0x2000;

const closed = (): Error => new Error('the program is closed');

/** A program over a world: the same raw calls in the same order as the addon makes them. */
export class MockProgram implements ProgramDoor {
  readonly #calls: TerminalCallHandler;
  #token: number | undefined;
  #program: SimulatedProgram | undefined;
  #isResumed = false;
  #endsWithJob = false;
  #isStopped = false;
  #isClosed = false;
  #underWay = 0;
  #close: () => void = () => {};
  readonly #whenClosed: Promise<never>;

  constructor(calls: TerminalCallHandler) {
    this.#calls = calls;
    this.#whenClosed = new Promise<never>((_, reject) => {
      this.#close = () => reject(closed());
    });
    this.#whenClosed.catch(() => {});
  }

  prepare({ sessionId, elevated }: PrepareQuestion): Promise<Answer<Prepared>> {
    return this.#answer(async () => {
      const opened = await this.#ask(undefined, 'WTSQueryUserToken', { sessionId });
      if (!opened.ok) return opened;
      this.#token = opened.value;
      let isElevated = await this.#class<boolean>('TokenElevation');
      if (!isElevated.ok) return isElevated;
      if (elevated !== 'no' && !isElevated.value) {
        const linked = await this.#class<number>('TokenLinkedToken');
        if (linked.ok) {
          this.#token = linked.value;
          isElevated = await this.#class<boolean>('TokenElevation');
          if (!isElevated.ok) return isElevated;
        } else if (elevated === 'required') return linked;
      }
      const user = await this.#class<string>('TokenUser');
      if (!user.ok) return user;
      const session = await this.#class<number>('TokenSessionId');
      if (!session.ok) return session;
      const environment = await this.#ask(this.#token, 'CreateEnvironmentBlock', { inherit: false });
      if (!environment.ok) return environment;
      const value = { user: user.value, sessionId: session.value, elevated: isElevated.value };
      return { ok: true, value: { ...value, environment: environment.value } };
    });
  }

  create(question: CreateQuestion): Promise<Answer<number>> {
    return this.#answer(async () => {
      for (const openMode of question.pipes ? [TO_PROGRAM, FROM_PROGRAM, FROM_PROGRAM] : []) {
        const pipe = await this.#ask(undefined, 'CreateNamedPipeW', { openMode });
        if (!pipe.ok) return pipe;
      }
      const job = await this.#ask(undefined, 'CreateJobObjectW', {});
      if (!job.ok) return job;
      if (question.endsWithJob) {
        const limited = await this.#ask(undefined, 'SetInformationJobObject', { limitFlags: KILL_ON_JOB_CLOSE });
        if (!limited.ok) return limited;
      }
      const created = await this.#ask(this.#token, 'CreateProcessAsUserW', {
        applicationName: question.file,
        commandLine: question.commandLine,
        inheritHandles: question.pipes,
        creationFlags: question.creationFlags,
        environment: question.environment.map(it => `${it}\0`).join(''),
        currentDirectory: question.directory,
        desktop: 'winsta0\\default',
        startupFlags: question.startupFlags,
        showWindow: question.showWindow,
      });
      if (!created.ok) return created;
      this.#program = this.#calls.startedProgram(created.value)!;
      const assigned = await this.#ask(created.value, 'AssignProcessToJobObject', {});
      if (!assigned.ok) {
        await this.#ask(created.value, 'TerminateProcess', { exitCode: 1 });
        this.#program = undefined;
        return assigned;
      }
      this.#endsWithJob = question.endsWithJob;
      return created;
    });
  }

  resume(): Promise<Answer<undefined>> {
    return this.#answer(async () => {
      const resumed = await this.#ask(this.#program!.pid, 'ResumeThread', {});
      if (resumed.ok) this.#isResumed = true;
      return resumed;
    });
  }

  read(stream: OutputName): Promise<Uint8Array | undefined> {
    return Promise.race([this.#program!.read(stream), this.#whenClosed]);
  }

  write(bytes: Uint8Array): Promise<boolean> {
    // What is written is copied, as a pipe does it.
    return Promise.race([this.#program!.write(bytes.slice()), this.#whenClosed]);
  }

  ended(): Promise<number> {
    return Promise.race([this.#ended(), this.#whenClosed]);
  }

  terminate(exitCode: number, tree: boolean): Promise<Answer<undefined>> {
    return this.#answer(
      async () => await this.#ask(this.#program!.pid, tree ? 'TerminateJobObject' : 'TerminateProcess', { exitCode }),
    );
  }

  async text(bytes: Uint8Array): Promise<string> {
    return oemText(bytes);
  }

  closeOutput(): void {
    this.#program?.closeOutput();
  }

  stop(): void {
    if (this.#underWay > 0) this.#isStopped = true;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.stop();
    this.#close();
    if (this.#underWay === 0) void this.#giveBack();
  }

  /** What its job holds ends with it, and so does what never ran. */
  async #giveBack(): Promise<void> {
    const program = this.#program;
    if (!program || program.exitCode !== undefined) return;
    if (!this.#isResumed) await this.#calls.ask(undefined, 'TerminateProcess', { exitCode: 1 }, { on: program.pid });
    if (this.#endsWithJob && program.exitCode === undefined) program.terminate(0);
  }

  async #ended(): Promise<number> {
    const exitCode = await this.#program!.exit;
    // What it has started and left behind goes on.
    if (this.#endsWithJob && !this.#isClosed) {
      this.#endsWithJob = false;
      await this.#calls.ask(undefined, 'SetInformationJobObject', { limitFlags: 0 });
    }
    return exitCode;
  }

  #class<T>(name: TokenClassName): Promise<Answer<T>> {
    return classOf(this.#token!, name, (on, call, args) => this.#ask(on, call, args)) as Promise<Answer<T>>;
  }

  /** Every raw call of a question: one that was stopped ends before its next. */
  #ask<N extends TerminalCallName>(
    on: number | undefined,
    name: N,
    args: ArgsOf<TerminalCalls[N]>,
  ): TerminalAnswer<N> | Promise<TerminalAnswer<N>> {
    if (this.#isStopped) throw closed();
    return this.#calls.ask(undefined, name, args, { on });
  }

  async #answer<T>(question: () => Promise<Answer<T>>): Promise<Answer<T>> {
    if (this.#isClosed) throw closed();
    this.#underWay += 1;
    try {
      return await Promise.race([this.#counted(question), this.#whenClosed]);
    } finally {
      if (this.#isStopped) this.#isStopped = this.#isClosed;
    }
  }

  async #counted<T>(question: () => Promise<Answer<T>>): Promise<Answer<T>> {
    try {
      const answer = await question();
      if (this.#isStopped) throw closed();
      return answer;
    } finally {
      this.#underWay -= 1;
      if (this.#isClosed && this.#underWay === 0) void this.#giveBack();
    }
  }
}
