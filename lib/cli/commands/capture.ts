import { redacted } from '../../capture.js';
import type { Scenario } from '../../terminal/capture/scenario.js';
import type { Command } from '../call.js';
import { askHosts, exitCode, failed } from '../hosts.js';
import { toJson } from '../json.js';
import { resultFile } from '../result-file.js';

export const capture: Command = {
  name: 'capture',
  summary: 'writes this machine, or hosts, as a scenario for --mock and winstation/mock',
  about: [
    'Writes all sessions and processes as JSON. A world made from it shows the same. Names, addresses and SIDs are replaced by',
    'made-up ones; the same name always gets the same replacement. Several hosts become one scenario; those that fail are left',
    'out.',
  ],
  options: ['no-redact', 'output', 'host', 'timeout', 'mock', 'quiet', 'help'],
  examples: [
    ['capture -o world.json', 'this machine, with made-up names'],
    ['capture --no-redact --host rds01 --host rds02 -o farm.json', 'two hosts in one scenario, with their names'],
    ['list --mock world.json', 'what a world made from it shows'],
  ],
  async run(call) {
    const { values } = call;
    const result = await resultFile(call);
    if (!result) return 1;
    const asked = await askHosts(call, (host, cancel) => host.capture({ ...cancel, redact: false }));
    const scenarios = asked.flatMap(it => (failed(it) ? [] : [it.value]));
    if (scenarios.length === 0) return 1;
    // Redacted as a whole, so that the same user gets the same name on every host.
    const whole = merge(scenarios);
    const text = toJson(values.flag('no-redact') ? whole : await redacted(whole));
    const sessions = whole.hosts?.reduce((sum, host) => sum + (host.sessions?.length ?? 0), 0) ?? 0;
    const about = `${count(sessions, 'session')} of ${count(scenarios.length, 'host')}`;
    if (!(await result.write(text, file => `wrote ${file}: ${about}`))) return 1;
    return exitCode(asked);
  },
};

function merge(scenarios: readonly Scenario[]): Scenario {
  // What is of one machine alone, such as its iSCSI sessions, is of the local one.
  const own = scenarios.find(it => it.hosts?.some(host => host.local)) ?? (scenarios[0] as Scenario);
  return { ...own, now: (scenarios[0] as Scenario).now, hosts: scenarios.flatMap(it => it.hosts ?? []) };
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
