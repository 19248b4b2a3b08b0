import type { LogonFlag, LogonType } from './types.js';

/** By the number of the type. 1 is none. */
const TYPES: readonly (LogonType | undefined)[] = [
  'system',
  undefined,
  'interactive',
  'network',
  'batch',
  'service',
  'proxy',
  'unlock',
  'networkCleartext',
  'newCredentials',
  'remoteInteractive',
  'cachedInteractive',
  'cachedRemoteInteractive',
  'cachedUnlock',
];

/** By the number of the bit. */
const FLAGS: readonly (LogonFlag | undefined)[] = [
  'guest',
  'noEncryption',
  'cachedAccount',
  'usedLanManagerPassword',
  undefined,
  'extraSids',
  'subAuthSessionKey',
  'serverTrustAccount',
  'ntlmV2',
  'resourceGroups',
  'profilePathReturned',
  'ntV2',
  'lmV2',
  undefined,
  'optimized',
  'winlogon',
  'pkinit',
  // "NO_OPTIMIZED" in the header.
  'notOptimized',
  'noElevation',
  'managedService',
];

export const typeWord = (type: number): LogonType => TYPES[type] ?? 'unknown';

export function flagWords(flags: number): readonly LogonFlag[] {
  const words: LogonFlag[] = [];
  for (let bit = 0; bit < 32; bit += 1) {
    const value = (1 << bit) >>> 0;
    if ((flags & value) !== 0) words.push(FLAGS[bit] ?? `0x${value.toString(16)}`);
  }
  return Object.freeze(words);
}
