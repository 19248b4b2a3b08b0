import type { Answer } from '../../base/answer.js';
import type { ArgsOf, CallName, ValueOf } from '../../base/call.js';
import type { Clock } from '../../base/clock.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import type { PlainCalls, TerminalCallName, TerminalCalls } from '../../terminal/calls.js';
import type { RawUserValue } from '../../terminal/config/raw-user-config.js';
import type {
  Account,
  AccountsQuestion,
  DetailFacts,
  DetailsQuestion,
  ListenerSecurityQuestion,
  ProcessesFacts,
  ProcessesQuestion,
  SessionsFacts,
  SessionsQuestion,
  SetUserConfigQuestion,
  SidsQuestion,
  SystemFacts,
  TerminalThread,
  UserConfigQuestion,
  WindowsVersion,
} from '../../terminal/contract.js';
import type { TokenAnswers, TokenQuestion } from '../../terminal/programs/contract.js';
import { TOKEN_CLASS } from '../../terminal/programs/raw-token.js';
import { WorldThread, type WrittenOff } from '../world/thread.js';
import { askDetails } from './details.js';
import { LISTENERS, listListeners } from './listeners/list-listeners.js';
import { SessionListing } from './listing.js';
import { bufferOf, checkedUserConfig, checkedVersion } from './malformed.js';
import { listProcesses } from './processes.js';
import { type AskOn, askToken } from './programs/ask-token.js';
import type { AskTerminal, TerminalAnswer, TerminalCallHandler } from './raw-calls.js';
import { isSidText } from './rules/accounts.js';
import { ServerHandle } from './server-handle.js';

export interface MockThreadOptions {
  readonly calls: TerminalCallHandler;
  readonly clock: Clock;
  readonly host: string | undefined;
  readonly fallbackOn: readonly number[];
  readonly writtenOff: WrittenOff;
}

/** A lane's thread for this domain's questions, each with the same raw calls in the same order as the addon makes them. */
export class MockThread implements TerminalThread {
  readonly #options: MockThreadOptions;
  readonly #thread: WorldThread;
  readonly #server: ServerHandle;

  constructor(options: MockThreadOptions) {
    const { host, fallbackOn, writtenOff } = options;
    this.#options = options;
    this.#server = new ServerHandle({ host, fallbackOn, ask: this.#ask });
    this.#thread = new WorldThread({ writtenOff, leave: () => this.#server.close() });
  }

  stop(): void {
    this.#thread.stop();
  }

  writeOff(): boolean {
    return this.#thread.writeOff();
  }

  close(): void {
    this.#thread.close();
  }

  sessions<T>({ rowsAt }: Omit<SessionsQuestion<T>, 'fallbackOn'>): Promise<SessionsFacts<T>> {
    return this.#thread.answer(async () => {
      const { fallbackOn, clock } = this.#options;
      const listing = new SessionListing({ rowsAt, fallbackOn, clock });
      const failure = await this.#server.open();
      if (failure) return listing.failed(failure);
      const done = listing.newer(await this.#ask('WTSEnumerateSessionsExW', { level: 1 }));
      return done ?? listing.older(await this.#ask('WTSEnumerateSessionsW', {}));
    });
  }

  details(question: DetailsQuestion): Promise<readonly DetailFacts[]> {
    return this.#thread.answer(async () => askDetails(question, await this.#opened()));
  }

