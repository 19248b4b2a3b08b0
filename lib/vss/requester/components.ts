import { checkOptions, wrongType, wrongValue } from '../../errors/arguments.js';
import { takeGuid } from '../../identity/guid.js';
import type { Guid } from '../../identity/guid-text.js';
import { VSS_CODES } from '../codes.js';
import { checkComponentText } from '../component-text.js';
import type { VssComponentRef } from '../component-types.js';
import { COMPONENT_TYPES } from '../words.js';
import type { Requester } from './requester.js';
import type { VssWriterInfo } from './types.js';

/** A component of one writer, as raw calls name it. */
export interface FoundComponent {
  readonly instance: Guid;
  readonly writer: Guid;
  readonly type: number;
  readonly logicalPath: string | undefined;
  readonly name: string;
}

/** What a caller named, in the spelling of Windows. */
export function takeRefs(name: string, refs: unknown): readonly VssComponentRef[] {
  if (!Array.isArray(refs)) throw wrongType(name, 'an array of components', refs);
  return refs.map((ref: VssComponentRef, i) => {
    const at = `${name}[${i}]`;
    if (ref === undefined) throw wrongType(at, 'a component', ref);
    checkOptions(at, ref, ['writer', 'instance', 'logicalPath', 'name']);
    checkComponentText(`${at}.name`, ref.name);
    if (ref.name === '') throw wrongValue(`${at}.name`, 'the name of a component', ref.name);
    if (ref.logicalPath !== undefined) checkComponentText(`${at}.logicalPath`, ref.logicalPath);
    return {
      writer: takeGuid(`${at}.writer`, ref.writer),
      instance: ref.instance === undefined ? undefined : takeGuid(`${at}.instance`, ref.instance),
      logicalPath: ref.logicalPath || undefined,
      name: ref.name,
    };
  });
}

/** Windows compares these texts without regard to case. */
export const keyOf = ({ writer, logicalPath = '', name }: VssComponentRef | FoundComponent): string =>
  JSON.stringify([writer, logicalPath.toLowerCase(), name.toLowerCase()]);

/** For people. */
export const shown = ({ logicalPath, name }: Pick<VssComponentRef, 'logicalPath' | 'name'>): string =>
  logicalPath === undefined ? name : `${logicalPath}\\${name}`;

/** Those that a reference means. A backup may name all of thousands, so each is looked up. */
export function lookUp(components: readonly FoundComponent[]): (ref: VssComponentRef) => readonly FoundComponent[] {
  const known = new Map<string, FoundComponent[]>();
  for (const it of components) {
    const key = keyOf(it);
    const others = known.get(key);
    if (others) others.push(it);
    else known.set(key, [it]);
  }
  return ref => (known.get(keyOf(ref)) ?? []).filter(it => ref.instance === undefined || ref.instance === it.instance);
}

/** All that writers list, as raw calls name it. */
export const named = (writers: readonly VssWriterInfo[]): readonly FoundComponent[] =>
  writers.flatMap(({ id, instanceId, components }) =>
    components.map(
      (it): FoundComponent => ({
        instance: instanceId,
        writer: id,
        type: COMPONENT_TYPES[it.type],
        logicalPath: it.logicalPath,
        name: it.name,
      }),
    ),
  );

/** Each with its type, and once. @throws WindowsError for one that no writer has. */
export function findComponents(
  requester: Requester,
  refs: readonly VssComponentRef[],
  writers: readonly VssWriterInfo[],
): readonly FoundComponent[] {
  const meantBy = lookUp(named(writers));
  const found = new Set<FoundComponent>();
  for (const ref of refs) {
    const fitting = meantBy(ref);
    if (fitting.length === 0) {
      const failure = { syscall: 'IVssBackupComponents.AddComponent', code: VSS_CODES.VSS_E_OBJECT_NOT_FOUND };
      throw requester.error(failure, { says: `No writer ${ref.writer} has the component ${shown(ref)}` });
    }
    for (const it of fitting) found.add(it);
  }
  return [...found];
}

/** Those among the components of the session that failed. @throws TypeError for one that is not one of them. */
export function failedAmong(
  refs: readonly VssComponentRef[],
  components: readonly FoundComponent[],
): ReadonlySet<FoundComponent> {
  const meantBy = lookUp(components);
  const failed = new Set<FoundComponent>();
  refs.forEach((ref, i) => {
    const fitting = meantBy(ref);
    if (fitting.length === 0) {
      throw wrongValue(`options.failed[${i}]`, 'one of the components of this session', ref.name);
    }
    for (const it of fitting) failed.add(it);
  });
  return failed;
}
