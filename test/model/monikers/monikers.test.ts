import { describe, it } from 'vitest';
import { checkSteps } from '../check.js';
import { runMonikers } from './model.js';
import { STEP } from './steps.js';

describe('servers in sessions that come and go', () => {
  it('run in the logon that is meant, and every object is given back once', () =>
    checkSteps(STEP, { runs: 400, longest: 30 }, runMonikers));
});
