import type { Scenario, ScenarioClient } from '../../../terminal/capture/scenario.js';
import { checkScenario, scenarioError } from '../../world/scenario/validate.js';
import { parseIPv4, parseIPv6 } from '../rules/address.js';

export function checkAddress(
  address: string | null | undefined,
  { path, v6 }: { readonly path: string; readonly v6: boolean },
): void {
  if (address === null || address === undefined || parseIPv4(address) || (v6 && parseIPv6(address))) return;
  throw scenarioError(path, `is not an IPv4 ${v6 ? 'or IPv6 ' : ''}address: '${address}'`);
}

/** A client as the back door takes it: the part of a scenario of that name. */
export function checkClient(client: ScenarioClient): void {
  const path = 'hosts[0].sessions[0].client';
  const scenario: Scenario = { version: 1, hosts: [{ sessions: [{ client }] }] };
  try {
    checkScenario(scenario);
    checkAddress(client.address, { path: `${path}.address`, v6: true });
  } catch (error) {
    if (error instanceof TypeError) error.message = error.message.replace(path, 'client');
    throw error;
  }
}
