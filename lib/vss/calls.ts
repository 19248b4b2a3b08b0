import {
  type ArgsOf,
  bytes,
  call,
  flag,
  list,
  nothing,
  record,
  text,
  textOrNull,
  u32,
  type ValueOf,
} from '../base/call.js';

/** The service of VSS. Windows starts it when it is asked; one that is disabled does not start. */
export const SERVICE = 'VSS';

/** A file set of a component: `IVssWMFiledesc`. */
const files = record({ path: textOrNull, spec: textOrNull, recursive: flag });

/** `VSS_COMPONENTINFO`, with its file sets. */
const component = record({
  type: u32,
  logicalPath: textOrNull,
  name: text,
  caption: textOrNull,
  selectable: flag,
  files: list(files),
});

/** A component of a writer, as calls name it. The type and the path belong to its name. */
const named = { writer: text, type: u32, logicalPath: textOrNull, name: text };
const ofInstance = { instance: text, ...named };

const onComponents = { on: 'object' } as const;

/**
 * The raw calls of a requester. All are made on the thread of one session: `CreateVssBackupComponentsInternal` makes the object
 * that the others are methods of, and `Release` gives it back. What Windows does in the background is waited for on that thread.
 */
export const VSS_CALLS = {
  CreateVssBackupComponentsInternal: call({ args: {}, value: nothing, on: 'machine', service: SERVICE }),
  'IVssBackupComponents.Release': call({ args: {}, value: nothing, ...onComponents }),
  'IVssBackupComponents.InitializeForBackup': call({ args: {}, value: nothing, ...onComponents }),
  'IVssBackupComponents.InitializeForRestore': call({ args: { document: text }, value: nothing, ...onComponents }),
  /** The id of the session; only zeroes while Windows has none. */
  'IVssBackupComponentsEx3.GetSessionId': call({ args: {}, value: text, ...onComponents }),
  /** 16 bytes for each class. */
  'IVssBackupComponents.EnableWriterClasses': call({ args: { classes: bytes }, value: nothing, ...onComponents }),
  'IVssBackupComponents.DisableWriterClasses': call({ args: { classes: bytes }, value: nothing, ...onComponents }),

  'IVssBackupComponents.GatherWriterMetadata': call({ args: {}, value: nothing, ...onComponents }),
  'IVssBackupComponents.GetWriterMetadataCount': call({ args: {}, value: u32, ...onComponents }),
  /** With all that `IVssExamineWriterMetadata` says. */
  'IVssBackupComponents.GetWriterMetadata': call({
    args: { index: u32 },
    value: record({
      instance: text,
      writer: text,
      name: textOrNull,
      instanceName: textOrNull,
      usage: u32,
      source: u32,
      components: list(component),
    }),
    ...onComponents,
  }),
  'IVssBackupComponents.FreeWriterMetadata': call({ args: {}, value: nothing, ...onComponents }),

  'IVssBackupComponents.SetBackupState': call({
    args: { selectComponents: flag, bootableSystemState: flag, type: u32 },
    value: nothing,
    ...onComponents,
  }),
  'IVssBackupComponents.AddComponent': call({ args: ofInstance, value: nothing, ...onComponents }),
  /** The id of the set. */
  'IVssBackupComponents.StartSnapshotSet': call({ args: {}, value: text, ...onComponents }),
  /** The id of the snapshot to be. */
  'IVssBackupComponents.AddToSnapshotSet': call({ args: { volume: text }, value: text, ...onComponents }),
  'IVssBackupComponents.PrepareForBackup': call({ args: {}, value: nothing, ...onComponents }),
  'IVssBackupComponents.DoSnapshotSet': call({ args: {}, value: nothing, ...onComponents }),
  'IVssBackupComponents.GetSnapshotProperties': call({
    args: { snapshot: text },
    value: record({ device: textOrNull, volume: textOrNull }),
    ...onComponents,
  }),
  'IVssBackupComponents.SetBackupSucceeded': call({
    args: { ...ofInstance, succeeded: flag },
    value: nothing,
    ...onComponents,
  }),
  /** The components document. */
  'IVssBackupComponents.SaveAsXML': call({ args: {}, value: text, ...onComponents }),
  'IVssBackupComponents.BackupComplete': call({ args: {}, value: nothing, ...onComponents }),
  'IVssBackupComponents.AbortBackup': call({ args: {}, value: nothing, ...onComponents }),

  'IVssBackupComponents.GatherWriterStatus': call({ args: {}, value: nothing, ...onComponents }),
  'IVssBackupComponents.GetWriterStatusCount': call({ args: {}, value: u32, ...onComponents }),
  'IVssBackupComponentsEx3.GetWriterStatusEx': call({
    args: { index: u32 },
    value: record({
      instance: text,
      writer: text,
      name: textOrNull,
      state: u32,
      failure: u32,
      applicationCode: u32,
      message: textOrNull,
    }),
    ...onComponents,
  }),
  'IVssBackupComponents.GetWriterStatus': call({
    args: { index: u32 },
    value: record({ instance: text, writer: text, name: textOrNull, state: u32, failure: u32 }),
    ...onComponents,
  }),
  'IVssBackupComponents.FreeWriterStatus': call({ args: {}, value: nothing, ...onComponents }),

  'IVssBackupComponents.SetSelectedForRestore': call({
    args: { ...named, selected: flag },
    value: nothing,
    ...onComponents,
  }),
  'IVssBackupComponents.PreRestore': call({ args: {}, value: nothing, ...onComponents }),
  'IVssBackupComponents.SetFileRestoreStatus': call({
    args: { ...named, status: u32 },
    value: nothing,
    ...onComponents,
  }),
  'IVssBackupComponents.PostRestore': call({ args: {}, value: nothing, ...onComponents }),
} as const;

/**
 * The raw calls that are not made on the threads of requesters: the security of COM, and the life of a writer. Calls that Windows
 * makes on a writer are in records, too, as `CVssWriterEx.OnFreeze` with the session, the answer and its code.
 */
export const WRITER_CALLS = {
  CoInitializeSecurity: call({ args: { impersonate: flag }, value: nothing, on: 'machine' }),
  CreateWriterEx: call({ args: {}, value: nothing, on: 'machine' }),
  /** Whether writers are inactive just now (S_FALSE). */
  'IVssWriterImpl.Initialize': call({
    args: {
      id: text,
      name: text,
      instanceName: textOrNull,
      usage: u32,
      source: u32,
      level: u32,
      freezeTimeout: u32,
    },
    value: record({ inactive: flag }),
    ...onComponents,
  }),
  'IVssWriterImpl.Subscribe': call({ args: { mask: u32 }, value: nothing, ...onComponents }),
  /** All that a writer says of itself, which Windows asks for whenever it likes. */
  'CVssWriterEx.OnIdentify': call({ args: {}, value: nothing, ...onComponents }),
  /** The failure in the answer to a call. */
  'IVssWriterImpl.SetWriterFailureEx': call({
    args: { code: u32, applicationCode: u32, message: textOrNull },
    value: nothing,
    ...onComponents,
  }),
  'IVssWriterImpl.Unsubscribe': call({ args: {}, value: nothing, ...onComponents }),
  'IVssWriterImpl.Uninitialize': call({ args: {}, value: nothing, ...onComponents }),
} as const;

export type VssCalls = typeof VSS_CALLS;
export type WriterCalls = typeof WRITER_CALLS;
export type VssCallName = keyof VssCalls;
export type VssArgs<N extends VssCallName> = ArgsOf<VssCalls[N]>;
export type VssValue<N extends VssCallName> = ValueOf<VssCalls[N]>;
