import type { Answer } from '../../base/answer.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import { COM_CODES } from '../../errors/hresult.js';
import type { SessionMoniker } from '../../identity/session-moniker.js';
import { sessionMoniker } from '../../identity/session-moniker.js';
import type { MonikerCalls, RawKey } from '../../moniker/calls.js';
import type { Outcome, Rules } from '../world/raw-call.js';
import type { ComClasses } from './classes.js';
import type { Seats } from './seats.js';

/** What the rules need of the world. */
export interface Made {
  readonly classes: ComClasses;
  readonly seats: Seats;
  /** A call that follows while a key is open: recorded, and met by faults, as any other. */
  follow(name: 'RegQueryValueExW', args: object): Promise<Answer<unknown>>;
}

/** For so many characters there is room where a value of the registry is asked for. */
const ROOM = 1_024;
/** HRESULT_FROM_WIN32(ERROR_CTX_WINSTATION_NOT_FOUND): what COM answers then was not seen. */
const NO_SESSION = 0x80071b6e;

function parsed(text: string): SessionMoniker | undefined {
  try {
    return sessionMoniker.parse(text);
  } catch {
    return undefined;
  }
}

const failed = (code: number) => ({ ok: false, code, value: '' });

/** Windows' rules for every raw call of this domain. */
export const MONIKER_RULES: Rules<MonikerCalls, Made> = {
  RegOpenKeyExW: async ({ key, view }, { classes, follow }): Promise<Outcome<RawKey>> => {
    const values = classes.key(key, view);
    if (!values) return E.ERROR_FILE_NOT_FOUND;
    const query = async (value: string) => {
      const answer = await follow('RegQueryValueExW', { key, value });
      if (!answer.ok) return failed(answer.code);
      const found = values[value];
      if (found === undefined) return failed(E.ERROR_FILE_NOT_FOUND);
      // What stands behind a NUL is not read, but there must be room for it.
      if (found.length > ROOM) return failed(E.ERROR_MORE_DATA);
      return { ok: true, code: 0, value: found.split('\0', 1)[0]! };
    };
    const AppID = await query('AppID');
    const RunAs = await query('RunAs');
    return { value: { AppID, RunAs, LocalService: await query('LocalService') } };
  },

  // Whether it is answered; what, is in the key.
  RegQueryValueExW: () => ({ value: undefined }),

  CoInitializeEx: () => ({ value: undefined }),

  CoGetObject: ({ moniker }, { classes, seats }) => {
    const said = parsed(moniker);
    if (!said) return COM_CODES.MK_E_SYNTAX;
    const { clsid, session } = said;
    const found = classes.find(clsid);
    if (!found) return COM_CODES.REGDB_E_CLASSNOTREG;
    // The moniker is ignored without a word.
    if (!found.followsMoniker) {
      const own = seats.callerSessionId();
      return { value: classes.start(clsid, own, seats.logonOf(own)) };
    }
    const sessionId = session === 'console' ? seats.consoleSessionId() : session;
    const logon = sessionId === undefined ? undefined : seats.logonOf(sessionId);
    if (sessionId === undefined || logon === undefined) return NO_SESSION;
    return { value: classes.start(clsid, sessionId, logon) };
  },

  Release: ({ object }, { classes }) => {
    classes.end(object);
    return { value: undefined };
  },
};
