import { edge, winstation } from './harness.js';
import { definition, vss } from './vss.js';

// A 32-bit program on a 64-bit Windows. The vssapi.dll that lies there ends the process as soon as it is loaded.
edge({
  async main({ client, check, nothingLeft }) {
    await client.request('reset');
    const { WindowsError } = winstation();
    const { createWriter, openBackup, openRestore } = vss();
    const opened = {
      openBackup: openBackup({ security: 'asIs' }),
      openRestore: openRestore('<document/>', { security: 'asIs' }),
      createWriter: createWriter(definition(), {}),
    };
    for (const [name, promise] of Object.entries(opened)) {
      const error: unknown = await promise.catch((thrown: unknown) => thrown);
      const seen = WindowsError.is(error) ? `${error.reason}, ${error.code} of ${error.syscall}` : String(error);
      check(seen === 'not-supported, ERROR_NOT_SUPPORTED of IsWow64Process', `${name} ended with ${seen}`);
      check(WindowsError.is(error) && (error.hint?.includes('64') ?? false), `${name} does not say what to do`);
    }
    await nothingLeft(0);
  },
});
