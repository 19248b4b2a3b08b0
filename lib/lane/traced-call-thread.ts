import type { CallDescriptions } from '../base/call.js';
import { CALLS, traceCall } from '../base/trace.js';
import type { CallThread } from './contract.js';

/** What an answer says besides success: the code of a warning, or 0. */
const warningOf = (value: unknown): number =>
  typeof value === 'object' && value !== null && 'warning' in value ? Number(value.warning) : 0;

/** Publishes every raw call of a thread to those who trace. While nobody listens, nothing is done. */
export function tracedCallThread<C extends CallDescriptions>(host: string, thread: CallThread<C>): CallThread<C> {
  return {
    async call(name, args) {
      const answer = await thread.call(name, args);
      if (CALLS.hasSubscribers) {
        traceCall(
          host,
          name,
          answer.ok ? undefined : answer,
          undefined,
          undefined,
          answer.ok ? warningOf(answer.value) : 0,
        );
      }
      return answer;
    },
    stop: () => thread.stop(),
    writeOff: () => thread.writeOff(),
    close: () => thread.close(),
  };
}
