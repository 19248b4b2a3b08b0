import type { ScenarioIscsi } from '../../../scenario/iscsi.js';
import type { InitiatorState } from '../state.js';

/** The adapter that is part of Windows. */
export const OWN_ADAPTER = 'ROOT\\ISCSIPRT\\0000_0';

export const defaultNodeName = (host: string): string => `iqn.1991-05.com.microsoft:${host.toLowerCase()}`;

export function readIscsi(host: string, { nodeName, instances }: ScenarioIscsi = {}): InitiatorState {
  return { nodeName: nodeName ?? defaultNodeName(host), instances: instances ?? [OWN_ADAPTER] };
}
