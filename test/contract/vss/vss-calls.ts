import type { WorldDriver } from '../driver.js';
import { rawCalls } from '../suite.js';

/** What was asked of VSS. Where threads are real the record also has how each of them enters COM. */
export const vssCalls = async (driver: WorldDriver): ReturnType<typeof rawCalls> =>
  (await rawCalls(driver)).filter(([name]) => name !== 'CoInitializeEx');
