import { WindowsError } from '../../errors/windows-error.js';
import { guid } from '../../identity/guid.js';
import { VSS_CODES } from '../codes.js';
import type { VssComponentRef } from '../component-types.js';
import { COMPONENT_TYPES } from '../words.js';
import type { Begun } from './acts.js';
import { type FoundComponent, keyOf, lookUp, named, shown } from './components.js';
import type { AskVss, Requester } from './requester.js';
import type { VssWriterInfo } from './types.js';

const TYPES = Object.values(COMPONENT_TYPES);

interface Selection {
  readonly requester: Requester;
  readonly ask: AskVss;
  readonly begun: Begun;
  readonly refs: readonly VssComponentRef[];
  readonly writers: readonly VssWriterInfo[];
}

/**
 * Selects what is restored, each component once. The document says what there is: a writer may have lost just what is to come
 * back. Only the document knows the type then, so Windows is asked for one type after the other.
 *
 * @throws WindowsError for one that the document does not have.
 */
export async function selectComponents({
  requester,
  ask,
  begun,
  refs,
  writers,
}: Selection): Promise<readonly FoundComponent[]> {
  const meantBy = lookUp(named(writers));
  const selected = new Map<string, FoundComponent>();
  for (const ref of refs) {
    if (selected.has(keyOf(ref))) continue;
    // Windows goes by the class here, and an instance has another id after each start.
    const [listed] = meantBy({ ...ref, instance: undefined });
    const { writer, logicalPath, name } = listed ?? ref;
    const component = { instance: ref.instance ?? guid.nil, writer, logicalPath, name };
    begun();
    try {
      const type = await selectOne(requester, ask, component, listed?.type);
      selected.set(keyOf(ref), { ...component, type });
    } catch (error) {
      // One that was stopped may be selected yet, and its writer would hear of another restore.
      if (error instanceof WindowsError) begun(selected.size > 0);
      throw error;
    }
  }
  return [...selected.values()];
}

/** With the type that the document has. The writer's own is the one, as a rule. */
async function selectOne(
  requester: Requester,
  ask: AskVss,
  { writer, logicalPath, name }: Omit<FoundComponent, 'type'>,
  listed: number | undefined,
): Promise<number> {
  const types = listed === undefined ? TYPES : [listed, ...TYPES.filter(it => it !== listed)];
  for (const type of types) {
    const args = { writer, type, logicalPath, name, selected: true };
    const answer = await requester.answer(ask, 'IVssBackupComponents.SetSelectedForRestore', args);
    if (answer.ok) return type;
    if (answer.code !== VSS_CODES.VSS_E_OBJECT_NOT_FOUND) throw requester.error(answer);
  }
  const failure = {
    syscall: 'IVssBackupComponents.SetSelectedForRestore',
    code: VSS_CODES.VSS_E_OBJECT_NOT_FOUND,
  };
  throw requester.error(failure, {
    says: `The document has no component ${shown({ logicalPath, name })} of the writer ${writer}`,
  });
}
