// Runs the models of test/ on many more programs than `npm test` does. What fails is printed as a program that goes into a test.
import { runProgram } from './run.mjs';

const FILES = ['test/model/', '.model.test.'];

/** True when every program of every model passes. `times` is how many times as many there are as in a plain run. */
export function fuzzModels(times, say) {
  say(`models: ${times} times the programs of a plain run`);
  const result = runProgram('vitest', ['run', ...FILES], {
    env: { NO_COLOR: '1', WINSTATION_MODEL_RUNS: String(times) },
    live: true,
  });
  say(`models: ${result.ok ? 'all passed' : result.ended}`);
  return result.ok;
}
