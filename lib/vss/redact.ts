import type { Redaction } from '../base/redaction.js';
import type { ScenarioVss } from '../scenario/vss.js';

/** The same with made-up names and folders. The class of a writer says which product it is, and is no secret. */
export function redactVss(vss: ScenarioVss, r: Redaction): ScenarioVss {
  return {
    ...vss,
    volumes: vss.volumes?.map(it => (/^[a-z]:\\?$/i.test(it) ? it : `${r.text('C:\\redacted', it)}\\`)),
    writers: vss.writers?.map(writer => ({
      ...writer,
      ...(writer.instanceName !== undefined && { instanceName: r.text('instance', writer.instanceName) }),
      components: writer.components?.map(it => ({
        ...it,
        name: r.text('component', it.name),
        ...(it.logicalPath !== undefined && { logicalPath: r.text('path', it.logicalPath) }),
        ...(it.caption !== undefined && { caption: r.text('caption', it.caption) }),
        files: it.files?.map(files => ({ ...files, path: r.text('C:\\redacted', files.path) })),
      })),
    })),
  } as ScenarioVss;
}
