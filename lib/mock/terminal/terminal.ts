import type { Answer } from '../../base/answer.js';
import type { ArgsOf } from '../../base/call.js';
import type { Clock } from '../../base/clock.js';
import type { TerminalCallName, TerminalCalls } from '../../terminal/calls.js';
import type { RemoteSigns, SessionsFacts, SessionsQuestion, TerminalContract } from '../../terminal/contract.js';
import { TERMINAL_SERVER } from '../../terminal/registry.js';
import type { NoticeListener, TerminalEventsContract } from '../../terminal/watch/contract.js';
import type { WrittenOff } from '../world/thread.js';
import { MockChannel } from './channels/mock-channel.js';
import { MockEventWaiter } from './event-waiter.js';
import { SessionListing } from './listing.js';
import { MockNoticeWindow } from './notice-window.js';
import { MockProgram } from './programs/mock-program.js';
import type { TerminalAnswer, TerminalCallHandler } from './raw-calls.js';
import { MockThread } from './thread.js';

const SM_REMOTESESSION = 0x1000;
const NO_SESSION = 0xffffffff;

const numberOf = (answer: TerminalAnswer<'RegGetValueW'>): Answer<number> =>
  answer.ok ? { ok: true, value: answer.value.number } : answer;

export interface TerminalOptions {
  readonly calls: TerminalCallHandler;
  readonly clock: Clock;
  ownPid(): number;
  isCaller(pid: number): boolean;
  readonly writtenOff: WrittenOff;
}

/** The terminal domain over anything that answers raw calls: the same calls in the same order as the addon makes them. */
export function mockTerminal(options: TerminalOptions): TerminalContract & TerminalEventsContract {
  const { calls, clock, ownPid, isCaller, writtenOff } = options;

  /** These calls block a JavaScript thread: they are never held, so their answers are no promises. */
  const askNow = <N extends TerminalCallName>(name: N, args: ArgsOf<TerminalCalls[N]>): TerminalAnswer<N> => {
    const answer = calls.ask(undefined, name, args, { held: false });
    if (answer instanceof Promise) throw new Error(`${name} was held although it blocks a JavaScript thread`);
    return answer;
  };
  const sessionOf = (pid: number): Answer<number> => askNow('ProcessIdToSessionId', { pid });

  return Object.freeze({
    activeConsoleSessionId(): number {
      const answer = askNow('WTSGetActiveConsoleSessionId', {});
      return answer.ok ? answer.value : NO_SESSION;
    },

    sessionIdOf: (pid: number | undefined) => sessionOf(pid ?? ownPid()),

    isCaller,

    remoteSigns(): RemoteSigns {
      const metric = askNow('GetSystemMetrics', { index: SM_REMOTESESSION });
      const glassSessionId = numberOf(askNow('RegGetValueW', { key: TERMINAL_SERVER, value: 'GlassSessionId' }));
      const currentSessionId = sessionOf(ownPid());
      return { remoteMetric: metric.ok ? metric.value : 0, glassSessionId, currentSessionId };
    },

    sessionsSync<T>({ rowsAt, fallbackOn }: SessionsQuestion<T>): SessionsFacts<T> {
      const listing = new SessionListing({ rowsAt, fallbackOn, clock });
      const done = listing.newer(askNow('WTSEnumerateSessionsExW', { level: 1 }));
      return done ?? listing.older(askNow('WTSEnumerateSessionsW', {}));
    },

    openThread: (host: string | undefined, fallbackOn: readonly number[]) =>
      new MockThread({ calls, clock, host, fallbackOn, writtenOff }),

    openNoticeWindow: (listener: NoticeListener) => new MockNoticeWindow({ calls, clock, listener }),

    openEventWaiter: (host: string, fallbackOn: readonly number[]) =>
      new MockEventWaiter({ calls, clock, host, fallbackOn }),

    openChannel: () => new MockChannel(calls),

    openProgram: () => new MockProgram(calls),

    lastInputAge: () => askNow('GetLastInputInfo', {}),
  });
}
