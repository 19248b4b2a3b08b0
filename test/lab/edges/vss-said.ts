import { isDeepStrictEqual } from 'node:util';
import type { VssWriterDefinition } from 'winstation/vss';
import { edge } from './harness.js';
import { definition, vss } from './vss.js';

/** `VSS_RESTOREMETHOD_ENUM` of vswriter.h. */
const RESTORE_METHODS = { ifNotThere: 1, ifCanReplace: 2, atReboot: 5, atRebootIfCannotReplace: 6, custom: 7 } as const;
/** `VSS_COMPONENT_TYPE`. */
const DATABASE = 1;
const FILE_GROUP = 2;

const ALL: Pick<VssWriterDefinition, 'components' | 'exclude'> = {
  components: [
    {
      type: 'database',
      logicalPath: 'Größe\\漢',
      name: 'one',
      caption: 'Ünó',
      selectable: true,
      files: [{ path: 'C:\\Data', spec: '*.mdb' }],
    },
    { type: 'fileGroup', name: 'two', files: [{ path: 'C:\\Größe', spec: '*', recursive: true }] },
    { type: 'fileGroup', name: 'three', selectable: false, files: [] },
  ],
  exclude: [
    { path: 'C:\\Temp', spec: '*' },
    { path: 'D:\\漢', spec: 'ä?.log', recursive: true },
  ],
};
const SAID = {
  components: [
    {
      type: DATABASE,
      logicalPath: 'Größe\\漢',
      name: 'one',
      caption: 'Ünó',
      selectable: true,
      files: [{ path: 'C:\\Data', spec: '*.mdb', recursive: false }],
    },
    {
      type: FILE_GROUP,
      name: 'two',
      selectable: false,
      files: [{ path: 'C:\\Größe', spec: '*', recursive: true }],
    },
    { type: FILE_GROUP, name: 'three', selectable: false, files: [] },
  ],
  exclude: [
    { path: 'C:\\Temp', spec: '*', recursive: false },
    { path: 'D:\\漢', spec: 'ä?.log', recursive: true },
  ],
};

// What a writer says of itself, member by member. A requester is shown only some of it.
edge({
  async main({ client, check, nothingLeft }) {
    await client.request('reset');
    for (const [restore, restoreMethod] of Object.entries(RESTORE_METHODS)) {
      const given = { ...definition(), ...ALL, restore } as VssWriterDefinition;
      const writer = await vss().createWriter(given, {});
      const backup = await vss().openBackup({ security: 'asIs' });
      await backup.writers();
      const said = ((await client.request('vssSaid')) as readonly unknown[]).at(-1);
      check(isDeepStrictEqual(said, { restoreMethod, ...SAID }), `restored ${restore} it says ${JSON.stringify(said)}`);
      await backup.close();
      await writer.close();
    }
    await nothingLeft(0);
  },
});
