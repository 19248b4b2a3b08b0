import type { Answer } from '../../base/answer.js';
import { type ArgsOf, type CallName, nothing, type ValueOf } from '../../base/call.js';
import type { Clock } from '../../base/clock.js';
import { PLAIN_CALLS, type PlainCalls } from '../../terminal/calls.js';
import type { RawUserValue } from '../../terminal/config/raw-user-config.js';
import { WTS_INFO_CLASS } from '../../terminal/constants.js';
import type {
  Account,
  AccountsQuestion,
  DetailFacts,
  DetailsQuestion,
  ListenerSecurityQuestion,
  ProcessesFacts,
  ProcessesQuestion,
  RowsAt,
  SessionsFacts,
  SetUserConfigQuestion,
  SidsQuestion,
  SystemFacts,
  TerminalThread,
  UserConfigQuestion,
  WindowsVersion,
} from '../../terminal/contract.js';
import type { InfoClassName } from '../../terminal/info/raw-info.js';
import type { TokenAnswers, TokenQuestion } from '../../terminal/programs/contract.js';
import { TOKEN_CLASS } from '../../terminal/programs/raw-token.js';
import { wordsOf } from '../bridge/codec.js';
import type { Environment, Unpacker } from '../bridge/environment.js';
import { answerUnpacker } from '../bridge/unpackers.js';
import { type TerminalNumbers, terminalNumbers } from './numbers.js';
import {
  accountsUnpacker,
  CALL_UNPACKERS,
  detailsUnpacker,
  listenersUnpacker,
  processesUnpacker,
  rawUnpacker,
  sessionsUnpacker,
  sidsUnpacker,
  systemUnpacker,
  tokenUnpacker,
  userConfigUnpacker,
  versionUnpacker,
} from './unpackers.js';

const NO_TEXTS: readonly string[] = [];
/** In the place of `instead`, for a step without one; no class has this number. */
const NO_CLASS = 0xffffffff;
const numberOf = (name: InfoClassName | undefined): number => (name === undefined ? NO_CLASS : WTS_INFO_CLASS[name]);

/** A thread of the addon. Words and texts of a composed question are as native/terminal reads them. */
export class NativeThread implements TerminalThread {
  readonly #environment: Environment;
  readonly #clock: Clock;
  readonly #numbers: TerminalNumbers['thread'];
  readonly #lists: Pick<TerminalNumbers, 'sessionLists' | 'processLists'>;
  readonly #id: number;

  constructor(environment: Environment, clock: Clock, host: string | undefined, fallbackOn: readonly number[]) {
    this.#environment = environment;
    this.#clock = clock;
    const numbers = terminalNumbers(environment);
    this.#numbers = numbers.thread;
    this.#lists = numbers;
    this.#id = environment.addon.openThread(host, Uint32Array.from(fallbackOn));
  }

