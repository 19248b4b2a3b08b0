import type { Call } from '../call.js';
import { toJson } from '../json.js';
import { resultFile } from '../result-file.js';
import { makeReport } from './report.js';

/** A question without an answer is a finding. Only a host that cannot be asked at all is a failure. */
export async function writeReport(call: Call): Promise<0 | 1> {
  const result = await resultFile(call);
  if (!result) return 1;
  const report = await makeReport(call);
  const { length } = report.hosts;
  const about = `${length} host${length === 1 ? '' : 's'}, ${report.names ? 'with' : 'without'} names`;
  if (!(await result.write(toJson(report), file => `wrote ${file}: ${about}`))) return 1;
  let failed = false;
  for (const [i, { opened }] of report.hosts.entries()) {
    if (!('error' in opened)) continue;
    failed = true;
    // By the name as it was given: the one in the report is made up.
    const host = i === 0 ? 'this machine' : call.values.hosts[i - 1];
    call.say(`${host} could not be asked: ${opened.error.code ?? opened.error.name}`);
  }
  return failed ? 1 : 0;
}
