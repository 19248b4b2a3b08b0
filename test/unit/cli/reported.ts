import type { Report } from '../../../lib/cli/report/types.js';
import { programWorld } from '../../../lib/cli/running-world.js';
import type { World } from '../../../lib/mock/types.js';
import type { Winstation } from '../../../lib/winstation-types.js';
import { type CliResult, cli } from './harness.js';

export const REPORT = ['doctor', '--report'];

/** What `doctor --report` writes about it. Of a world all domains are asked. */
export async function reported(asked: Winstation | World | undefined, ...argv: readonly string[]) {
  const options =
    asked && 'modules' in asked ? { winstation: asked.module, domains: programWorld(asked) } : { winstation: asked };
  const result: CliResult = await cli([...REPORT, ...argv], options);
  return { ...result, report: JSON.parse(result.out) as Report };
}
