import type { Caller } from './caller.js';

/** What every user's token has. On client editions users may also shut down; this is a server. */
const OF_USERS = [
  'SeChangeNotifyPrivilege',
  'SeIncreaseWorkingSetPrivilege',
  'SeTimeZonePrivilege',
  'SeUndockPrivilege',
];
/** What an elevated administrator's token has besides. */
const OF_ADMINISTRATORS = [
  'SeBackupPrivilege',
  'SeCreateGlobalPrivilege',
  'SeDebugPrivilege',
  'SeImpersonatePrivilege',
  'SeIncreaseQuotaPrivilege',
  'SeLoadDriverPrivilege',
  'SeManageVolumePrivilege',
  'SeRemoteShutdownPrivilege',
  'SeRestorePrivilege',
  'SeSecurityPrivilege',
  'SeShutdownPrivilege',
  'SeSystemtimePrivilege',
  'SeTakeOwnershipPrivilege',
];
/** What LocalSystem's has besides. */
const OF_THE_SYSTEM = ['SeAssignPrimaryTokenPrivilege', 'SeAuditPrivilege', 'SeCreateTokenPrivilege', 'SeTcbPrivilege'];

const ALL = [...OF_USERS, ...OF_ADMINISTRATORS, ...OF_THE_SYSTEM].map(it => it.toLowerCase());

export type Held = 'held' | 'not held' | 'no such privilege';

/** The privileges of the calling process, and those that it has enabled. */
export class Privileges {
  readonly #held: ReadonlySet<string>;
  readonly #enabled = new Set<string>();

  constructor({ role, elevated }: Caller) {
    const held = [
      ...OF_USERS,
      ...(role === 'system' || elevated ? OF_ADMINISTRATORS : []),
      ...(role === 'system' ? OF_THE_SYSTEM : []),
    ];
    this.#held = new Set(held.map(it => it.toLowerCase()));
  }

  enable(name: string): Held {
    const key = name.toLowerCase();
    if (!ALL.includes(key)) return 'no such privilege';
    if (!this.#held.has(key)) return 'not held';
    this.#enabled.add(key);
    return 'held';
  }

  /** A call that needs it looks whether it is enabled, and not only held. */
  isEnabled(name: string): boolean {
    return this.#enabled.has(name.toLowerCase());
  }
}
