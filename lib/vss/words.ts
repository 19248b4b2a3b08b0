// Windows' numbers and the words for them. What has no word is the one for "other" or "unknown".
import type { VssBackupType, VssComponent, VssPhase, VssSource, VssUsage } from './component-types.js';
import type { VssWriterStateName } from './requester/types.js';
import type { VssWriterDefinition } from './writer/types.js';

type Numbers<W extends string> = Readonly<Record<W, number>>;

/** The word of a number, among these. */
function wordOf<W extends string>(numbers: Numbers<W>, number: number, otherwise: W): W {
  for (const [word, it] of Object.entries<number>(numbers)) if (it === number) return word as W;
  return otherwise;
}

/** `VSS_USAGE_TYPE`. */
export const USAGES: Numbers<VssUsage> = { bootableSystemState: 1, systemService: 2, userData: 3, other: 4 };
export const usageOf = (number: number): VssUsage => wordOf(USAGES, number, 'other');

/** `VSS_SOURCE_TYPE`. */
export const SOURCES: Numbers<VssSource> = { transacted: 1, nonTransacted: 2, other: 3 };
export const sourceOf = (number: number): VssSource => wordOf(SOURCES, number, 'other');

/** `VSS_APPLICATION_LEVEL`. The front end freezes first. */
export const LEVELS: Numbers<NonNullable<VssWriterDefinition['level']>> = { system: 1, backEnd: 2, frontEnd: 3 };

/** `VSS_BACKUP_TYPE`. */
export const BACKUP_TYPES: Numbers<VssBackupType> = {
  full: 1,
  incremental: 2,
  differential: 3,
  log: 4,
  copy: 5,
  other: 6,
};
export const backupTypeOf = (number: number): VssBackupType | undefined =>
  number === 0 ? undefined : wordOf(BACKUP_TYPES, number, 'other');

/** `VSS_COMPONENT_TYPE`. */
export const COMPONENT_TYPES: Numbers<VssComponent['type']> = { database: 1, fileGroup: 2 };
export const componentTypeOf = (number: number): VssComponent['type'] => wordOf(COMPONENT_TYPES, number, 'fileGroup');

/** `VSS_RESTOREMETHOD_ENUM`. */
export const RESTORE_METHODS: Numbers<NonNullable<VssWriterDefinition['restore']>> = {
  ifNotThere: 1,
  ifCanReplace: 2,
  atReboot: 5,
  atRebootIfCannotReplace: 6,
  custom: 7,
};

/** `VSS_SNAPSHOT_CONTEXT`. */
export const CONTEXTS = {
  backup: 0,
  appRollback: 0x9,
  clientAccessibleWriters: 0xd,
  fileShareBackup: 0x10,
  nasRollback: 0x19,
  clientAccessible: 0x1d,
} as const;
export type VssContextName = keyof typeof CONTEXTS | 'unknown';
export const contextOf = (number: number): VssContextName =>
  (Object.keys(CONTEXTS) as (keyof typeof CONTEXTS)[]).find(it => CONTEXTS[it] === number) ?? 'unknown';

/** `VSS_FILE_RESTORE_STATUS`. */
export const RESTORE_STATUS = { all: 2, failed: 3 } as const;

/** `VSS_WRITER_STATE` up to 5. */
const STATES: readonly VssWriterStateName[] = [
  'unknown',
  'stable',
  'waitingForFreeze',
  'waitingForThaw',
  'waitingForPostSnapshot',
  'waitingForBackupComplete',
];
/** From 6 on: where it failed. There is no word for the first, which is the question who a writer is. */
const FAILED_AT: readonly (VssPhase | undefined)[] = [
  undefined,
  'prepareBackup',
  'prepareSnapshot',
  'freeze',
  'thaw',
  'postSnapshot',
  'backupComplete',
  'preRestore',
  'postRestore',
  'backupShutdown',
];
const FIRST_FAILED = STATES.length;
export const WRITER_STATES: readonly VssWriterStateName[] = [...STATES, 'failed'];

export interface WriterStateWords {
  readonly state: VssWriterStateName;
  readonly failedAt: VssPhase | undefined;
}

export function writerStateOf(number: number): WriterStateWords {
  const failed = number - FIRST_FAILED;
  if (failed >= 0 && failed < FAILED_AT.length) return { state: 'failed', failedAt: FAILED_AT[failed] };
  return { state: STATES[number] ?? 'unknown', failedAt: undefined };
}

/** The number of these words, for worlds. */
export function writerStateNumber({ state, failedAt }: WriterStateWords): number {
  if (state !== 'failed') return STATES.indexOf(state);
  return FIRST_FAILED + (failedAt === undefined ? 0 : FAILED_AT.indexOf(failedAt));
}
