import { describe, it } from 'vitest';
import { checkSteps } from './check.js';
import { programStep } from './program-steps.js';
import { runPrograms } from './programs.js';

describe('programs in sessions that end', () => {
  it('run for the logon of their row and not beyond it, and leave nothing', async () => {
    await checkSteps(programStep, { runs: 250, longest: 25 }, runPrograms);
  });
});
