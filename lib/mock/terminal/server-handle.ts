import type { Answer, Failure } from '../../base/answer.js';
import type { AskTerminal } from './raw-calls.js';

export interface ServerHandleOptions {
  /** `undefined`: this machine, whose handle needs no opening. */
  readonly host: string | undefined;
  readonly fallbackOn: readonly number[];
  readonly ask: AskTerminal;
  /** Whether the older call is still to be tried. */
  readonly isWanted?: () => boolean;
}

/** The handle of a server, opened by the first question and given back at the end. */
export class ServerHandle {
  readonly #options: ServerHandleOptions;
  #isOpen = false;

  constructor(options: ServerHandleOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  async open(): Promise<Failure | undefined> {
    const { host, fallbackOn, ask, isWanted } = this.#options;
    if (host === undefined || this.#isOpen) return undefined;
    let answer: Answer<undefined> = await ask('WTSOpenServerExW', { name: host });
    if (!answer.ok && (isWanted?.() ?? true) && fallbackOn.includes(answer.code))
      answer = await ask('WTSOpenServerW', { name: host });
    if (!answer.ok) return answer;
    this.#isOpen = true;
    return undefined;
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    void this.#options.ask('WTSCloseServer', {});
  }
}
