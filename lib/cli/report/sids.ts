import { isWellKnownSid } from '../../base/well-known-sid.js';

const SID = /\bS-1-\d+(?:-\d+)+/gi;
/** How much of a SID says of what kind it is. */
const KIND = /^S-1-\d+-\d+/i;

/** `S-1-5-21`: of an account of a domain or a machine. */
export function kindOfSid(sid: string | undefined): string | undefined {
  return sid === undefined ? undefined : KIND.exec(sid)?.[0];
}

/** A text with only the kind of each SID that is not the same on every Windows. */
export function withoutAccounts(text: string): string {
  return text.replaceAll(SID, sid => (isWellKnownSid(sid) ? sid : (kindOfSid(sid) ?? '')));
}
