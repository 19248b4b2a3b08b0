import type { Call } from './call.js';
import { type Asked, exitCode, failed, jsonRows } from './hosts.js';
import { argumentInWords, isNoAddon, problemOf } from './problem.js';
import { UsageError } from './usage.js';

/**
 * Asks this machine for what it alone has, such as its iSCSI sessions, and shows it. With `--json` a failure is an element, as
 * where hosts are asked. Returns the exit code.
 */
export async function showOwn<T>(
  call: Call,
  ask: (host: string) => Promise<readonly T[]>,
  show: (rows: readonly T[]) => void,
): Promise<0 | 1> {
  const asked = await askOwn(call, ask);
  if (call.wantsJson) call.printJson(jsonRows([asked]));
  else if (!failed(asked)) show(asked.value);
  return exitCode([asked]);
}

async function askOwn<T>(call: Call, ask: (host: string) => Promise<readonly T[]>): Promise<Asked<readonly T[]>> {
  const host = call.winstation.localHost().name;
  try {
    return { host, value: await ask(host) };
  } catch (error) {
    // What is wrong with the command line is no answer, and neither is Ctrl-C.
    if (call.signal.aborted || error instanceof UsageError || argumentInWords(error) !== undefined) throw error;
    const problem = problemOf(error, { host, timeout: call.values.timeout });
    call.report(problem);
    return { host, problem, noAddon: isNoAddon(error) };
  }
}
