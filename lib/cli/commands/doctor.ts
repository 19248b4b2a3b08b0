import type { Diagnosis, DiagnosisCheck } from '../../base/diagnosis.js';
import type { Call, Command } from '../call.js';
import { ASKING } from '../options.js';
import type { Colour } from '../paint.js';
import { isNoAddon, type Problem, problemOf, TRY_MOCK } from '../problem.js';
import { writeReport } from '../report/write-report.js';
import type { Column, Row } from '../table.js';

const TITLES: Readonly<Record<DiagnosisCheck['name'], string>> = {
  addon: 'addon',
  elevated: 'elevation',
  session0: 'session',
  terminalServices: 'Terminal Services',
  rpc: 'RPC',
  iscsi: 'iSCSI',
  vss: 'VSS',
};
const COLOURS: Readonly<Record<DiagnosisCheck['state'], Colour>> = { ok: 'green', note: 'yellow', failed: 'red' };

export const doctor: Command = {
  name: 'doctor',
  summary: 'what works here, what does not, and what to do about it',
  about: [
    'Checks this machine; with --host also the connection to other hosts. The exit code is 1 when something failed.',
    'With --report it writes one file with what this Windows answers to questions that its documents leave open. It only reads:',
    'nothing is sent or ended, and no program is started. Names, addresses and SIDs are made up, unless --no-redact is given.',
  ],
  options: ['report', 'no-redact', 'output', ...ASKING],
  meanings: {
    host: 'check the connection to this host as well; repeatable',
    timeout: 'how long to wait for a host; with --report for each question (10s)',
  },
  examples: [
    ['doctor', 'this machine'],
    ['doctor --host rds01 --timeout 5s', 'this machine, and the connection to another'],
    ['doctor --report -o report.json', 'a report about this Windows, without names'],
  ],
  async run(call) {
    if (call.values.flag('report')) return await writeReport(call);
    for (const name of ['output', 'no-redact'] as const) {
      if (call.values.flag(name)) throw call.values.wrong(`--${name} belongs to --report`);
    }
    const { hosts } = call.values;
    const found = await Promise.all([examine(call, undefined), ...hosts.map(host => examine(call, host))]);
    call.signal.throwIfAborted();
    if (call.wantsJson) call.printJson(found.flatMap(jsonRows));
    else printFindings(call, found);
    for (const { problem } of found) if (problem) call.report(problem);
    const checks = found.flatMap(it => it.checks);
    if (checks.some(it => it.name === 'addon' && it.state === 'failed')) call.say(TRY_MOCK);
    return found.some(it => it.problem) || checks.some(it => it.state === 'failed') ? 1 : 0;
  },
};

interface Finding {
  readonly host: string | undefined;
  readonly checks: readonly DiagnosisCheck[];
  readonly problem: Problem | undefined;
}

/** The checks of one host. For another host only `rpc`: the other checks are about this machine. */
async function examine(call: Call, host: string | undefined): Promise<Finding> {
  const { timeout } = call.values;
  try {
    const { checks }: Diagnosis = await call.winstation.diagnose(host, { signal: call.signal, timeout });
    return { host, checks: host === undefined ? checks : checks.filter(it => it.name === 'rpc'), problem: undefined };
  } catch (error) {
    if (isNoAddon(error)) return { host, checks: host === undefined ? [noAddon(error)] : [], problem: undefined };
    return { host, checks: [], problem: problemOf(error, { host, timeout }) };
  }
}

/** Another copy of the package throws for a missing addon. Here it becomes a check, like that of this copy. */
function noAddon({ message }: Error): DiagnosisCheck {
  return { name: 'addon', state: 'failed', found: message, advice: undefined };
}

function jsonRows({ host, checks, problem }: Finding): readonly unknown[] {
  if (problem) return [{ host, error: problem.json }];
  return checks.map(({ name, state, found, advice }) => ({ host, name, state, found, advice }));
}

function printFindings(call: Call, findings: readonly Finding[]): void {
  const named = call.values.hosts.length > 0;
  const columns: readonly Column[] = [
    { title: 'STATE' },
    ...(named ? [{ title: 'HOST', flexible: true } as const] : []),
    { title: 'CHECK' },
    { title: 'FOUND' },
  ];
  const rows = findings.flatMap(({ host, checks, problem }) => {
    const where = named ? [host ?? 'this machine'] : [];
    if (problem) return [{ cells: [{ text: 'failed', colour: COLOURS.failed }, ...where], note: problem.brief }];
    return checks.flatMap(({ name, state, found, advice }): readonly Row[] => [
      { cells: [{ text: state, colour: COLOURS[state] }, ...where, TITLES[name]], note: found },
      ...(advice === undefined ? [] : [{ cells: ['', ...where.map(() => ''), ''], note: advice }]),
    ]);
  });
  if (rows.length > 0) call.printTable(columns, rows);
}
