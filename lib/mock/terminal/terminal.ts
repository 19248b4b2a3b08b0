import type { Answer } from '../../base/answer.js';
import type { Clock } from '../../base/clock.js';
import type { RemoteSigns, SessionsFacts, SessionsQuestion, TerminalContract } from '../../terminal/contract.js';
import type { NoticeListener, TerminalEventsContract } from '../../terminal/watch/contract.js';
import type { RawAnswer, RawCallName, RawCalls, RawDoor } from '../world/raw-calls.js';
import { MockEventWaiter } from './event-waiter.js';
import { SessionListing } from './listing.js';
import { MockNoticeWindow } from './notice-window.js';
import { MockThread, WrittenOff } from './thread.js';

const SM_REMOTESESSION = 0x1000;
const NO_SESSION = 0xffffffff;

export interface TerminalOptions {
  readonly door: RawDoor;
  readonly clock: Clock;
  localName(): string;
  ownPid(): number;
}

/** The terminal domain over anything that answers raw calls: the same calls in the same order as the addon makes them. */
export function mockTerminal(options: TerminalOptions): TerminalContract & TerminalEventsContract {
  const { door, clock, localName, ownPid } = options;
  const writtenOff = new WrittenOff();

  /** These calls block a JavaScript thread: they are never held, so their answers are no promises. */
  const askNow = <N extends RawCallName>(name: N, ...args: RawCalls[N]['args']): RawAnswer<N> => {
    const answer = door.ask(undefined, name, args, { held: false });
    if (answer instanceof Promise) throw new Error(`${name} was held although it blocks a JavaScript thread`);
    return answer;
  };
  const sessionOf = (pid: number): Answer<number> => askNow('ProcessIdToSessionId', pid);

  return Object.freeze({
    activeConsoleSessionId(): number {
      const answer = askNow('WTSGetActiveConsoleSessionId');
      return answer.ok ? answer.value : NO_SESSION;
    },

    localName,

    sessionIdOf: (pid: number | undefined) => sessionOf(pid ?? ownPid()),

    remoteSigns(): RemoteSigns {
      const metric = askNow('GetSystemMetrics', SM_REMOTESESSION);
      const glassSessionId = askNow('RegGetValueW', 'GlassSessionId');
      const currentSessionId = sessionOf(ownPid());
      return { remoteMetric: metric.ok ? metric.value : 0, glassSessionId, currentSessionId };
    },

    sessionsSync<T>({ rowsAt, fallbackOn }: SessionsQuestion<T>): SessionsFacts<T> {
      const listing = new SessionListing(rowsAt, fallbackOn, clock);
      const done = listing.newer(askNow('WTSEnumerateSessionsExW', 1));
      return done ?? listing.older(askNow('WTSEnumerateSessionsW'));
    },

    openThread: (host: string | undefined, fallbackOn: readonly number[]) =>
      new MockThread({ door, clock, host, fallbackOn, writtenOff }),

    openNoticeWindow: (listener: NoticeListener) => new MockNoticeWindow({ door, clock, listener }),

    openEventWaiter: (host: string, fallbackOn: readonly number[]) =>
      new MockEventWaiter({ door, clock, host, fallbackOn }),

    lastInputAge: () => askNow('GetLastInputInfo'),
  });
}
