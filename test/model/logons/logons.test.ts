import fc from 'fast-check';
import { describe, it } from 'vitest';
import { TIMES } from '../check.js';
import { runLogons } from './model.js';
import { STEP } from './steps.js';

describe('logons, and sessions that come and go', () => {
  it('what is listed was there, and of the session that is meant', async () => {
    const program = fc.array(STEP, { minLength: 1, maxLength: 25, size: 'max' });
    await fc.assert(fc.asyncProperty(program, runLogons), { numRuns: Math.ceil(250 * TIMES), endOnFailure: false });
  });
});
