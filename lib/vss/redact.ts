import { type Redaction, replaced } from '../base/redaction.js';
import type { ScenarioVss, ScenarioVssComponent } from '../scenario/vss.js';

const DRIVE = /^[a-z]:\\?$/i;
/** Names of files that are not said, such as `*.mdf`. Others are often those of databases. */
const ANY_NAME = /^[*?]+(?:\.[\w*?]{1,5})?$/;

/** The same with made-up names and folders. The class of a writer and its name say which product it is, and are no secret. */
export function redactVss(vss: ScenarioVss, r: Redaction): ScenarioVss {
  return replaced(vss, {
    volumes: vss.volumes?.map(it => (DRIVE.test(it) ? it : `${r.text('C:\\redacted', it)}\\`)),
    writers: vss.writers?.map(writer =>
      replaced(writer, {
        instanceName: r.text('instance', writer.instanceName),
        components: writer.components?.map(it => redactComponent(it, r)),
      }),
    ),
  });
}

function redactComponent(component: ScenarioVssComponent, r: Redaction): ScenarioVssComponent {
  return replaced(component, {
    name: r.text('component', component.name),
    logicalPath: r.text('path', component.logicalPath),
    caption: r.text('caption', component.caption),
    files: component.files?.map(it =>
      replaced(it, {
        path: r.text('C:\\redacted', it.path),
        spec: ANY_NAME.test(it.spec) ? it.spec : r.text('file', it.spec),
      }),
    ),
  });
}
