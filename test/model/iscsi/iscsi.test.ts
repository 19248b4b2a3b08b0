import { describe, it } from 'vitest';
import { checkSteps } from '../check.js';
import { runProgram } from './model.js';
import { STEP } from './steps.js';

describe('of iSCSI sessions', () => {
  it('everything holds that must hold, whatever happens', async () => {
    await checkSteps(STEP, { runs: 200, longest: 25 }, runProgram);
  });
});
