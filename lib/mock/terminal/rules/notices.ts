import { ERROR_CODES as E } from '../../../errors/codes.js';
import { SYSTEM_EVENTS } from '../../../terminal/watch/notice-codes.js';
import type { Hosts, Place } from '../../world/hosts.js';
import type { RawCallName, RawCalls } from '../../world/raw-calls.js';
import type { Outcome } from './answers.js';

export type NoticeCallName =
  | 'CreateThread'
  | 'CreateWindowExW'
  | 'WTSRegisterSessionNotificationEx'
  | 'WTSUnRegisterSessionNotificationEx'
  | 'WTSWaitSystemEvent'
  | 'OpenEventW'
  | 'NotifyServiceStatusChangeW'
  | 'GetLastInputInfo';

/** A call with the window or the server handle that it is made on. */
interface Made {
  readonly hosts: Hosts;
  readonly place: Place;
  readonly on: unknown;
}
type Rule<N extends NoticeCallName> = (
  made: Made,
  ...args: RawCalls[N]['args']
) => Outcome<RawCalls[N]['value']> | Promise<Outcome<RawCalls[N]['value']>>;

const DONE = { value: undefined } as const;
const NOTIFY_FOR_ALL_SESSIONS = 1;
const TICKS_OF_WINDOWS = 2 ** 32;

/** Windows' rules for the calls that tell of events. */
export const NOTICE_RULES: { readonly [N in NoticeCallName]: Rule<N> } = {
  CreateThread: () => DONE,
  CreateWindowExW: () => DONE,

  WTSRegisterSessionNotificationEx: ({ place, on }, flags) => {
    if (flags !== NOTIFY_FOR_ALL_SESSIONS) return E.ERROR_INVALID_PARAMETER;
    place.notices.register(on);
    return DONE;
  },
  // That this fails is known, with which code is a guess.
  WTSUnRegisterSessionNotificationEx: ({ place, on }) =>
    place.notices.unregister(on) ? DONE : E.ERROR_INVALID_PARAMETER,

  WTSWaitSystemEvent: ({ place, on }, mask) => {
    if (mask < SYSTEM_EVENTS.WTS_EVENT_FLUSH) return place.notices.wait(on, mask);
    place.notices.flush(on);
    return { value: SYSTEM_EVENTS.WTS_EVENT_NONE };
  },

  OpenEventW: ({ place }, name) => {
    const { isStopped, isReady } = place.services.termService;
    return name === 'Global\\TermSrvReadyEvent' && !isStopped ? { value: isReady } : E.ERROR_FILE_NOT_FOUND;
  },

  NotifyServiceStatusChangeW: ({ place, on }, service) => {
    if (service.toLowerCase() !== 'termservice') return E.ERROR_SERVICE_DOES_NOT_EXIST;
    place.notices.askForService(on, place.services.termService.state);
    return DONE;
  },

  GetLastInputInfo: ({ hosts }) => {
    const session = hosts.local.state.sessions.get(hosts.callerSessionId());
    const age = session && hosts.inputAges.of(session, hosts.clock.ticks());
    // Where there never was any input, Windows counts from its start, which a world does not know.
    if (age === undefined) return E.ERROR_UNREPORTED;
    const milliseconds = Math.max(0, Number(age / 10_000n));
    // Windows gives a tick of 32 bits, which comes round after 49.7 days: an older input can't be told from a later one.
    return milliseconds < TICKS_OF_WINDOWS ? { value: milliseconds } : E.ERROR_UNREPORTED;
  },
};

export function isNoticeCall(name: RawCallName): name is NoticeCallName {
  return Object.hasOwn(NOTICE_RULES, name);
}