  sessions<T>({ rowsAt }: { readonly rowsAt: RowsAt<T> }): Promise<SessionsFacts<T>> {
    return this.#ask(
      this.#numbers.sessions,
      [],
      sessionsUnpacker({ rowsAt, clock: this.#clock, lists: this.#lists.sessionLists }),
    );
  }

  details({ ids, steps, skipOn, unknownOn }: DetailsQuestion): Promise<readonly DetailFacts[]> {
    const words = [steps.length, skipOn.length, unknownOn.length];
    for (const step of steps) words.push(numberOf(step.infoClass), numberOf(step.instead), step.mayBeUnknown ? 1 : 0);
    words.push(...skipOn, ...unknownOn);
    for (const id of ids) words.push(id);
    return this.#ask(this.#numbers.details, words, detailsUnpacker());
  }

  queryRaw({ sessionId, infoClass }: { sessionId: number; infoClass: number }): Promise<Answer<Uint8Array>> {
    return this.#ask(this.#numbers.queryRaw, [sessionId, infoClass], rawUnpacker);
  }

  processes<T>({ levels, sessionId, rowsAt }: ProcessesQuestion<T>): Promise<ProcessesFacts<T>> {
    return this.#ask(
      this.#numbers.processes,
      [sessionId, ...levels],
      processesUnpacker({ rowsAt, clock: this.#clock, lists: this.#lists.processLists }),
    );
  }

  call<N extends CallName<PlainCalls>>(name: N, args: ArgsOf<PlainCalls[N]>): Promise<Answer<ValueOf<PlainCalls[N]>>> {
    const { words, texts } = wordsOf(PLAIN_CALLS[name], args);
    return this.#ask(this.#numbers[name], words, CALL_UNPACKERS[name], texts) as Promise<
      Answer<ValueOf<PlainCalls[N]>>
    >;
  }

  accountsOf({ sids, stopOn }: AccountsQuestion): Promise<readonly Answer<Account>[]> {
    return this.#ask(this.#numbers.accountsOf, stopOn, accountsUnpacker(), sids);
  }

  sidsOf({ accounts, stopOn }: SidsQuestion): Promise<readonly Answer<string>[]> {
    return this.#ask(this.#numbers.sidsOf, stopOn, sidsUnpacker(), accounts);
  }

  userConfig({ user, server, configClass }: UserConfigQuestion): Promise<Answer<RawUserValue>> {
    const texts = server === undefined ? [user] : [user, server];
    return this.#ask(this.#numbers.userConfig, [configClass], userConfigUnpacker(configClass), texts);
  }

  setUserConfig({ user, server, configClass, value }: SetUserConfigQuestion): Promise<Answer<undefined>> {
    const isText = typeof value === 'string';
    // What is a number takes the place of no text.
    const words = [configClass, isText ? 1 : 0, isText ? 0 : value];
    const texts = [user, isText ? value : '', ...(server === undefined ? [] : [server])];
    return this.#ask(this.#numbers.setUserConfig, words, answerUnpacker(nothing), texts);
  }

  listeners(): Promise<Answer<readonly string[]>> {
    return this.#ask(this.#numbers.listeners, [], listenersUnpacker);
  }

  listenerSecurity({ listener, information }: ListenerSecurityQuestion): Promise<Answer<Uint8Array>> {
    return this.#ask(this.#numbers.listenerSecurity, [information], rawUnpacker, [listener]);
  }

  setListenerSecurity({
    listener,
    information,
    descriptor,
  }: ListenerSecurityQuestion & { readonly descriptor: Uint8Array }): Promise<Answer<undefined>> {
    // The bytes fill whole words.
    const words = new Uint32Array(2 + Math.ceil(descriptor.length / 4));
    words[0] = information;
    words[1] = descriptor.length;
    new Uint8Array(words.buffer).set(descriptor, 8);
    return this.#ask(this.#numbers.setListenerSecurity, words, answerUnpacker(nothing), [listener]);
  }

  system(): Promise<SystemFacts> {
    return this.#ask(this.#numbers.system, [], systemUnpacker);
  }

  version(): Promise<Answer<WindowsVersion>> {
    return this.#ask(this.#numbers.version, [], versionUnpacker);
  }

  token({ of, id, classes }: TokenQuestion): Promise<TokenAnswers> {
    const words = [of === 'session' ? 0 : 1, id, ...classes.map(name => TOKEN_CLASS[name])];
    return this.#ask(this.#numbers.token, words, tokenUnpacker);
  }

  stop(): void {
    this.#environment.addon.stop(this.#id);
  }

  writeOff(): boolean {
    return this.#environment.addon.writeOff(this.#id);
  }

  close(): void {
    this.#environment.addon.close(this.#id);
  }

  #ask<F>(question: number, words: ArrayLike<number>, unpacker: Unpacker<F>, texts = NO_TEXTS): Promise<F> {
    return this.#environment.ask(this.#id, question, Uint32Array.from(words), texts, unpacker);
  }
}
