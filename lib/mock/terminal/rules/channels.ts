import { ERROR_CODES as E } from '../../../terminal/codes.js';
import { isListener } from '../state.js';
import { DONE, type TerminalRules, usable } from './made.js';

const DYNAMIC = 1;
const KNOWN_FLAGS = 0xf;
const LONGEST_STATIC = 7;
const FILE_HANDLE = 1;

/** How long Windows takes to open a static channel that is open already; the one that was open is disturbed. */
const SECOND_OPENING_MS = 10_000;

/** Virtual channels. Only codes 1 and 31 were reported by those who met them; which other ones come was not seen. */
export const CHANNEL_RULES = {
  WTSVirtualChannelOpenEx: ({ sessionId, name, flags }, made) => {
    const isDynamic = (flags & DYNAMIC) !== 0;
    if (flags > KNOWN_FLAGS || name === '' || (!isDynamic && name.length > LONGEST_STATIC))
      return E.ERROR_INVALID_PARAMETER;
    const session = usable(made, sessionId);
    if (typeof session === 'number') return session;
    if (session.id === 0 || isListener(session) || !session.client) return E.ERROR_INVALID_FUNCTION;
    const { clients, machine } = made.host;
    const channel = clients.find(session, name, isDynamic);
    if (!channel) return isDynamic ? E.ERROR_GEN_FAILURE : E.ERROR_INVALID_FUNCTION;
    if (isDynamic || !channel.isOpen) {
      clients.connect(made.on, channel);
      return DONE;
    }
    return new Promise(resolve => {
      machine.clock.after(SECOND_OPENING_MS, () => {
        channel.end();
        clients.connect(made.on, channel);
        resolve(DONE);
      });
    });
  },
  WTSVirtualChannelQuery: ({ virtualClass }, { host, on }) => {
    if (!host.clients.lineOf(on)) return E.ERROR_INVALID_HANDLE;
    return virtualClass === FILE_HANDLE ? DONE : E.ERROR_INVALID_PARAMETER;
  },
  WTSVirtualChannelClose: (_, { host, on }) => (host.clients.disconnect(on) ? DONE : E.ERROR_INVALID_HANDLE),
} satisfies Partial<TerminalRules>;
