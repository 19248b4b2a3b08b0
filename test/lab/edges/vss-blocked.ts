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

async function until(happened: () => boolean): Promise<void> {
  for (let left = STEPS; left > 0 && !happened(); left -= 1) await sleep(STEP_MS);
}

// A loop that is blocked answers nothing. Windows gets its answer in time all the same.
edge({
  async main(lab) {
    const { client, check, nothingLeft } = lab;
    await client.request('reset');
    for (const phase of PHASES) {
      let isBlocked = false;
      let resumes = 0;
      const calls: boolean[] = [];
      const writer = await vss().createWriter(
        definition({ [phase]: DEADLINE_MS }),
        handlersFor(
          phase,
          () => void calls.push(isBlocked),
          () => {
            resumes += 1;
          },
        ),
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
      await until(() => calls.length > 0 || failures.length > 0);
      // What Windows only says is heard late. To begin with anything else then would be wrong.
      const heard = WORDS_ONLY.includes(phase) ? calls.length > 0 : calls.length === 0 && failures.includes(phase);
      check(heard, `of ${phase} were heard ${calls.length} calls, and of failures ${failures}`);
      await writer.close();
      check(resumes === 0, `${phase} resumes ${resumes} times what was never frozen`);
    }
    // It is the handler itself that blocks it. What it returns then comes too late.
    for (const phase of PHASES) {
      let calls = 0;
      let resumes = 0;
      const handler = () => {
        calls += 1;
        block();
        return { fail: 'outOfResources' };
      };
      const resumed = () => {
        resumes += 1;
      };
      const writer = await vss().createWriter(
        definition({ [phase]: DEADLINE_MS }),
        handlersFor(phase, handler, resumed),
      );
      const failures: string[] = [];
      writer.on('failed', (event, error) => failures.push(`${event.phase} ${(error as Error).name}`));
      const seen = [...new Set(await (await sessionBefore(lab, phase)).answers(phase))];
      check(`${seen}` === 'late VSS_E_WRITERERROR_TIMEOUT', `${phase}, which blocks, was answered with ${seen}`);
      await until(() => failures.length >= calls);
      const due = Array(calls).fill(`${phase} TimeoutError`);
      check(calls > 0 && `${failures}` === `${due}`, `of ${phase}, which blocks, was heard: ${failures}`);
      await writer.close();
      check(resumes === (phase === 'freeze' ? 1 : 0), `${phase}, which blocks, resumes ${resumes} times`);
    }
    // Who has no handler needs no JavaScript, and who is asked who it is neither.
    const writer = await vss().createWriter(definition(), {});
    const backup = await vss().openBackup({ security: 'asIs' });
    const writers = backup.writers();
    const whole = (await sessionBefore(lab, 'prepareBackup')).answers('backupComplete');
    const restored = (await sessionBefore(lab, 'preRestore')).answers('postRestore');
    block();
    check(
      (await writers).some(it => it.id === OWN),
      'the writer did not say who it is',
    );
    check(`${await whole}` === 'ok undefined', `without handlers it answered ${await whole}`);
    check(`${await restored}` === 'ok undefined', `without handlers it answered a restore with ${await restored}`);
    await backup.close();
    await writer.close();
    await nothingLeft(0);
  },
});
