import { VSS_CODES as V } from '../../../vss/codes.js';
import type { ComponentsObject } from '../components-object.js';
import type { Member } from '../run.js';
import type { WriterEnd } from '../state.js';
import type { Made, RequesterRules } from './made.js';

const DONE = { value: undefined };

/** A method on an object that there is not: no program gets that far. */
function on<A, R>(method: (object: ComponentsObject, args: A, made: Made) => R) {
  return (args: A, made: Made): R | number => {
    const object = made.object();
    return object ? method(object, args, made) : V.VSS_E_BAD_STATE;
  };
}

const described = (it: WriterEnd) => ({
  instance: it.instanceId,
  writer: it.id,
  name: it.name,
  instanceName: it.instanceName,
  usage: it.usage,
  source: it.source,
  components: it.components,
});

const stateOf = ({ writer, state, code }: Pick<Member, 'writer' | 'state' | 'code'>) => ({
  instance: writer.instanceId,
  writer: writer.id,
  name: writer.name,
  state,
  failure: code,
});

function countOf(all: { readonly value: readonly unknown[] } | number) {
  return typeof all === 'number' ? all : { value: all.value.length };
}

function at<T, R>(all: { readonly value: readonly T[] } | number, index: number, show: (it: T) => R) {
  if (typeof all === 'number') return all;
  const found = all.value[index];
  return found === undefined ? V.VSS_E_OBJECT_NOT_FOUND : { value: show(found) };
}

export const REQUESTER_RULES: RequesterRules = {
  CreateVssBackupComponentsInternal: (_, made) => {
    made.make();
    return DONE;
  },
  'IVssBackupComponents.Release': on(async (object, _, made) => {
    made.drop();
    await object.release();
    return DONE;
  }),
  'IVssBackupComponents.InitializeForBackup': on(object => object.initializeForBackup()),
  'IVssBackupComponents.InitializeForRestore': on((object, { document }: { readonly document: string }) =>
    object.initializeForRestore(document),
  ),
  'IVssBackupComponentsEx3.GetSessionId': on(object => object.sessionId()),
  'IVssBackupComponents.EnableWriterClasses': on((object, { classes }: { readonly classes: Uint8Array }) =>
    object.choose(classes, true),
  ),
  'IVssBackupComponents.DisableWriterClasses': on((object, { classes }: { readonly classes: Uint8Array }) =>
    object.choose(classes, false),
  ),

  'IVssBackupComponents.GatherWriterMetadata': on((object, _, { isRunning }) => object.gather(isRunning)),
  'IVssBackupComponents.GetWriterMetadataCount': on(object => countOf(object.writers)),
  'IVssBackupComponents.GetWriterMetadata': on((object, { index }: { readonly index: number }) =>
    at(object.writers, index, described),
  ),
  'IVssBackupComponents.FreeWriterMetadata': on(() => DONE),

  'IVssBackupComponents.SetBackupState': on(
    (object, { selectComponents, type }: { readonly selectComponents: boolean; readonly type: number }) =>
      object.setBackupState(selectComponents, type),
  ),
  'IVssBackupComponents.AddComponent': on((object, component: Parameters<ComponentsObject['addComponent']>[0]) =>
    object.addComponent(component),
  ),
  'IVssBackupComponents.StartSnapshotSet': on(object => object.startSet()),
  'IVssBackupComponents.AddToSnapshotSet': on((object, { volume }: { readonly volume: string }) =>
    object.addVolume(volume),
  ),
  'IVssBackupComponents.PrepareForBackup': on(object => object.prepare()),
  'IVssBackupComponents.DoSnapshotSet': on(object => object.snap()),
  'IVssBackupComponents.GetSnapshotProperties': on((object, { snapshot }: { readonly snapshot: string }) =>
    object.properties(snapshot),
  ),
  'IVssBackupComponents.SetBackupSucceeded': on(
    (
      object,
      { succeeded, ...component }: Parameters<ComponentsObject['setSucceeded']>[0] & { readonly succeeded: boolean },
    ) => object.setSucceeded(component, succeeded),
  ),
  'IVssBackupComponents.SaveAsXML': on(object => object.saveAsXml()),
  'IVssBackupComponents.BackupComplete': on(object => object.complete()),
  'IVssBackupComponents.AbortBackup': on(object => object.abort()),

  'IVssBackupComponents.GatherWriterStatus': on((object, _, { isRunning }) => object.gatherStates(isRunning)),
  'IVssBackupComponents.GetWriterStatusCount': on(object => countOf(object.states)),
  'IVssBackupComponentsEx3.GetWriterStatusEx': on((object, { index }: { readonly index: number }) =>
    // It came with the ids.
    !object.hasIds
      ? V.E_NOINTERFACE
      : at(object.states, index, it => ({ ...stateOf(it), applicationCode: it.applicationCode, message: it.message })),
  ),
  'IVssBackupComponents.GetWriterStatus': on((object, { index }: { readonly index: number }) =>
    at(object.states, index, stateOf),
  ),
  'IVssBackupComponents.FreeWriterStatus': on(object => object.freeStates()),

  'IVssBackupComponents.SetSelectedForRestore': on((object, component: Parameters<ComponentsObject['select']>[0]) =>
    object.select(component),
  ),
  'IVssBackupComponents.PreRestore': on(object => object.preRestore()),
  'IVssBackupComponents.SetFileRestoreStatus': on((object, component: Parameters<ComponentsObject['setRestored']>[0]) =>
    object.setRestored(component),
  ),
  'IVssBackupComponents.PostRestore': on(object => object.postRestore()),
};