  queryRaw({ sessionId, infoClass }: { sessionId: number; infoClass: number }): Promise<Answer<Uint8Array>> {
    return this.#thread.answer(async () => {
      const failure = await this.#server.open();
      if (failure) return failure;
      return bufferOf(await this.#ask('WTSQuerySessionInformationW', { sessionId, infoClass }), infoClass);
    });
  }

  processes<T>(question: ProcessesQuestion<T>): Promise<ProcessesFacts<T>> {
    return this.#thread.answer(async () =>
      listProcesses(question, { ...(await this.#opened()), clock: this.#options.clock }),
    );
  }

  call<N extends CallName<PlainCalls>>(name: N, args: ArgsOf<PlainCalls[N]>): Promise<Answer<ValueOf<PlainCalls[N]>>> {
    return this.#thread.answer(async () => (await this.#server.open()) ?? (await this.#ask(name, args)));
  }

  accountsOf({ sids, stopOn }: AccountsQuestion): Promise<readonly Answer<Account>[]> {
    return this.#lookUpEach(sids, stopOn, async sid => {
      // The call takes bytes: a text that makes none never gets to it.
      if (!isSidText(sid)) return { ok: false, syscall: 'LookupAccountSidW', code: E.ERROR_INVALID_SID };
      return await this.#ask('LookupAccountSidW', { sid });
    });
  }

  sidsOf({ accounts, stopOn }: SidsQuestion): Promise<readonly Answer<string>[]> {
    return this.#lookUpEach(accounts, stopOn, async account => await this.#ask('LookupAccountNameW', { account }));
  }

  userConfig({ user, server, configClass }: UserConfigQuestion): Promise<Answer<RawUserValue>> {
    return this.#thread.answer(async () => {
      const answer = await this.#askOf(server ?? this.#options.host, 'WTSQueryUserConfigW', { user, configClass });
      return checkedUserConfig(answer, configClass);
    });
  }

  setUserConfig({ user, server, configClass, value }: SetUserConfigQuestion): Promise<Answer<undefined>> {
    const byteLength = typeof value === 'number' ? 4 : (value.length + 1) * 2;
    const args = { user, configClass, value, byteLength };
    return this.#thread.answer(async () => this.#askOf(server ?? this.#options.host, 'WTSSetUserConfigW', args));
  }

  listeners(): Promise<Answer<readonly string[]>> {
    return this.#thread.answer(async () => listListeners(room => this.#askOf(undefined, LISTENERS, { room })));
  }

  listenerSecurity(question: ListenerSecurityQuestion): Promise<Answer<Uint8Array>> {
    return this.#thread.answer(async () => this.#askOf(undefined, 'WTSGetListenerSecurityW', question));
  }

  setListenerSecurity(
    question: ListenerSecurityQuestion & { readonly descriptor: Uint8Array },
  ): Promise<Answer<undefined>> {
    return this.#thread.answer(async () => this.#askOf(undefined, 'WTSSetListenerSecurityW', question));
  }

  system(): Promise<SystemFacts> {
    return this.#thread.answer(async () => ({
      elevated: (await this.#askOf(undefined, 'GetTokenInformation', {
        infoClass: TOKEN_CLASS.TokenElevation,
      })) as Answer<boolean>,
      termService: await this.#askOf(undefined, 'QueryServiceStatus', { service: 'TermService' }),
    }));
  }

  version(): Promise<Answer<WindowsVersion>> {
    return this.#thread.answer(async () => checkedVersion(await this.#ask('NetWkstaGetInfo', { level: 100 })));
  }

  token(question: TokenQuestion): Promise<TokenAnswers> {
    const ask: AskOn = (on, name, args) => this.#askOf(undefined, name, args, on);
    return this.#thread.answer(() => askToken(question, ask));
  }

  #lookUpEach<T>(
    texts: readonly string[],
    stopOn: readonly number[],
    lookUp: (text: string) => Promise<Answer<T>>,
  ): Promise<readonly Answer<T>[]> {
    return this.#thread.answer(async () => {
      const answers: Answer<T>[] = [];
      for (const text of texts) {
        const answer = await lookUp(text);
        answers.push(answer);
        if (!answer.ok && stopOn.includes(answer.code)) break;
      }
      return answers;
    });
  }

  readonly #ask: AskTerminal = (name, args) => this.#askOf(this.#options.host, name, args);

  /** Every raw call of a question goes through here, so a question that was stopped ends before its next one. */
  #askOf<N extends TerminalCallName>(
    host: string | undefined,
    name: N,
    args: ArgsOf<TerminalCalls[N]>,
    on?: number,
  ): TerminalAnswer<N> | Promise<TerminalAnswer<N>> {
    this.#thread.throwIfStopped();
    return this.#options.calls.ask(host, name, args, on === undefined ? undefined : { on });
  }

  /** What a question to the server needs, once it is open or cannot be opened. */
  async #opened() {
    const failure = await this.#server.open();
    return { ask: this.#ask, fallbackOn: this.#options.fallbackOn, failure };
  }
}
