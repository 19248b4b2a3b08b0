import { WIN32_CODES as E } from '../../../errors/codes.js';
import { SYSTEM_EVENTS } from '../../../terminal/watch/notice-codes.js';
import { DONE, type TerminalRules } from './made.js';

const NOTIFY_FOR_ALL_SESSIONS = 1;
const TICKS_OF_WINDOWS = 2 ** 32;

/** The calls that report events. */
export const NOTICE_RULES = {
  CreateThread: () => DONE,
  CreateWindowExW: () => DONE,

  WTSRegisterSessionNotificationEx: ({ flags }, { host, on }) => {
    if (flags !== NOTIFY_FOR_ALL_SESSIONS) return E.ERROR_INVALID_PARAMETER;
    host.notices.register(on);
    return DONE;
  },
  // That this fails is known, with which code is a guess.
  WTSUnRegisterSessionNotificationEx: (_, { host, on }) =>
    host.notices.unregister(on) ? DONE : E.ERROR_INVALID_PARAMETER,

  WTSWaitSystemEvent: ({ mask }, { host, on }) => {
    if (mask < SYSTEM_EVENTS.WTS_EVENT_FLUSH) return host.notices.wait(on, mask);
    host.notices.flush(on);
    return { value: SYSTEM_EVENTS.WTS_EVENT_NONE };
  },

  OpenEventW: ({ name }, { host }) => {
    const { isStopped, isReady } = host.services.termService;
    return name === 'Global\\TermSrvReadyEvent' && !isStopped ? { value: isReady } : E.ERROR_FILE_NOT_FOUND;
  },

  NotifyServiceStatusChangeW: ({ service }, { host, on }) => {
    if (service.toLowerCase() !== 'termservice') return E.ERROR_SERVICE_DOES_NOT_EXIST;
    host.notices.askForService(on, host.services.termService.state);
    return DONE;
  },

  GetLastInputInfo: (_, { world }) => {
    const session = world.local.state.sessions.get(world.callerSessionId());
    const age = session && world.inputAges.of(session, world.local.machine.clock.ticks());
    // Where there never was any input, Windows counts from its start, which a world does not know.
    if (age === undefined) return E.ERROR_UNREPORTED;
    const milliseconds = Math.max(0, Number(age / 10_000n));
    // Windows gives a tick of 32 bits, which comes round after 49.7 days: an older input looks like a later one.
    return milliseconds < TICKS_OF_WINDOWS ? { value: milliseconds } : E.ERROR_UNREPORTED;
  },
} satisfies Partial<TerminalRules>;
