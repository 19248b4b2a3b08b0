import type { Guid } from '../../identity/guid-text.js';
import type { VssValue } from '../calls.js';
import { componentTypeOf, sourceOf, usageOf } from '../words.js';
import type { AskVss, Requester } from './requester.js';
import type { VssWriterInfo } from './types.js';

type RawWriterInfo = VssValue<'IVssBackupComponents.GetWriterMetadata'>;

/** Asks every writer who it is. Once for each session: Windows refuses a second time. */
export async function gatherWriters(requester: Requester, ask: AskVss): Promise<readonly VssWriterInfo[]> {
  await requester.value(ask, 'IVssBackupComponents.GatherWriterMetadata', {});
  const count = await requester.value(ask, 'IVssBackupComponents.GetWriterMetadataCount', {});
  const writers: VssWriterInfo[] = [];
  for (let index = 0; index < count; index += 1) {
    writers.push(infoOf(await requester.value(ask, 'IVssBackupComponents.GetWriterMetadata', { index })));
  }
  // What it holds is copied; a failure to give it back changes nothing for anybody.
  await requester.answer(ask, 'IVssBackupComponents.FreeWriterMetadata', {});
  return Object.freeze(writers);
}

function infoOf(raw: RawWriterInfo): VssWriterInfo {
  return Object.freeze({
    id: raw.writer as Guid,
    instanceId: raw.instance as Guid,
    name: raw.name ?? '',
    // Windows gives an empty text for none.
    instanceName: raw.instanceName || undefined,
    usage: usageOf(raw.usage),
    source: sourceOf(raw.source),
    components: Object.freeze(
      raw.components.map(it =>
        Object.freeze({
          type: componentTypeOf(it.type),
          name: it.name,
          logicalPath: it.logicalPath || undefined,
          caption: it.caption || undefined,
          selectable: it.selectable,
          files: Object.freeze(
            it.files.map(files =>
              Object.freeze({ path: files.path ?? '', spec: files.spec ?? '', recursive: files.recursive }),
            ),
          ),
        }),
      ),
    ),
  });
}
