import type { BackendContract } from './backend-contract.js';
import { Redaction } from './base/redaction.js';
import { checkBoolean, checkOptions } from './errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from './lane/cancel.js';
import { PARTS } from './parts.js';
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
  const { redact = true } = options;
  const scenario = await host.waits.during(controlOf(host, options), async wait => {
    const whole: Scenario = await captureTerminal(host, wait);
    // The other domains are of this machine alone.
    if (host.remote !== undefined) return whole;
    for (const load of PARTS) {
      const { capture } = await load();
      Object.assign(whole, await capture(host.backend as BackendContract, wait));
    }
    return whole;
  });
  // Through JSON, which leaves out `undefined` values, as in a file.
  return JSON.parse(JSON.stringify(redact ? await redacted(scenario) : scenario));
}

/** The same scenario with made-up names, addresses and SIDs, in the part of each domain. */
export async function redacted(scenario: Scenario): Promise<Scenario> {
  const redaction = new Redaction();
  const whole = { ...redactScenario(scenario, redaction) };
  for (const load of PARTS) {
    const { redact } = await load();
    Object.assign(whole, redact(scenario, redaction));
  }
  return whole;
}
