import { WIN32_CODES as E } from '../../errors/codes.js';
import { Waits } from '../../lane/waits.js';
import { checkVssOptions, openingOf, type SharedVss } from '../context.js';
import { vssError } from '../hints.js';
import type { VssOptions } from '../options.js';
import { questionOf, takeHandlers } from './definition.js';
import { LiveWriter } from './live-writer.js';
import type { VssHandlers, VssWriter, VssWriterDefinition } from './types.js';

export async function createWriter(
  { backend, writers }: SharedVss,
  definition: VssWriterDefinition,
  given: VssHandlers,
  options: VssOptions | undefined,
): Promise<VssWriter> {
  const handlers = takeHandlers(given);
  const question = questionOf(definition, handlers);
  checkVssOptions(options);
  const host = backend.localName();
  if (!writers.hasRoom('')) {
    const hint = 'This process has too many VSS writers. Close some.';
    throw vssError(host, { ok: false, syscall: 'CreateThread', code: E.ERROR_BUSY }, undefined, { hint });
  }
  const control = openingOf(options);
  return await new Waits(backend.clock, host).during(control, async wait => {
    const writer = new LiveWriter(backend, question, handlers, writers.take(''));
    try {
      const answer = await wait.for(writer.raw.open(question));
      if (!answer.ok) throw vssError(host, answer);
      writer.opened(answer.value.active, control.signal);
      return writer;
    } catch (error) {
      void writer.close();
      throw error;
    }
  });
}
