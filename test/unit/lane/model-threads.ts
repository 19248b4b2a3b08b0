import type { LaneThread } from '../../../lib/lane/contract.js';

/** A call, as its caller sees it. */
export interface CallRecord {
  readonly name: string;
  settled: boolean;
}

/** The limits of a Windows process, and all wrong uses of it. */
export class ModelProcess {
  readonly threads: ModelThread[] = [];
  readonly violations: string[] = [];
  writtenOff = 0;
  readonly mostWrittenOff: number;

  constructor(mostWrittenOff: number) {
    this.mostWrittenOff = mostWrittenOff;
  }

  get stuck(): readonly ModelThread[] {
    return this.threads.filter(it => it.isBusy);
  }

  violated(what: string): void {
    this.violations.push(what);
  }
}

/** A thread whose raw calls return when the test says so. It keeps the contract, and records where its owner breaks it. */
export class ModelThread implements LaneThread {
  readonly #process: ModelProcess;
  #question: { readonly call: CallRecord; left: number; end(): void } | undefined;
  #stopped = false;
  #writtenOff = false;
  #closed = false;
  /** Raw calls made. */
  made = 0;

  constructor(process: ModelProcess) {
    this.#process = process;
    process.threads.push(this);
  }

  get isBusy(): boolean {
    return this.#question !== undefined;
  }

  get isGone(): boolean {
    return this.#closed && !this.isBusy;
  }

  /** Whether nobody waits for the question under way. */
  get isForsaken(): boolean {
    return this.#question?.call.settled ?? false;
  }

  get isStopped(): boolean {
    return this.#stopped;
  }

  ask(call: CallRecord, rawCalls: number): Promise<void> {
    const violated = (what: string) => this.#process.violated(`${call.name}: ${what}`);
    if (this.isBusy) violated('a second question on one thread');
    if (this.#closed) violated('a question to a closed thread');
    if (call.settled) violated('a question for a call that has settled');
    this.#stopped = false;
    this.made += 1;
    return new Promise((resolve, reject) => {
      this.#question = {
        call,
        left: rawCalls - 1,
        end: () => (this.#writtenOff ? reject(new Error('the thread was written off')) : resolve()),
      };
    });
  }

  /** Lets the raw call under way return. */
  answer(): void {
    const question = this.#question;
    if (!question) return;
    if (question.left > 0 && !this.#stopped) {
      question.left -= 1;
      this.made += 1;
      if (question.call.settled) this.#process.violated(`${question.call.name}: not stopped between two raw calls`);
      return;
    }
    this.#question = undefined;
    if (this.#writtenOff) this.#process.writtenOff -= 1;
    question.end();
  }

  stop(): void {
    if (!this.isBusy) this.#process.violated('a stop without a question');
    this.#stopped = true;
  }

  writeOff(): boolean {
    if (this.isBusy && !this.#writtenOff) {
      if (this.#process.writtenOff === this.#process.mostWrittenOff) return false;
      this.#process.writtenOff += 1;
      this.#writtenOff = true;
    }
    this.#closed = true;
    return true;
  }

  close(): void {
    this.#closed = true;
  }
}
