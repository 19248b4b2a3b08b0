import type { Answer } from '../../base/answer.js';
import { type Withheld, withheldIn } from '../../errors/withheld.js';
import { type Luid, luid } from '../../identity/luid.js';
import { ERROR_CODES as E } from '../codes.js';
import { VOCABULARY } from '../hints.js';
import type { TokenClassAnswers } from './contract.js';
import type { RawTokenMap, TokenClassName } from './raw-token.js';
import type { IntegrityLevel, TokenFacts } from './types.js';

/** In the order in which they are asked for. */
export const TOKEN_CLASSES: readonly TokenClassName[] = [
  'TokenUser',
  'TokenSessionId',
  'TokenElevation',
  'TokenElevationType',
  'TokenLinkedToken',
  'TokenIntegrityLevel',
  'TokenStatistics',
  'TokenOrigin',
  'TokenGroups',
  'TokenPrivileges',
];

const SE_GROUP_ENABLED = 0x4;
const SE_GROUP_USE_FOR_DENY_ONLY = 0x10;
const SE_GROUP_LOGON_ID = 0xc000_0000;
const SE_PRIVILEGE_ENABLED = 0x2;

const ELEVATION_TYPES = [undefined, 'default', 'full', 'limited'] as const;

/** By the last part of the label's SID, from the highest on. */
const INTEGRITY: readonly (readonly [from: number, word: IntegrityLevel])[] = [
  [0x4000, 'system'],
  [0x3000, 'high'],
  [0x2100, 'mediumPlus'],
  [0x2000, 'medium'],
  [0x1000, 'low'],
  [0, 'untrusted'],
];

/** The names of the privileges, from LUID 2 on. Windows gives them the same numbers everywhere. */
const PRIVILEGES = [
  'SeCreateTokenPrivilege',
  'SeAssignPrimaryTokenPrivilege',
  'SeLockMemoryPrivilege',
  'SeIncreaseQuotaPrivilege',
  'SeMachineAccountPrivilege',
  'SeTcbPrivilege',
  'SeSecurityPrivilege',
  'SeTakeOwnershipPrivilege',
  'SeLoadDriverPrivilege',
  'SeSystemProfilePrivilege',
  'SeSystemtimePrivilege',
  'SeProfileSingleProcessPrivilege',
  'SeIncreaseBasePriorityPrivilege',
  'SeCreatePagefilePrivilege',
  'SeCreatePermanentPrivilege',
  'SeBackupPrivilege',
  'SeRestorePrivilege',
  'SeShutdownPrivilege',
  'SeDebugPrivilege',
  'SeAuditPrivilege',
  'SeSystemEnvironmentPrivilege',
  'SeChangeNotifyPrivilege',
  'SeRemoteShutdownPrivilege',
  'SeUndockPrivilege',
  'SeSyncAgentPrivilege',
  'SeEnableDelegationPrivilege',
  'SeManageVolumePrivilege',
  'SeImpersonatePrivilege',
  'SeCreateGlobalPrivilege',
  'SeTrustedCredManAccessPrivilege',
  'SeRelabelPrivilege',
  'SeIncreaseWorkingSetPrivilege',
  'SeTimeZonePrivilege',
  'SeCreateSymbolicLinkPrivilege',
  'SeDelegateSessionUserImpersonatePrivilege',
] as const;

/** What the answers about a token come down to. Its user is known already. */
export function tokenFacts(user: string, account: string | undefined, answers: TokenClassAnswers): TokenFacts {
  const withheld: Withheld<TokenClassName>[] = [];
  const value = <C extends TokenClassName>(name: C): RawTokenMap[C] | undefined => {
    const answer = answers[name] as Answer<RawTokenMap[C]> | undefined;
    if (answer?.ok) return answer.value;
    if (answer) withheld.push(withheldIn(VOCABULARY, name, answer));
    return undefined;
  };
  const type = value('TokenElevationType');
  const label = value('TokenIntegrityLevel');
  return Object.freeze({
    sid: user,
    account,
    sessionId: value('TokenSessionId'),
    elevated: value('TokenElevation'),
    elevationType: type === undefined ? undefined : ELEVATION_TYPES[type],
    // A token without another half is an answer, too.
    linked:
      answers.TokenLinkedToken?.ok === false && hasNoLinked(answers.TokenLinkedToken.code)
        ? false
        : isThere(value('TokenLinkedToken')),
    integrity: label === undefined ? undefined : integrityOf(label),
    luid: luidOf(value('TokenStatistics')),
    originLuid: luidOf(value('TokenOrigin')),
    groups: groupsOf(value('TokenGroups')),
    privileges: privilegesOf(value('TokenPrivileges')),
    withheld: Object.freeze(withheld),
  });
}

/** The code with which Windows answers about a token that has no second half. */
export function hasNoLinked(code: number): boolean {
  return code === E.ERROR_NO_SUCH_LOGON_SESSION;
}

const isThere = (value: unknown): true | undefined => (value === undefined ? undefined : true);

function luidOf(parts: RawTokenMap['TokenStatistics'] | undefined): Luid | undefined {
  return parts && luid.fromParts(parts);
}

function integrityOf(label: string): IntegrityLevel {
  const level = /^S-1-16-(\d+)$/.exec(label)?.[1];
  if (level === undefined) return 'unknown';
  return INTEGRITY.find(([from]) => Number(level) >= from)?.[1] ?? 'unknown';
}

function groupsOf(groups: RawTokenMap['TokenGroups'] | undefined): TokenFacts['groups'] {
  return (
    groups &&
    Object.freeze(
      groups.map(({ sid, attributes }) =>
        Object.freeze({
          sid,
          enabled: (attributes & SE_GROUP_ENABLED) !== 0,
          denyOnly: (attributes & SE_GROUP_USE_FOR_DENY_ONLY) !== 0,
          isLogon: (attributes & SE_GROUP_LOGON_ID) >>> 0 === SE_GROUP_LOGON_ID,
        }),
      ),
    )
  );
}

function privilegesOf(privileges: RawTokenMap['TokenPrivileges'] | undefined): TokenFacts['privileges'] {
  return (
    privileges &&
    Object.freeze(
      privileges.map(({ low, high, attributes }) =>
        Object.freeze({ name: privilegeName(low, high), enabled: (attributes & SE_PRIVILEGE_ENABLED) !== 0 }),
      ),
    )
  );
}

function privilegeName(low: number, high: number): string {
  const name = high === 0 ? PRIVILEGES[low - 2] : undefined;
  return name ?? `luid ${luid.fromParts({ low, high })}`;
}
