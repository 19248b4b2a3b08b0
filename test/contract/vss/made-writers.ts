import { afterEach } from 'vitest';
import type { VssHandlers, VssWriter, VssWriterDefinition } from 'winstation/vss';
import type { WorldDriver } from '../driver.js';
import { DEFINITION } from './rich.js';

/** Makes writers, and closes them after each test. */
export function madeWriters(driver: WorldDriver) {
  const writers: VssWriter[] = [];
  afterEach(async () => {
    for (const writer of writers.splice(0)) await writer.close();
  });
  return async (handlers: VssHandlers, definition: Partial<VssWriterDefinition> = {}): Promise<VssWriter> => {
    const writer = await driver.modules['winstation/vss'].createWriter({ ...DEFINITION, ...definition }, handlers);
    writers.push(writer);
    return writer;
  };
}
