import type { Answer } from '../../base/answer.js';
import { u32 } from '../../base/call.js';
import type { Clock } from '../../base/clock.js';
import type { RawChannel } from '../../terminal/channels/contract.js';
import type {
  RemoteSigns,
  RowsAt,
  SessionsFacts,
  SessionsQuestion,
  TerminalContract,
  TerminalThread,
} from '../../terminal/contract.js';
import type { ProgramDoor } from '../../terminal/programs/contract.js';
import type { NoticeListener, NoticeWindow, SystemEventWaiter } from '../../terminal/watch/contract.js';
import type { Environment } from '../bridge/environment.js';
import { answerReader } from '../bridge/unpackers.js';
import { NativeChannel } from './channel.js';
import { NativeEventWaiter } from './event-waiter.js';
import { NativeNoticeWindow } from './notice-window.js';
import { type TerminalNumbers, terminalNumbers } from './numbers.js';
import { NativeProgram } from './program.js';
import { NativeThread } from './thread.js';
import { readSessionsFacts } from './unpackers.js';

const readSession = answerReader(u32);

/** The terminal domain over the addon. */
export class NativeTerminal implements TerminalContract {
  /** From the second call on this is the addon's own function: a question so cheap would feel any other around it. */
  activeConsoleSessionId = (): number => {
    this.activeConsoleSessionId = this.#environment.addon.activeConsoleSessionId;
    return this.activeConsoleSessionId();
  };
  readonly #load: () => Environment;
  readonly #clock: Clock;
  #lists: TerminalNumbers['sessionLists'] | undefined;

  /** The environment, and with it the addon, is loaded by the first question. */
  constructor(load: () => Environment, clock: Clock) {
    this.#load = load;
    this.#clock = clock;
  }

  get #environment(): Environment {
    return this.#load();
  }

  sessionIdOf(pid: number | undefined): Answer<number> {
    const { addon } = this.#environment;
    const value = pid === undefined ? addon.currentSessionId() : addon.sessionIdOf(pid);
    return value >= 0 ? { ok: true, value } : { ok: false, syscall: 'ProcessIdToSessionId', code: -1 - value };
  }

  isCaller(pid: number): boolean {
    return pid === process.pid;
  }

  remoteSigns(): RemoteSigns {
    this.#environment.addon.remoteSigns();
    const pack = this.#environment.pack.open();
    const remoteMetric = pack.int();
    const glassSessionId = readSession(pack);
    const currentSessionId = readSession(pack);
    pack.close();
    return { remoteMetric, glassSessionId, currentSessionId };
  }

  sessionsSync<T>({ rowsAt, fallbackOn }: SessionsQuestion<T>): SessionsFacts<T> {
    const { addon } = this.#environment;
    addon.sessionsSync();
    const facts = this.#listed(rowsAt);
    // Asked apart, so that the codes need not cross at each call.
    if (facts.via || !fallbackOn.includes(facts.failures[0]!.code)) return facts;
    addon.olderSessionsSync();
    const older = this.#listed(rowsAt);
    return { ...older, failures: [...facts.failures, ...older.failures] };
  }

  #listed<T>(rowsAt: RowsAt<T>): SessionsFacts<T> {
    const { pack } = this.#environment;
    this.#lists ??= terminalNumbers(this.#environment).sessionLists;
    const facts = readSessionsFacts(pack.open(), { rowsAt, clock: this.#clock, lists: this.#lists });
    pack.close();
    return facts;
  }

  openThread(host: string | undefined, fallbackOn: readonly number[]): TerminalThread {
    return new NativeThread(this.#environment, this.#clock, host, fallbackOn);
  }

  openNoticeWindow(listener: NoticeListener): NoticeWindow {
    return new NativeNoticeWindow(this.#environment, listener);
  }

  openEventWaiter(host: string, fallbackOn: readonly number[]): SystemEventWaiter {
    return new NativeEventWaiter(this.#environment, host, fallbackOn);
  }

  openProgram(): ProgramDoor {
    return new NativeProgram(this.#environment);
  }

  openChannel(): RawChannel {
    return new NativeChannel(this.#environment);
  }

  lastInputAge(): Answer<number> {
    const value = this.#environment.addon.lastInputAge();
    return value >= 0 ? { ok: true, value } : { ok: false, syscall: 'GetLastInputInfo', code: -1 - value };
  }
}
