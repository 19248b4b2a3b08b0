import { guid } from '../../../identity/guid.js';
import type { Guid } from '../../../identity/guid-text.js';
import type { ScenarioVss } from '../../../scenario/vss.js';
import { SOURCES, USAGES } from '../../../vss/words.js';
import { scenarioError } from '../../world/scenario/validate.js';
import type { Simulation } from '../../world/simulation.js';
import { Infrastructure } from '../infrastructure.js';
import { rawComponent } from '../raw-components.js';

export function readVss(simulation: Simulation, given: ScenarioVss = {}): Infrastructure {
  const { inactive = false, sessionIds = 'at once', volumes, writers = [] } = given;
  const infrastructure = new Infrastructure({ simulation, inactive, sessionIds, volumes });
  writers.forEach(({ id, name, instanceName, usage = 'userData', source = 'other', components = [] }, i) => {
    infrastructure.addOther({
      id: id === undefined ? undefined : parsed(`vss.writers[${i}].id`, id),
      name,
      instanceName,
      usage: USAGES[usage],
      source: SOURCES[source],
      components: components.map(rawComponent),
    });
  });
  return infrastructure;
}

function parsed(path: string, text: string): Guid {
  try {
    return guid.parse(text);
  } catch {
    throw scenarioError(path, 'is no GUID');
  }
}
