import { describe, it } from 'vitest';
import { checkSteps } from '../check.js';
import { runLogons } from './model.js';
import { STEP } from './steps.js';

describe('logons, and sessions that come and go', () => {
  it('what is listed was there, and of the session that is meant', async () => {
    await checkSteps(STEP, { runs: 250, longest: 25 }, runLogons);
  });
});
