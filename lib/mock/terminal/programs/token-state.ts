import { guidFor } from '../rules/accounts.js';
import type { SessionState } from '../state.js';

/** The half of a user's token: all of it, or what is left under UAC. */
export type TokenHalf = 'whole' | 'full' | 'limited';

export interface TokenState {
  readonly sid: string;
  readonly sessionId: number;
  readonly half: TokenHalf;
  readonly administrator: boolean;
  /** What its LUIDs follow from: the same logon has the same. */
  readonly logon: string;
}

export const SYSTEM_SID = 'S-1-5-18';
/** Of LocalSystem, and of the logons of the services that Windows brings. */
export const SYSTEM_LUID = { low: 0x3e7, high: 0 } as const;

/** The token that a user works with. */
export function tokenOf(session: SessionState): TokenState {
  const half = session.administrator && session.split ? 'limited' : 'whole';
  const { id, sid, administrator } = session;
  return { sid: sid ?? SYSTEM_SID, sessionId: id, half, administrator, logon: `${id}/${session.logonTime}` };
}

/** The other half, if there is one. */
export function linkedTo(token: TokenState): TokenState | undefined {
  if (token.half === 'whole') return undefined;
  return { ...token, half: token.half === 'limited' ? 'full' : 'limited' };
}

export function systemToken(sid: string, sessionId: number): TokenState {
  return { sid, sessionId, half: 'whole', administrator: sid === SYSTEM_SID, logon: '' };
}

/** Under UAC a logon has two LUIDs, one for each half. */
export function luidOf({ logon, half }: TokenState): { readonly low: number; readonly high: number } {
  if (logon === '') return SYSTEM_LUID;
  const hex = guidFor(`${logon}/${half === 'full' ? half : ''}`);
  return { low: Number.parseInt(hex.slice(0, 8), 16), high: 0 };
}

export function isElevated({ administrator, half }: TokenState): boolean {
  return administrator && half !== 'limited';
}
