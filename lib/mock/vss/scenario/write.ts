import type { ScenarioVss } from '../../../scenario/vss.js';
import { sourceOf, usageOf } from '../../../vss/words.js';
import type { Infrastructure } from '../infrastructure.js';
import { wordedComponent } from '../raw-components.js';

/** What is as it is without being said is left out. */
export function writeVss(service: NonNullable<ScenarioVss['service']>, infrastructure: Infrastructure): ScenarioVss {
  const { inactive, sessionIds, volumes, others } = infrastructure;
  return {
    ...(service !== 'running' && { service }),
    ...(inactive > 0 && { inactive: true }),
    ...(sessionIds !== 'at once' && { sessionIds }),
    ...(volumes !== undefined && { volumes }),
    ...(others.length > 0 && {
      writers: others.map(it => ({
        id: it.id,
        name: it.name,
        ...(it.instanceName !== undefined && { instanceName: it.instanceName }),
        usage: usageOf(it.usage),
        source: sourceOf(it.source),
        ...(it.components.length > 0 && { components: it.components.map(wordedComponent) }),
      })),
    }),
  };
}
