import fc from 'fast-check';
import { type ModelOptions, runProgram } from './model.js';
import { type PrintedStep, printProgram, sourceOf } from './print.js';
import { type Choice, type Step, stepOf } from './steps.js';

/** How many times as many programs as in a plain run; `npm run fuzz` sets it. */
export const TIMES = Number(process.env.WINSTATION_MODEL_RUNS ?? 1);

export interface CheckOptions extends ModelOptions, Choice {
  /** The number of programs in a plain run. */
  readonly runs: number;
  readonly longest: number;
  /** The steps before each program. */
  readonly first?: readonly Step[];
}

/** Runs random programs, and fails with the shortest one that finds a mistake. */
export async function checkPrograms({ runs, longest, first = [], ...options }: CheckOptions): Promise<void> {
  await checkSteps(stepOf(options), { runs, longest }, steps => runProgram([...first, ...steps], options));
}

/** The same for steps of any kind. */
export async function checkSteps<S extends PrintedStep>(
  step: fc.Arbitrary<S>,
  { runs, longest }: Pick<CheckOptions, 'runs' | 'longest'>,
  run: (steps: S[]) => Promise<void>,
): Promise<void> {
  const program = fc.array(step, { minLength: 1, maxLength: longest, size: 'max' });
  await fc.assert(fc.asyncProperty(program, run), {
    numRuns: Math.ceil(runs * TIMES),
    endOnFailure: false,
    asyncReporter: report,
  });
}

async function report<S extends PrintedStep>(details: fc.RunDetails<[steps: S[]]>): Promise<void> {
  if (!details.failed) return;
  const { seed, counterexamplePath, counterexample, errorInstance, numRuns, numShrinks } = details;
  const [steps] = counterexample ?? [[]];
  const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  const error = new Error(
    [
      why,
      `The program, after ${numRuns} runs and ${numShrinks} shrinks:`,
      printProgram(steps),
      `Seed ${seed}, path '${counterexamplePath}'. As a test:`,
      sourceOf(steps),
    ].join('\n'),
  );
  // The place where it was thrown does not help.
  delete error.stack;
  throw error;
}
