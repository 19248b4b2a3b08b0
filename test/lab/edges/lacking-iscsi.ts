import { createRequire } from 'node:module';
import type { IscsiModule } from 'winstation/iscsi';
import { DLL, EXPORTS, METHODS, SCENARIO, wrongsOf } from '../../contract/iscsi/lacking.js';
import { edge, winstation } from './harness.js';

/** What the iscsidsc.dll of this Windows lacks, or that there is none. */
const missing = process.argv.at(-1) ?? '';

edge({
  async main({ client, check, nothingLeft }) {
    check(missing === DLL || EXPORTS.includes(missing), `there is no export ${missing}`);
    const { iscsi } = createRequire(__filename)('winstation/iscsi') as IscsiModule;
    for (const method of METHODS) {
      await client.request('reset', SCENARIO);
      const wrongs = await wrongsOf(method, missing, { iscsi: iscsi(), winstation: winstation() });
      for (const wrong of wrongs) check(false, wrong);
      // What is not there is not called.
      const calls = (await client.request('calls')) as readonly { readonly name: string }[];
      const made = calls.filter(({ name }) => name === missing || (missing === DLL && EXPORTS.includes(name)));
      check(made.length === 0, `${method.about} called ${made.map(it => it.name)}`);
    }
    // Those of the terminal domain, of reads and of acts.
    await nothingLeft(4);
  },
});
