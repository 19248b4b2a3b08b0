import type { Answer, Failure } from '../../base/answer.js';
import type { ArgsOf, CallName, ValueOf } from '../../base/call.js';
import type { Clock } from '../../base/clock.js';
import { ERROR_CODES as E } from '../../errors/codes.js';
import type { PlainCalls, TerminalCallName, TerminalCalls } from '../../terminal/calls.js';
import { WTS_INFO_CLASS } from '../../terminal/constants.js';
import type {
  Account,
  AccountsQuestion,
  DetailFacts,
  DetailsQuestion,
  InfoAnswers,
  ProcessesFacts,
  ProcessesQuestion,
  SessionsFacts,
  SessionsQuestion,
  SidsQuestion,
  SystemFacts,
  TerminalThread,
  WindowsVersion,
} from '../../terminal/contract.js';
import type { InfoClassName, RawInfo } from '../../terminal/info/raw-info.js';
import { SessionListing } from './listing.js';
import { bufferOf, checkedInfo, checkedList, checkedVersion } from './malformed.js';
import type { RawProcess, TerminalAnswer, TerminalCallHandler } from './raw-calls.js';
import { isSidText } from './rules/accounts.js';

/** How many written-off threads one process may have. */
const MOST_WRITTEN_OFF = 16;

export class WrittenOff {
  #count = 0;

  enter(): boolean {
    if (this.#count >= MOST_WRITTEN_OFF) return false;
    this.#count += 1;
    return true;
  }

  leave(): void {
    this.#count -= 1;
  }
}

export interface MockThreadOptions {
  readonly calls: TerminalCallHandler;
  readonly clock: Clock;
  readonly host: string | undefined;
  readonly fallbackOn: readonly number[];
  readonly writtenOff: WrittenOff;
}

/** What a question that was stopped rejects with; nobody waits for it. */
const noAnswer = (): Error => new Error('nobody waits for this answer any more');

/** A lane's thread without a thread: it goes on by promise jobs alone. */
export class MockThread implements TerminalThread {
  readonly #options: MockThreadOptions;
  #opened = false;
  #busy = false;
  #stopped = false;
  #closed = false;
  #writtenOff = false;

  constructor(options: MockThreadOptions) {
    this.#options = options;
  }

  stop(): void {
    if (this.#busy) this.#stopped = true;
  }

  writeOff(): boolean {
    if (this.#busy && !this.#writtenOff) {
      if (!this.#options.writtenOff.enter()) return false;
      this.#writtenOff = true;
    }
    this.stop();
    this.close();
    return true;
  }

  close(): void {
    this.#closed = true;
    if (!this.#busy) this.#leave();
  }

  sessions<T>({ rowsAt }: Omit<SessionsQuestion<T>, 'fallbackOn'>): Promise<SessionsFacts<T>> {
    return this.#answer(async () => {
      const listing = new SessionListing(rowsAt, this.#options.fallbackOn, this.#options.clock);
      const failure = await this.#open();
      if (failure) return listing.failed(failure);
      const done = listing.newer(await this.#ask('WTSEnumerateSessionsExW', { level: 1 }));
      return done ?? listing.older(await this.#ask('WTSEnumerateSessionsW', {}));
    });
  }

  details({ ids, steps, skipOn, unknownOn }: DetailsQuestion): Promise<readonly DetailFacts[]> {
    return this.#answer(async () => {
      const failure = await this.#open();
      const unknown = new Set<InfoClassName>();
      const all: DetailFacts[] = [];
      for (const sessionId of ids) {
        const answers: Record<string, Answer<RawInfo>> = {};
        const ask = async (name: InfoClassName) => {
          const infoClass = WTS_INFO_CLASS[name];
          const raw = this.#ask('WTSQuerySessionInformationW', { sessionId, infoClass });
          const answer = checkedInfo(raw instanceof Promise ? await raw : raw, infoClass);
          answers[name] = answer;
          return answer;
        };
        let skips = failure !== undefined;
        for (const [i, { infoClass, instead, mayBeUnknown }] of steps.entries()) {
          const isLast = i === steps.length - 1;
          if ((skips && !isLast) || unknown.has(infoClass)) continue;
          if (failure) {
            answers[infoClass] = failure;
            continue;
          }
          let answer = await ask(infoClass);
          if (!answer.ok && instead !== undefined && this.#options.fallbackOn.includes(answer.code)) {
            answer = await ask(instead);
          }
          if (answer.ok) continue;
          if (mayBeUnknown && unknownOn.includes(answer.code)) unknown.add(infoClass);
          skips ||= skipOn.includes(answer.code);
        }
        all.push({ sessionId, answers: answers as InfoAnswers });
      }
      return all;
    });
  }

  queryRaw({ sessionId, infoClass }: { sessionId: number; infoClass: number }): Promise<Answer<Uint8Array>> {
    return this.#answer(async () => {
      const failure = await this.#open();
      if (failure) return failure;
      return bufferOf(await this.#ask('WTSQuerySessionInformationW', { sessionId, infoClass }), infoClass);
    });
  }

  processes<T>({ levels, sessionId, row }: ProcessesQuestion<T>): Promise<ProcessesFacts<T>> {
    return this.#answer(async () => {
      const failures: Failure[] = [];
      const failed = (failure: Failure): ProcessesFacts<T> => {
        failures.push(failure);
        return { failures, rows: [] };
      };
      const failure = await this.#open();
      if (failure) return failed(failure);
      for (const level of levels) {
        const via = 'WTSEnumerateProcessesExW';
        const answer = checkedList(await this.#ask(via, { level, sessionId }), via);
        if (answer.ok) return { via, failures, rows: answer.value.map(it => rowOf(row, it, level === 1)) };
        if (!this.#options.fallbackOn.includes(answer.code)) return failed(answer);
        failures.push(answer);
      }
      const via = 'WTSEnumerateProcessesW';
      const answer = checkedList(await this.#ask(via, {}), via);
      return answer.ok ? { via, failures, rows: answer.value.map(it => rowOf(row, it, false)) } : failed(answer);
    });
  }

  call<N extends CallName<PlainCalls>>(name: N, args: ArgsOf<PlainCalls[N]>): Promise<Answer<ValueOf<PlainCalls[N]>>> {
    return this.#answer(async () => (await this.#open()) ?? (await this.#ask(name, args)));
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

  system(): Promise<SystemFacts> {
    return this.#answer(async () => ({
      elevated: await this.#askOf(undefined, 'GetTokenInformation', {}),
      termService: await this.#askOf(undefined, 'QueryServiceStatus', { service: 'TermService' }),
    }));
  }

