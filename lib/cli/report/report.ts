import type { Session } from '../../identity/session.js';
import type { SessionDetails } from '../../terminal/sessions/types.js';
import type { SessionHost } from '../../terminal/types.js';
import type { Call } from '../call.js';
import type { Answered } from './answered.js';
import { Asker, isGiven, mapAnswer } from './asker.js';
import { CallCounter } from './calls.js';
import { askClasses, askId, askUnknownClasses } from './classes.js';
import { clockSamples } from './clock.js';
import { layoutReport } from './layout.js';
import { machineReport } from './machine/machine.js';
import { withoutNames } from './names.js';
import { accountsReport, countersReport, processesReport } from './processes.js';
import { listReport, ownOf, sampleOf, sessionReports, strangersTo } from './sessions.js';
import {
  type CheckReport,
  type ClassesReport,
  FORMAT,
  type HostAnswers,
  type HostReport,
  type IdReport,
  type LayoutReport,
  type ProcessReport,
  type Report,
} from './types.js';

/** The system's own process, and a number that is no process: those of processes are multiples of 4. */
const SYSTEM_PID = 4;
const NO_PID = 0x7ffffff1;

/** For a host that does not list its sessions: services, the first console, the first listener. */
const USUAL_IDS: readonly number[] = [0, 1, 65_536];

/** After so long no further session is looked at closer: a slow host has enough to do. */
const SAMPLING_MS = 30_000;

/** Everything about this Windows, and about each host that was named, that can be learnt by reading alone. */
export async function makeReport(call: Call): Promise<Report> {
  const { signal, values, winstation, deps } = call;
  const names = values.flag('no-redact');
  const asker = new Asker({ signal, timeout: values.timeout, names });
  const counter = new CallCounter();
  counter.start();
  try {
    const about = await asker.ask(() => deps.about());
    const diagnosis = await asker.ask(cancel => winstation.diagnose(undefined, cancel));
    const own = await processReport(asker, call);
    // Before the hosts: what this machine is asked belongs to the calls that its part of the report counts.
    const machine = await machineReport(asker, () => winstation.localHost(), call.domains);
    const targets = [undefined, ...values.hosts];
    const hosts = await Promise.all(targets.map(name => hostReport({ call, asker, counter, name })));
    return {
      report: FORMAT,
      takenAt: new Date(),
      source: values.flag('mock') ? 'world' : 'windows',
      names,
      about,
      diagnosis: mapAnswer(diagnosis, ({ checks }) => checks.map(it => checkReport(it, names))),
      process: own,
      machine,
      hosts: names ? hosts : withoutNames(hosts),
    };
  } finally {
    counter.stop();
  }
}

function checkReport({ name, state, found }: CheckReport, names: boolean): CheckReport {
  return { name, state, found: name === 'addon' && state === 'failed' && !names ? undefined : found };
}

async function processReport(asker: Asker, { winstation }: Call): Promise<ProcessReport> {
  return {
    currentSessionId: await asker.ask(() => winstation.currentSessionId()),
    consoleSessionId: await asker.ask(() => winstation.activeConsoleSessionId()),
    isRemoteSession: await asker.ask(() => winstation.isRemoteSession()),
    sessionIdOfSystem: await asker.ask(() => winstation.sessionIdOf(SYSTEM_PID)),
    sessionIdOfNobody: await asker.ask(() => winstation.sessionIdOf(NO_PID)),
  };
}

interface Target {
  readonly call: Call;
  readonly asker: Asker;
  readonly counter: CallCounter;
  /** `undefined` is this machine. */
  readonly name: string | undefined;
}

async function hostReport({ call: { winstation }, asker, counter, name }: Target): Promise<HostReport> {
  const isLocal = name === undefined;
  const opened = await asker.ask<SessionHost>(cancel =>
    name === undefined ? winstation.localHost() : winstation.openHost(name, cancel),
  );
  if (!isGiven(opened)) return { name: name ?? '', isLocal, opened, answers: undefined };
  const host = opened.value;
  try {
    const answers = await hostAnswers(asker, host);
    return {
      name: host.name,
      isLocal,
      opened: mapAnswer(opened, () => true as const),
      answers: { ...answers, calls: counter.of(host.name) },
    };
  } finally {
    await host.close();
  }
}

async function hostAnswers(asker: Asker, host: SessionHost): Promise<Omit<HostAnswers, 'calls'>> {
  const list = await asker.ask(cancel => host.sessions(cancel));
  const detailed = await asker.ask(cancel => host.sessions({ ...cancel, details: true }));
  const known = knownSessions(list, detailed);
  const sample = known.length > 0 ? sampleOf(known) : USUAL_IDS;
  const own = ownOf(known) ?? sample[0] ?? 0;

  const ids: IdReport[] = [];
  for (const stranger of strangersTo(known)) ids.push(await askId(asker, host, stranger));
  const unknownClasses = await askUnknownClasses(asker, host, own);
  const classes: ClassesReport[] = [];
  const layouts: LayoutReport[] = [];
  const end = performance.now() + SAMPLING_MS;
  for (const id of sample) {
    if (performance.now() > end) break;
    const { report, buffers } = await askClasses(asker, host, id);
    classes.push(report);
    const listed = known.find(it => it.id === id);
    layouts.push(layoutReport(id, buffers, listed));
  }
  const clock = await asker.ask(cancel => clockSamples(host, own, cancel));
  const processes = await asker.ask(cancel => host.processes(cancel));
  const counters = await asker.ask(cancel => host.processes({ ...cancel, details: true }));
  const accounts = await asker.ask(cancel => host.processes({ ...cancel, accounts: true }));
  return {
    list: mapAnswer(list, listReport),
    sessions: mapAnswer(detailed, sessionReports),
    ids,
    unknownClasses,
    classes,
    layouts,
    clock,
    processes: mapAnswer(processes, processesReport),
    counters: mapAnswer(counters, countersReport),
    accounts: mapAnswer(accounts, accountsReport),
  };
}

/** All that are listed, with their details where there are any. */
function knownSessions(
  list: Answered<readonly Session[]>,
  detailed: Answered<readonly SessionDetails[]>,
): readonly Session[] {
  const details = isGiven(detailed) ? detailed.value : [];
  if (!isGiven(list)) return details;
  const byId = new Map(details.map(it => [it.id, it]));
  return list.value.map(it => byId.get(it.id) ?? it);
}
