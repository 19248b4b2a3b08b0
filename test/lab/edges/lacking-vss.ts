import { edge, winstation } from './harness.js';
import { definition, VSS_DLL, VSS_EXPORTS, vss } from './vss.js';

/** What the vssapi.dll of this Windows lacks, or that there is none. */
const missing = process.argv.at(-1) ?? '';

edge({
  async main({ client, check, nothingLeft }) {
    check([VSS_DLL, ...VSS_EXPORTS].includes(missing), `there is no export ${missing}`);
    await client.request('reset');
    const { createWriter, openBackup } = vss();
    const { WindowsError } = winstation();
    const methods = {
      CreateVssBackupComponentsInternal: async () => {
        await (await openBackup({ security: 'asIs' })).close();
      },
      CreateWriterEx: async () => {
        await (await createWriter(definition(), {})).close();
      },
      VssFreeSnapshotPropertiesInternal: async () => {
        const backup = await openBackup({ security: 'asIs' });
        try {
          await backup.snapshot(['C:\\']);
        } finally {
          await backup.close();
        }
      },
    };
    for (const [needed, run] of Object.entries(methods)) {
      const error: unknown = await run().catch((thrown: unknown) => thrown);
      const seen = WindowsError.is(error) ? `${error.reason}, ${error.code} of ${error.syscall}` : String(error);
      // A snapshot needs a requester, too.
      const first =
        needed === 'VssFreeSnapshotPropertiesInternal' ? ['CreateVssBackupComponentsInternal', needed] : [needed];
      const lacked = missing === VSS_DLL ? first[0] : first.find(name => name === missing);
      const code = missing === VSS_DLL ? 'ERROR_MOD_NOT_FOUND' : 'ERROR_PROC_NOT_FOUND';
      const expected = lacked === undefined ? 'undefined' : `not-supported, ${code} of ${lacked}`;
      check(seen === expected, `what needs ${needed} ended with ${seen} instead of ${expected}`);
    }
    await nothingLeft(0);
  },
});
