import type { Guid } from '../../identity/guid-text.js';
import { readGuid } from '../../identity/guid-text.js';
import type { NamedComponent } from './state.js';

/** A component of a backup, and how it ended. */
export interface BackedUp extends NamedComponent {
  readonly writer: Guid;
  readonly instance: Guid;
  succeeded: boolean | undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, it => ENTITIES[it]!);
const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot);/g, it => Object.keys(ENTITIES).find(key => ENTITIES[key] === it)!);

const ROOT = 'BACKUP_COMPONENTS';
const TYPES = ['', 'database', 'filegroup'];

/** The components document, as far as a restore needs it. Windows' own has more. */
export function writeDocument(components: readonly BackedUp[]): string {
  const rows = components.map(({ writer, instance, type, logicalPath, name, succeeded }) => {
    const attributes = {
      writerId: writer,
      instanceId: instance,
      componentType: TYPES[type] ?? '',
      logicalPath: logicalPath ?? '',
      componentName: name,
      backupSucceeded: succeeded ? 'yes' : 'no',
    };
    const written = Object.entries(attributes).map(([key, value]) => `${key}="${escaped(value)}"`);
    return `<COMPONENT ${written.join(' ')}/>`;
  });
  return `<${ROOT} xmlns="x-schema:#VssComponentMetadata" version="1.2">${rows.join('')}</${ROOT}>`;
}

/** `undefined` for a text that is none. */
export function readDocument(document: string): readonly BackedUp[] | undefined {
  if (!document.startsWith(`<${ROOT} `) || !document.endsWith(`</${ROOT}>`)) return undefined;
  return [...document.matchAll(/<COMPONENT ([^>]*)\/>/g)].map(([, attributes]) => {
    const of = Object.fromEntries(
      [...attributes!.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key!, unescaped(value!)]),
    );
    return {
      writer: readGuid(of.writerId ?? '')!,
      instance: readGuid(of.instanceId ?? '')!,
      type: TYPES.indexOf(of.componentType ?? ''),
      logicalPath: of.logicalPath || undefined,
      name: of.componentName ?? '',
      succeeded: of.backupSucceeded === 'yes',
    };
  });
}
