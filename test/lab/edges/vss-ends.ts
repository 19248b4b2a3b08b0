import { once } from 'node:events';
import { edge, report } from './harness.js';
import { definition, sessionBefore, vss } from './vss.js';

// A process ends with a writer and a requester that are open, and with a handler that Windows waits for; or by itself, since its
// writer does not keep it.
const how = process.argv.at(-1);

edge({
  async main(lab) {
    await lab.client.request('reset');
    const { createWriter, openBackup } = vss();
    let called = () => {};
    const isCalled = new Promise<void>(resolve => {
      called = resolve;
    });
    const writer = await createWriter(definition(), {
      prepareBackup: () => {
        called();
        return new Promise<undefined>(() => {});
      },
    });
    const backup = await openBackup({ security: 'asIs' });
    lab.check((await backup.writers()).length === 1, 'there is not one writer');
    if (how === 'unref') {
      await backup.close();
      writer.unref();
      return;
    }
    const session = await sessionBefore(lab, 'prepareBackup');
    void session.answers('prepareBackup').catch(() => {});
    await isCalled;
    report(true);
    if (how === 'exit') process.exit(7);
    setImmediate(() => {
      throw new Error('This ends the process.');
    });
    await once(process, 'exit');
  },
});
