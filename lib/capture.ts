import { checkBoolean, checkOptions } from './errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from './lane/cancel.js';
import { captureTerminal } from './terminal/capture/capture.js';
import { redactScenario } from './terminal/capture/redact.js';
import type { Scenario } from './terminal/capture/scenario.js';
import { controlOf, type HostContext } from './terminal/host-context.js';

/** A host as a scenario: the part of each domain. */
export async function capture(
  host: HostContext,
  options: { readonly redact?: boolean | undefined } & Cancel = {},
): Promise<Scenario> {
  checkOptions('options', options, ['redact', ...CANCEL]);
  checkBoolean('options.redact', options.redact);
  checkCancel(options);
  const scenario = await host.waits.during(controlOf(host, options), wait => captureTerminal(host, wait));
  // Through JSON, which leaves out `undefined` values, as in a file.
  return JSON.parse(JSON.stringify(options.redact ? redactScenario(scenario) : scenario));
}