  version(): Promise<Answer<WindowsVersion>> {
    return this.#answer(async () => checkedVersion(await this.#ask('NetWkstaGetInfo', { level: 100 })));
  }

  #lookUpEach<T>(
    texts: readonly string[],
    stopOn: readonly number[],
    lookUp: (text: string) => Promise<Answer<T>>,
  ): Promise<readonly Answer<T>[]> {
    return this.#answer(async () => {
      const answers: Answer<T>[] = [];
      for (const text of texts) {
        const answer = await lookUp(text);
        answers.push(answer);
        if (!answer.ok && stopOn.includes(answer.code)) break;
      }
      return answers;
    });
  }

  #ask<N extends TerminalCallName>(
    name: N,
    args: ArgsOf<TerminalCalls[N]>,
  ): TerminalAnswer<N> | Promise<TerminalAnswer<N>> {
    return this.#askOf(this.#options.host, name, args);
  }

  /** Every raw call of a question goes through here, so a question that was stopped ends before its next one. */
  #askOf<N extends TerminalCallName>(
    host: string | undefined,
    name: N,
    args: ArgsOf<TerminalCalls[N]>,
  ): TerminalAnswer<N> | Promise<TerminalAnswer<N>> {
    if (this.#stopped) throw noAnswer();
    return this.#options.calls.ask(host, name, args);
  }

  async #open(): Promise<Failure | undefined> {
    const { host, fallbackOn } = this.#options;
    if (host === undefined || this.#opened) return undefined;
    let answer: Answer<undefined> = await this.#ask('WTSOpenServerExW', { name: host });
    if (!answer.ok && fallbackOn.includes(answer.code)) answer = await this.#ask('WTSOpenServerW', { name: host });
    if (!answer.ok) return answer;
    this.#opened = true;
    return undefined;
  }

  /** A raw call under way comes back, even when nobody waits any more. */
  async #answer<R>(question: () => Promise<R>): Promise<R> {
    if (this.#closed) throw new Error('the thread is closed');
    if (this.#busy) throw new Error('the thread has a question under way');
    this.#busy = true;
    try {
      const facts = await question();
      if (this.#stopped) throw noAnswer();
      return facts;
    } finally {
      this.#busy = this.#stopped = false;
      if (this.#closed) this.#leave();
      if (this.#writtenOff) this.#options.writtenOff.leave();
    }
  }

  /** The handle goes with the thread. */
  #leave(): void {
    if (!this.#opened) return;
    this.#opened = false;
    this.#options.calls.ask(this.#options.host, 'WTSCloseServer', {});
  }
}

function rowOf<T>(row: ProcessesQuestion<T>['row'], it: RawProcess, full: boolean): T {
  const { sessionId, pid, name, sid } = it;
  const none = undefined;
  if (!full) return row(sessionId, pid, name, sid, none, none, none, none, none, none, none, none);
  return row(
    sessionId,
    pid,
    name,
    sid,
    it.threads,
    it.handles,
    it.pagefileUsage,
    it.peakPagefileUsage,
    it.workingSetSize,
    it.peakWorkingSetSize,
    Number(it.userTime),
    Number(it.kernelTime),
  );
}
