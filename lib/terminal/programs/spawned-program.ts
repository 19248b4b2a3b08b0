import { checkBoolean, checkOptions, checkUint32 } from '../../errors/arguments.js';
import { type AbortSignalLike, CANCEL, checkCancel } from '../../lane/cancel.js';
import { onAbort } from '../../lane/on-abort.js';
import { tracedAct } from '../acts/traced-act.js';
import { controlOf, type HostContext, hostError } from '../host-context.js';
import type { Created } from './start.js';
import { ProgramStream } from './stream.js';
import type { ProgramEnd, RunningProgram, TerminateProgramOptions } from './types.js';
import { STOPPED_EXIT_CODE, UnderWay } from './under-way.js';

const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');

interface Parts {
  readonly created: Created;
  readonly file: string;
  readonly account: string | undefined;
  readonly signal: AbortSignalLike | undefined;
  readonly pipes: boolean;
  readonly lifetime: 'own' | 'caller';
}

/** A program that `spawn()` has started. */
export class SpawnedProgram implements RunningProgram {
  readonly pid: number;
  readonly sessionId: number;
  readonly account: string | undefined;
  readonly elevated: boolean;
  readonly stdout: ProgramStream;
  readonly stderr: ProgramStream;
  readonly ended: Promise<ProgramEnd>;
  readonly #host: HostContext;
  readonly #file: string;
  readonly #underWay: UnderWay;
  readonly #lifetime: 'own' | 'caller';
  #allowExit: (() => void) | undefined;

  constructor(host: HostContext, { created, file, account, signal, pipes, lifetime }: Parts) {
    const { door, pid, prepared, release } = created;
    this.#host = host;
    this.#file = file;
    this.#lifetime = lifetime;
    this.pid = pid;
    this.sessionId = prepared.sessionId;
    this.account = account;
    this.elevated = prepared.elevated;
    this.#underWay = new UnderWay(created);
    const keep = () => host.backend.clock.keep();
    const read = pipes ? door.read.bind(door) : async () => undefined;
    this.stdout = new ProgramStream(() => read('stdout'), keep);
    this.stderr = new ProgramStream(() => read('stderr'), keep);
    this.ended = this.#underWay.ended;
    const stop = () => void this.#underWay.stop('abort');
    const leaveSignal = signal?.aborted ? undefined : signal && onAbort(signal, stop);
    if (signal?.aborted) stop();
    this.#closeOutput = () => {
      this.stdout.end();
      this.stderr.end();
      if (pipes && !this.#underWay.hasEnded) door.closeOutput();
    };
    // What is left in the pipes is little, and is kept here until it is read.
    const tidy = async () => {
      leaveSignal?.();
      this.unref();
      if (pipes) await Promise.all([this.stdout.drain(), this.stderr.drain()]);
      release();
    };
    this.ended.then(tidy, () => {});
  }

  async terminate(options: TerminateProgramOptions = {}): Promise<void> {
    checkOptions('options', options, ['exitCode', 'tree', 'wait', ...CANCEL]);
    const { exitCode = STOPPED_EXIT_CODE, tree = true, wait: waits = true } = options;
    checkUint32('options.exitCode', exitCode);
    checkBoolean('options.tree', tree);
    checkBoolean('options.wait', waits);
    checkCancel(options);
    const host = this.#host;
    const end = () =>
      host.waits.during(controlOf(host, options), async wait => {
        const answer = await wait.for(this.#underWay.stop('terminate', exitCode, tree));
        if (!answer.ok) throw hostError(host, answer, this.sessionId, { subject: 'process' });
        if (waits) await wait.for(this.ended);
      });
    const { sessionId: session, account, pid } = this;
    await tracedAct(host.name, 'terminate', { session, process: pid, what: this.#file }, end, () => ({ account }));
  }

  ref(): this {
    if (!this.#underWay.hasEnded) this.#allowExit ??= this.#host.backend.clock.keep();
    return this;
  }

  unref(): this {
    this.#allowExit?.();
    this.#allowExit = undefined;
    return this;
  }

  async [asyncDispose](): Promise<void> {
    this.#closeOutput();
    if (this.#lifetime === 'caller') await this.terminate();
    else this.unref();
  }

  readonly #closeOutput: () => void;
}
