import { fold } from '../../base/fold.js';
import type { Many } from '../../base/many.js';
import { checkBoolean, checkOptions, checkText, checkUint32 } from '../../errors/arguments.js';
import { iscsiSessionId } from '../../identity/iscsi-session-id.js';
import type { IscsiDevice, IscsiSession, IscsiSessionFilter } from './types.js';

/** A `where`, checked and ready. */
export interface CompiledFilter {
  matches(session: IscsiSession): boolean;
  /** Whether the devices of a session must be known to decide. */
  readonly needsDevices: boolean;
  matchesDevices(devices: readonly IscsiDevice[] | undefined): boolean;
}

const all = <T>(value: Many<T> | undefined): readonly T[] | undefined =>
  value === undefined ? undefined : Array.isArray(value) ? value : [value as T];

export function compileFilter(where: IscsiSessionFilter = {}): CompiledFilter {
  checkOptions('where', where, ['id', 'target', 'connected', 'disk']);
  const ids = all(where.id)?.map(it => iscsiSessionId.parse(it));
  const targets = foldedTargets('where.target', where.target);
  const disks = all(where.disk);
  for (const disk of disks ?? []) checkUint32('where.disk', disk, 0xfffffffe);
  checkBoolean('where.connected', where.connected);
  const { connected } = where;
  return {
    matches: ({ id, target, connected: isConnected }) =>
      (ids?.includes(id) ?? true) &&
      (targets?.has(fold(target ?? '\0')) ?? true) &&
      (connected === undefined || connected === isConnected),
    needsDevices: disks !== undefined,
    matchesDevices: devices =>
      disks === undefined || (devices?.some(({ disk }) => disk !== undefined && disks.includes(disk)) ?? false),
  };
}

/** Names of targets in one spelling: the initiator ignores their case. */
export function foldedTargets(name: string, targets: Many<string> | undefined): ReadonlySet<string> | undefined {
  const names = all(targets);
  for (const it of names ?? []) checkText(name, it);
  return names && new Set(names.map(fold));
}
