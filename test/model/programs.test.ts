import fc from 'fast-check';
import { describe, it } from 'vitest';
import { TIMES } from './check.js';
import { programStep } from './program-steps.js';
import { runPrograms } from './programs.js';

describe('programs in sessions that end', () => {
  it('run for the logon of their row and not beyond it, and leave nothing', async () => {
    const program = fc.array(programStep, { minLength: 1, maxLength: 25, size: 'max' });
    await fc.assert(fc.asyncProperty(program, runPrograms), { numRuns: Math.ceil(250 * TIMES), endOnFailure: false });
  });
});
