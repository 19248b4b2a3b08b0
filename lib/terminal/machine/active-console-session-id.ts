import { CALLS, traceCall } from '../../base/trace.js';
import type { TerminalBackend } from '../contract.js';

const NO_CONSOLE = 0xffffffff;

export function activeConsoleSessionId({ localName, terminal }: TerminalBackend): number | undefined {
  const id = terminal.activeConsoleSessionId();
  if (CALLS.hasSubscribers) traceCall(localName(), 'WTSGetActiveConsoleSessionId', undefined);
  return id === NO_CONSOLE ? undefined : id;
}
