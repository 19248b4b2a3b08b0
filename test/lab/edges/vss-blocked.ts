import type { VssPhase } from 'winstation/vss';
import { edge, sleep } from './harness.js';
import { definition, handlersFor, OWN, PHASES, sessionBefore, vss } from './vss.js';

const DEADLINE_MS = 100;
/** Longer than any deadline, so that what was answered meanwhile was answered without JavaScript. */
const BLOCKED_MS = 1_000;

const STEPS = 500;
const STEP_MS = 10;
const WORDS_ONLY: readonly VssPhase[] = ['thaw', 'abort', 'backupShutdown'];

function block(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BLOCKED_MS);
}

// A loop that is blocked answers nothing. Windows gets its answer in time all the same.
edge({
  async main(lab) {
    const { client, check, nothingLeft } = lab;
    await client.request('reset');
    for (const phase of PHASES) {
      let isBlocked = false;
      const calls: boolean[] = [];
      const writer = await vss().createWriter(
        definition({ [phase]: DEADLINE_MS }),
        handlersFor(phase, () => void calls.push(isBlocked)),
      );
      const failures: string[] = [];
      writer.on('failed', event => failures.push(event.phase));
      const session = await sessionBefore(lab, phase);
      const answers = session.answers(phase);
      isBlocked = true;
      block();
      isBlocked = false;
      const seen = [...new Set(await answers)];
      check(`${seen}` === 'late VSS_E_WRITERERROR_TIMEOUT', `${phase} was answered with ${seen}`);
      check(!calls.includes(true), `${phase} ran while the loop was blocked`);
      for (let left = STEPS; left > 0 && calls.length === 0 && failures.length === 0; left -= 1) await sleep(STEP_MS);
      // What Windows only says is heard late. To begin with anything else then would be wrong.
      const heard = WORDS_ONLY.includes(phase) ? calls.length > 0 : calls.length === 0 && failures.includes(phase);
      check(heard, `of ${phase} were heard ${calls.length} calls, and of failures ${failures}`);
      await writer.close();
    }
    // Who has no handler needs no JavaScript, and who is asked who it is neither.
    const writer = await vss().createWriter(definition(), {});
    const backup = await vss().openBackup({ security: 'asIs' });
    const writers = backup.writers();
    const session = await sessionBefore(lab, 'prepareBackup');
    const over = session.answers('backupComplete');
    block();
    check(
      (await writers).some(it => it.id === OWN),
      'the writer did not say who it is',
    );
    check(`${await over}` === 'ok undefined', `without handlers it answered ${await over}`);
    await backup.close();
    await writer.close();
    await nothingLeft(0);
  },
});
