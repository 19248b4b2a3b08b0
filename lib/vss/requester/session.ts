import { checkOptions } from '../../errors/arguments.js';
import { WindowsError } from '../../errors/windows-error.js';
import type { Guid } from '../../identity/guid-text.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import { gatherWriters } from './gather-writers.js';
import type { AskVss, Requester } from './requester.js';
import type { VssSession, VssWriterInfo, VssWriterState } from './types.js';
import { gatherStates } from './writer-states.js';

const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');

/** What backups and restores have in common. */
export abstract class OpenSession implements VssSession {
  readonly requester: Requester;
  #writers: readonly VssWriterInfo[] | undefined;
  /** Windows refuses to ask the writers twice in a session, so what came of it stays. */
  #failure: Error | undefined;
  #wereAsked = false;

  constructor(requester: Requester) {
    this.requester = requester;
    // Not for everybody who looks at a session.
    Object.defineProperty(this, 'requester', { enumerable: false });
  }

  get id(): Guid | undefined {
    return this.requester.id;
  }

  async writers(options?: Cancel): Promise<readonly VssWriterInfo[]> {
    return await this.#run(options, ask => this.gathered(ask));
  }

  async writerStates(options?: Cancel): Promise<readonly VssWriterState[]> {
    return await this.#run(options, async ask => {
      await this.gathered(ask);
      return await gatherStates(this.requester, ask);
    });
  }

  async close(): Promise<void> {
    await this.requester.close();
  }

  async [asyncDispose](): Promise<void> {
    await this.close();
  }

  /** The writers, asked now if nobody has asked them yet. */
  async gathered(ask: AskVss): Promise<readonly VssWriterInfo[]> {
    if (this.#writers) return this.#writers;
    if (this.#failure) throw this.#failure;
    if (this.#wereAsked) {
      throw this.requester.invalidState('The writers were asked, and that was stopped: open another session');
    }
    this.#wereAsked = true;
    try {
      this.#writers = await gatherWriters(this.requester, ask);
    } catch (error) {
      if (WindowsError.is(error)) this.#failure = error;
      throw error;
    }
    return this.#writers;
  }

  async #run<R>(options: Cancel | undefined, body: (ask: AskVss) => Promise<R>): Promise<R> {
    checkOptions('options', options, CANCEL);
    checkCancel(options);
    return await this.requester.run({ signal: options?.signal, timeout: options?.timeout }, body);
  }
}
