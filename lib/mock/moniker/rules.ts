import type { Answer } from '../../base/answer.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import type { SessionMoniker } from '../../identity/session-moniker.js';
import { sessionMoniker } from '../../identity/session-moniker.js';
import type { MonikerCalls, RawKey } from '../../moniker/calls.js';
import { COM_CODES } from '../../moniker/codes.js';
import type { Outcome, Rules } from '../world/raw-call.js';
import type { ComClasses } from './classes.js';

/** The sessions of the local host, as far as COM is concerned. */
export interface Seats {
  /** Who is logged on to a session: `undefined` for nobody, or without such a session. */
  userOf(sessionId: number): string | undefined;
  consoleSessionId(): number | undefined;
  callerSessionId(): number;
}

/** What the rules need of the world. */
export interface Made {
  readonly classes: ComClasses;
  readonly seats: Seats;
  /** A call that follows while a key is open: recorded, and met by faults, as any other. */
  follow(name: 'RegQueryValueExW', args: object): Promise<Answer<unknown>>;
}

/** HRESULT_FROM_WIN32(ERROR_CTX_WINSTATION_NOT_FOUND): what COM answers then was not seen. */
const NO_SESSION = 0x80071b6e;

function parsed(text: string): SessionMoniker | undefined {
  try {
    return sessionMoniker.parse(text);
  } catch {
    return undefined;
  }
}

/** Windows' rules for every raw call of this domain. */
export const MONIKER_RULES: Rules<MonikerCalls, Made> = {
  RegOpenKeyExW: async ({ key, view }, { classes, follow }): Promise<Outcome<RawKey>> => {
    const values = classes.key(key, view);
    if (!values) return E.ERROR_FILE_NOT_FOUND;
    const query = async (value: string) => {
      const answer = await follow('RegQueryValueExW', { key, value });
      const found = values[value];
      if (!answer.ok) return { ok: false, code: answer.code, value: '' };
      return found === undefined
        ? { ok: false, code: E.ERROR_FILE_NOT_FOUND, value: '' }
        : { ok: true, code: 0, value: found };
    };
    const AppID = await query('AppID');
    const RunAs = await query('RunAs');
    return { value: { AppID, RunAs, LocalService: await query('LocalService') } };
  },

  // Whether it is answered; what, is in the key.
  RegQueryValueExW: () => ({ value: undefined }),

  CoGetObject: ({ moniker }, { classes, seats }) => {
    const said = parsed(moniker);
    if (!said) return COM_CODES.MK_E_SYNTAX;
    const { clsid, session } = said;
    const found = classes.find(clsid);
    if (!found) return COM_CODES.REGDB_E_CLASSNOTREG;
    // The moniker is ignored without a word.
    if (!found.followsMoniker) {
      const own = seats.callerSessionId();
      return { value: classes.start({ clsid, sessionId: own, user: seats.userOf(own) }) };
    }
    const sessionId = session === 'console' ? seats.consoleSessionId() : session;
    const user = sessionId === undefined ? undefined : seats.userOf(sessionId);
    if (sessionId === undefined || user === undefined) return NO_SESSION;
    return { value: classes.start({ clsid, sessionId, user }) };
  },

  Release: ({ object }, { classes }) => {
    classes.end(object);
    return { value: undefined };
  },
};
