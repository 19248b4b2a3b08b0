import { redacted } from '../../capture.js';
import type { Scenario } from '../../terminal/capture/scenario.js';
import type { Command } from '../call.js';
import { askHosts, exitCode, failed } from '../hosts.js';
import { toJson } from '../json.js';

export const capture: Command = {
  name: 'capture',
  summary: 'writes this machine, or hosts, as a scenario for --mock and winstation/mock',
  about: [
    'Writes all sessions and processes as JSON. A world made from it shows the same. Use --redact before you give it to',
    'others. Several hosts become one scenario; those that fail are left out.',
  ],
  options: ['redact', 'output', 'host', 'timeout', 'mock', 'help'],
  examples: [
    ['capture --redact -o world.json', 'this machine, with made-up names'],
    ['capture --host rds01 --host rds02 > farm.json', 'two hosts in one scenario'],
    ['list --mock world.json', 'what a world made from it shows'],
  ],
  async run(call) {
    const { values } = call;
    const asked = await askHosts(call, (host, cancel) => host.capture(cancel));
    const scenarios = asked.flatMap(it => (failed(it) ? [] : [it.value]));
    if (scenarios.length === 0) return 1;
    // Redacted as a whole, so that the same user gets the same name on every host.
    const whole = merge(scenarios);
    const text = toJson(values.flag('redact') ? await redacted(whole) : whole);
    const file = values.text('output');
    if (file === undefined) call.print(text);
    else {
      if (!(await call.writeFile(file, text))) return 1;
      const sessions = whole.hosts?.reduce((sum, host) => sum + (host.sessions?.length ?? 0), 0) ?? 0;
      call.say(`wrote ${file}: ${count(sessions, 'session')} of ${count(scenarios.length, 'host')}`);
    }
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
