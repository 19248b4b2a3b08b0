import { ERROR_CODES as E } from '../../../terminal/codes.js';
import { isListener } from '../state.js';
import { sessionInformation } from './info.js';
import { DONE, type TerminalRules, usable } from './made.js';
import { processRows, sessionRows } from './rows.js';

const ANY_SESSION = 0xfffffffe;

/** Lists, questions about a session, and acts on it. */
export const SESSION_RULES = {
  WTSOpenServerExW: () => DONE,
  WTSOpenServerW: () => DONE,
  WTSCloseServer: () => DONE,

  WTSEnumerateSessionsExW: ({ level }, { host }) =>
    level === 1 ? { value: sessionRows(host.state, true) } : E.ERROR_INVALID_PARAMETER,
  WTSEnumerateSessionsW: (_, { host }) => ({ value: sessionRows(host.state, false) }),

  WTSQuerySessionInformationW: ({ sessionId, infoClass }, made) => {
    const session = usable(made, sessionId, 'query');
    if (typeof session === 'number') return session;
    const { machine } = made.host;
    return sessionInformation({ machine, session, now: machine.clock.ticks() }, infoClass);
  },

  WTSEnumerateProcessesExW: ({ level, sessionId }, made) => {
    if (level !== 0 && level !== 1) return E.ERROR_INVALID_LEVEL;
    return { value: processRows(made, sessionId, level === 1) };
  },
  WTSEnumerateProcessesW: (_, made) => ({ value: processRows(made, ANY_SESSION, false) }),

  WTSSendMessageW: ({ sessionId, title, text, style, timeoutSeconds, wait }, made) => {
    const session = usable(made, sessionId, 'message');
    if (typeof session === 'number') return session;
    const message = { sessionId: session.id, title, text, style };
    const answer = made.host.messages.show(message, { timeoutSeconds, wait });
    if (typeof answer === 'number') return { value: answer };
    // What Windows answers when the box went away with its session was not seen; that the session is gone is true.
    return answer.then(id => (id === undefined ? E.ERROR_CTX_WINSTATION_NOT_FOUND : { value: id }));
  },

  WTSDisconnectSession: ({ sessionId }, made) => {
    const session = usable(made, sessionId, 'disconnect');
    if (typeof session === 'number') return session;
    // That neither has a client to lose is known; the code is a guess.
    if (session.id === 0 || isListener(session)) return E.ERROR_INVALID_PARAMETER;
    // What Windows answers about a session that has no client already was not seen; nothing happens to it.
    if (session.state !== 'disconnected') made.host.transitions.loseClient(session);
    return DONE;
  },

  WTSLogoffSession: ({ sessionId }, made) => {
    const session = usable(made, sessionId, 'logoff');
    if (typeof session === 'number') return session;
    // That it cannot be logged off is known; the code is a guess.
    if (session.id === 0) return E.ERROR_INVALID_PARAMETER;
    if (isListener(session)) made.host.transitions.resetListener(session);
    else made.host.transitions.end(session);
    return DONE;
  },
} satisfies Partial<TerminalRules>;
