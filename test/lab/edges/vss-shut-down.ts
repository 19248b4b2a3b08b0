import { edge, sleep } from './harness.js';
import { definition, handlersFor, PHASES, sessionBefore, vss } from './vss.js';

const STEPS = 500;
const STEP_MS = 10;

// Windows ends its writers while it waits for a handler: it gets an answer at once, and nobody waits for the deadline.
edge({
  async main(lab) {
    const { client, check, nothingLeft } = lab;
    await client.request('reset');
    for (const phase of PHASES) {
      let resumes = 0;
      let end = () => {};
      const ended = new Promise<void>(resolve => {
        end = resolve;
      });
      const writer = await vss().createWriter(
        definition(),
        handlersFor(
          phase,
          () => ended,
          () => {
            resumes += 1;
          },
        ),
      );
      const failures: string[] = [];
      writer.on('failed', (event, error) => failures.push(`${event.phase} ${(error as Error).cause}`));
      const session = await sessionBefore(lab, phase);
      await client.request('vssShutDown');
      const seen = [...new Set(await session.answers(phase))];
      check(`${seen}` === 'failed VSS_E_WRITERERROR_NONRETRYABLE', `${phase} was answered with ${seen}`);
      for (let left = STEPS; left > 0 && failures.length === 0; left -= 1) await sleep(STEP_MS);
      check(`${failures}` === `${phase} Windows ends its writers`, `of ${phase} was heard: ${failures}`);
      check(resumes === 0, `${phase} resumes what has not settled`);
      end();
      await writer.close();
      check(resumes === (phase === 'freeze' ? 1 : 0), `${phase} resumes ${resumes} times`);
    }
    await nothingLeft(0);
  },
});
