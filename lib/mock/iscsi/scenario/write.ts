import type { ScenarioIscsi } from '../../../scenario/iscsi.js';
import type { ServiceState } from '../../world/service.js';
import type { InitiatorState } from '../state.js';
import { defaultNodeName, OWN_ADAPTER } from './read.js';

/** What a reader would fill in by itself is left out. */
export function writeIscsi(
  host: string,
  service: ServiceState,
  { nodeName, instances }: InitiatorState,
): ScenarioIscsi {
  return {
    ...(service !== 'running' && { service }),
    ...(nodeName !== defaultNodeName(host) && { nodeName }),
    ...((instances.length !== 1 || instances[0] !== OWN_ADAPTER) && { instances }),
  };
}
