import { ERROR_CODES as E } from '../../../errors/codes.js';
import { SYSTEM_EVENTS } from '../../../terminal/watch/notice-codes.js';
import { DONE, type TerminalRules } from './made.js';

const NOTIFY_FOR_ALL_SESSIONS = 1;
const TICKS_OF_WINDOWS = 2 ** 32;

/** The calls that report events. */
export const NOTICE_RULES = {
  CreateThread: () => DONE,
  CreateWindowExW: () => DONE,

  WTSRegisterSessionNotificationEx: ({ flags }, { place, on }) => {
    if (flags !== NOTIFY_FOR_ALL_SESSIONS) return E.ERROR_INVALID_PARAMETER;
    place.notices.register(on);
    return DONE;
  },
  // That this fails is known, with which code is a guess.
  WTSUnRegisterSessionNotificationEx: (_, { place, on }) =>
    place.notices.unregister(on) ? DONE : E.ERROR_INVALID_PARAMETER,

  WTSWaitSystemEvent: ({ mask }, { place, on }) => {
    if (mask < SYSTEM_EVENTS.WTS_EVENT_FLUSH) return place.notices.wait(on, mask);
    place.notices.flush(on);
    return { value: SYSTEM_EVENTS.WTS_EVENT_NONE };
  },

  OpenEventW: ({ name }, { place }) => {
    const { isStopped, isReady } = place.services.termService;
    return name === 'Global\\TermSrvReadyEvent' && !isStopped ? { value: isReady } : E.ERROR_FILE_NOT_FOUND;
  },

  NotifyServiceStatusChangeW: ({ service }, { place, on }) => {
    if (service.toLowerCase() !== 'termservice') return E.ERROR_SERVICE_DOES_NOT_EXIST;
    place.notices.askForService(on, place.services.termService.state);
    return DONE;
  },

  GetLastInputInfo: (_, { hosts }) => {
    const session = hosts.local.state.sessions.get(hosts.callerSessionId());
    const age = session && hosts.inputAges.of(session, hosts.clock.ticks());
    // Where there never was any input, Windows counts from its start, which a world does not know.
    if (age === undefined) return E.ERROR_UNREPORTED;
    const milliseconds = Math.max(0, Number(age / 10_000n));
    // Windows gives a tick of 32 bits, which comes round after 49.7 days: an older input looks like a later one.
    return milliseconds < TICKS_OF_WINDOWS ? { value: milliseconds } : E.ERROR_UNREPORTED;
  },
} satisfies Partial<TerminalRules>;
