import type { WorldDriver } from '../driver.js';

/** In so many steps what Windows calls on threads of its own comes, or not at all. */
const STEPS = 500;
const STEP_MS = 20;

/** Lets time pass until something has happened; `look` is called before each look. */
export async function passUntil(
  driver: WorldDriver,
  happened: () => boolean,
  look: () => Promise<void> = async () => {},
): Promise<void> {
  for (let left = STEPS; left > 0; left -= 1) {
    await look();
    if (happened()) return;
    await driver.pass(STEP_MS);
  }
  throw new Error('it does not happen');
}

/** Lets time pass, in steps, until a promise has settled; then what it has settled to. */
export async function passDuring<T>(
  driver: WorldDriver,
  promise: Promise<T>,
  step: () => Promise<unknown> = () => driver.pass(STEP_MS),
): Promise<T> {
  let settled = false;
  const done = () => {
    settled = true;
  };
  promise.then(done, done);
  for (let left = STEPS; !settled && left > 0; left -= 1) await step();
  return await promise;
}
