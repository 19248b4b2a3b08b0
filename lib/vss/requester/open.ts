import { checkBoolean, checkOptions, outOfRange, wrongType, wrongValue } from '../../errors/arguments.js';
import { guid, takeGuid } from '../../identity/guid.js';
import { checkSecurity, checkVssOptions, openingOf, type SharedVss } from '../context.js';
import type { VssOptions } from '../options.js';
import { BACKUP_TYPES } from '../words.js';
import { OpenBackup } from './backup.js';
import { Requester } from './requester.js';
import { OpenRestore } from './restore.js';
import type { VssBackup, VssBackupOptions, VssRestore } from './types.js';

/** What crosses into Windows is bounded. */
const MOST_DOCUMENT_UNITS = 64 * 1024 * 1024;
const MOST_CLASSES = 1_000;

/** 16 bytes for each. */
function classesOf(name: string, given: unknown): Uint8Array {
  if (!Array.isArray(given)) throw wrongType(name, 'an array of GUIDs', given);
  if (given.length > MOST_CLASSES) throw outOfRange(name, `of at most ${MOST_CLASSES} GUIDs`, given.length);
  const bytes = new Uint8Array(16 * given.length);
  given.forEach((it, i) => {
    bytes.set(guid.toBytes(takeGuid(`${name}[${i}]`, it)), 16 * i);
  });
  return bytes;
}

function chosenWriters(writers: VssBackupOptions['writers']) {
  if (writers === undefined) return undefined;
  const { only, except } = (writers ?? {}) as { readonly only?: unknown; readonly except?: unknown };
  checkOptions('options.writers', writers, ['only', 'except']);
  if ((only === undefined) === (except === undefined)) {
    throw wrongValue('options.writers', 'either only or except', Object.keys(writers).join(' and '));
  }
  if (only === undefined) {
    const classes = classesOf('options.writers.except', except);
    // Windows is not asked to leave nobody out.
    return classes.length === 0 ? undefined : { call: 'IVssBackupComponents.DisableWriterClasses' as const, classes };
  }
  const classes = classesOf('options.writers.only', only);
  if (classes.length === 0) throw outOfRange('options.writers.only', 'of at least one GUID', 0);
  return { call: 'IVssBackupComponents.EnableWriterClasses' as const, classes };
}

export async function openBackup(shared: SharedVss, options: VssBackupOptions | undefined): Promise<VssBackup> {
  checkVssOptions(options, ['type', 'bootableSystemState', 'writers']);
  const { type = 'copy', bootableSystemState = false } = options ?? {};
  if (!Object.hasOwn(BACKUP_TYPES, type)) {
    throw wrongValue('options.type', `one of ${Object.keys(BACKUP_TYPES).join(', ')}`, type);
  }
  checkBoolean('options.bootableSystemState', bootableSystemState);
  const chosen = chosenWriters(options?.writers);
  checkSecurity(shared, options);
  const requester = new Requester(shared);
  await requester.open(openingOf(options), async ask => {
    await requester.value(ask, 'IVssBackupComponents.InitializeForBackup', {}, 'act');
    if (chosen) await requester.value(ask, chosen.call, { classes: chosen.classes });
  });
  return new OpenBackup(requester, { type: BACKUP_TYPES[type], bootableSystemState });
}

export async function openRestore(
  shared: SharedVss,
  document: string,
  options: VssOptions | undefined,
): Promise<VssRestore> {
  if (typeof document !== 'string') throw wrongType('document', 'a string', document);
  if (document.length > MOST_DOCUMENT_UNITS)
    throw outOfRange('document', 'of at most 64 Mi characters', document.length);
  if (document === '' || document.includes('\0')) throw wrongValue('document', 'a components document', document);
  checkVssOptions(options);
  checkSecurity(shared, options);
  const requester = new Requester(shared);
  await requester.open(openingOf(options), async ask => {
    await requester.value(ask, 'IVssBackupComponents.InitializeForRestore', { document }, 'act');
  });
  return new OpenRestore(requester);
}
