import type { Failure } from '../base/answer.js';
import { ticksToDate } from '../base/ticks.js';
import { type Withheld, withheldIn } from '../errors/withheld.js';
import { type Luid, luid } from '../identity/luid.js';
import type { RawLogon } from './calls.js';
import { VOCABULARY } from './hints.js';
import type { LogonSession } from './types.js';
import { flagWords, typeWord } from './words.js';

const SYSTEM: Luid = luid.fromParts({ high: 0, low: 0x3e7 });
const NETWORK = 3;
const NETWORK_CLEARTEXT = 8;
/** Windows writes the last of all times where there is none. */
const NEVER = 0x7fff_ffff_ffff_ffffn;

const given = (text: string | undefined): string | undefined => (text === '' ? undefined : text);
const dateOf = (ticks: bigint): Date | undefined => (ticks <= 0n || ticks === NEVER ? undefined : ticksToDate(ticks));

const NOTHING = {
  sessionId: undefined,
  user: undefined,
  domain: undefined,
  account: undefined,
  sid: undefined,
  package: undefined,
  server: undefined,
  dnsDomain: undefined,
  upn: undefined,
  logonTime: undefined,
  passwordLastSet: undefined,
  lastLogon: undefined,
  flags: Object.freeze([]),
} as const;
const NONE_WITHHELD: readonly Withheld<'data'>[] = Object.freeze([]);

export function logonFrom(id: Luid, raw: RawLogon): LogonSession {
  if (!raw.isThere) {
    // Windows' documents name one logon of which nothing is said, and whose that is.
    return Object.freeze({
      luid: id,
      type: id === SYSTEM ? 'system' : 'unknown',
      ...NOTHING,
      withheld: NONE_WITHHELD,
    });
  }
  const [user, domain] = [given(raw.user), given(raw.domain)];
  const ofNoSession = raw.type === NETWORK || raw.type === NETWORK_CLEARTEXT;
  const lastLogon = {
    succeeded: dateOf(raw.lastSucceeded),
    failed: dateOf(raw.lastFailed),
    failures: raw.failures,
  };
  return Object.freeze({
    luid: id,
    type: typeWord(raw.type),
    sessionId: ofNoSession ? undefined : raw.sessionId,
    user,
    domain,
    account: user === undefined || domain === undefined ? user : `${domain}\\${user}`,
    sid: given(raw.sid),
    package: given(raw.package),
    server: given(raw.server),
    dnsDomain: given(raw.dnsDomain),
    upn: given(raw.upn),
    logonTime: dateOf(raw.logonTime),
    passwordLastSet: raw.hasTail ? dateOf(raw.passwordLastSet) : undefined,
    lastLogon: raw.hasTail ? Object.freeze(lastLogon) : undefined,
    flags: flagWords(raw.hasTail ? raw.flags : 0),
    withheld: NONE_WITHHELD,
  });
}

/** A logon of which Windows says nothing but that it is there. */
export function withheldLogon(id: Luid, failure: Failure): LogonSession {
  const withheld = withheldIn(VOCABULARY, 'data', failure);
  return Object.freeze({ luid: id, type: 'unknown', ...NOTHING, withheld: Object.freeze([withheld]) });
}
