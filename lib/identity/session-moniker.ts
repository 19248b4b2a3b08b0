import { wrongType, wrongValue } from '../errors/arguments.js';
import { takeGuid } from './guid.js';
import { type Guid, readGuid } from './guid-text.js';
import { mustBeObject, takeUint32 } from './parts.js';
import { mustMatch } from './text.js';

/** The display name by which COM activates a class in a session: what it says. */
export interface SessionMoniker {
  /** A session id from 0 to 0xFFFFFFFF, or the session that is at the console at that moment. */
  readonly session: number | 'console';
  /** `'clsid'` gets the class object, `'new'` makes an object. */
  readonly as: 'clsid' | 'new';
  /** Of the class. */
  readonly clsid: Guid;
}

/** An id has no sign and no leading zero, so each session has one text. The GUID is looked at for itself. */
const TEXT = { max: 128, pattern: /^session:(console|0|[1-9][0-9]{0,9})!(clsid|new):([0-9a-f{}-]{36,38})$/i };
const EXPECTED = "a session moniker, such as 'Session:3!clsid:c191bfbc-b602-4675-8bd1-67d642f529d5'";
const MAX_ID = 0xffff_ffff;

function wordOf(session: unknown): string {
  if (session === 'console') return 'Console';
  const expected = "a session id or 'console'";
  if (typeof session === 'string') throw wrongValue('moniker.session', expected, session);
  if (typeof session !== 'number') throw wrongType('moniker.session', expected, session);
  return String(takeUint32('moniker.session', session));
}

/**
 * The text of session monikers: `'Session:3!clsid:…'`, `'Session:Console!new:{…}'`. COM follows one only for classes that run as
 * the interactive user.
 */
export const sessionMoniker: {
  /**
   * What a text says. Words may be in any case, and the GUID in braces or not. All else is refused: spaces, signs, leading zeros,
   * ids above 4294967295, anything behind the GUID.
   * @throws TypeError with code `'ERR_INVALID_ARG_TYPE'` when it is no string.
   * @throws TypeError with code `'ERR_INVALID_ARG_VALUE'` when it is no session moniker.
   * @example sessionMoniker.parse('session:3!new:{C191BFBC-B602-4675-8BD1-67D642F529D5}').session; // 3
   */
  parse(text: string): SessionMoniker;

  /**
   * The text that Windows documents. Only numbers, fixed words and a GUID get into it, so no text of a user can change what
   * it means.
   * @throws TypeError with code `'ERR_INVALID_ARG_TYPE'` or `'ERR_INVALID_ARG_VALUE'` when a member is missing or is wrong.
   * @throws RangeError with code `'ERR_OUT_OF_RANGE'` when `session` is a number but no DWORD.
   * @example sessionMoniker.format({ session: 'console', as: 'new', clsid }); // 'Session:Console!new:{…}'
   */
  format(moniker: SessionMoniker): string;
} = Object.freeze({
  parse(text: string): SessionMoniker {
    const [, where, how, inside] = mustMatch('text', EXPECTED, text, TEXT);
    const session = /^c/i.test(where!) ? 'console' : Number(where);
    const clsid = readGuid(inside!);
    if (clsid === undefined || (session !== 'console' && session > MAX_ID)) throw wrongValue('text', EXPECTED, text);
    return Object.freeze({ session, as: /^c/i.test(how!) ? 'clsid' : 'new', clsid });
  },
  format(moniker: SessionMoniker): string {
    const { session, as, clsid } = mustBeObject('moniker', moniker);
    const where = wordOf(session);
    if (as !== 'clsid' && as !== 'new') throw wrongValue('moniker.as', "'clsid' or 'new'", as);
    const id = takeGuid('moniker.clsid', clsid);
    return `Session:${where}!${as}:${as === 'new' ? `{${id}}` : id}`;
  },
});
