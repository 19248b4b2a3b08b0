import type { Answer } from '../base/answer.js';
import { check, type DiagnosisCheck } from '../base/diagnosis.js';
import { WindowsError } from '../errors/windows-error.js';
import type { Cancel } from '../lane/cancel.js';
import type { Wait } from '../lane/wait.js';
import { type SharedHost, shareHost } from './host.js';
import { hostError } from './host-context.js';
import { tryHost } from './open-host.js';
import { listRows } from './sessions/listing.js';

const SERVICE_RUNNING = 4;
const SERVICE_STATES = ['', 'stopped', 'starting', 'stopping', 'running', 'continuing', 'pausing', 'paused'];
/** How long a list may take, where the caller does not say. */
const LIST_TIMEOUT_MS = 10_000;

/** This machine's sessions and, with a name, the way to another's. */
export async function diagnoseTerminal(
  host: SharedHost,
  remote: string | undefined,
  options: Cancel,
): Promise<readonly DiagnosisCheck[]> {
  const timeout = options.timeout ?? LIST_TIMEOUT_MS;
  return await host.waits.during(options, async wait => {
    const checks = await systemChecks(host, wait, timeout);
    if (remote === undefined) return checks;
    const problem = await problemOf(wait, timeout, part =>
      tryHost(shareHost(host.backend, remote, host.composed), part),
    );
    return [...checks, remoteCheck(remote, problem)];
  });
}

async function systemChecks(host: SharedHost, wait: Wait, timeout: number): Promise<DiagnosisCheck[]> {
  const facts = await host.sideThreads.run(wait, ask => ask(thread => thread.system()));
  const own = host.backend.terminal.sessionIdOf(undefined);
  const checks: DiagnosisCheck[] = [];
  if (!facts.elevated.ok) {
    checks.push(check('elevated', 'note', `Unknown: ${hostError(host, facts.elevated).code}.`));
  } else if (facts.elevated.value) checks.push(check('elevated', 'ok', 'The process is elevated.'));
  else {
    checks.push(
      check(
        'elevated',
        'note',
        'The process is not elevated.',
        "Other users' sessions and processes may be refused: run elevated.",
      ),
    );
  }
  if (!own.ok) checks.push(check('session0', 'note', `Unknown: ${hostError(host, own).code}.`));
  else if (own.value === 0) {
    checks.push(
      check(
        'session0',
        'note',
        'The process runs in session 0, as services do.',
        'It has no desktop that a user sees.',
      ),
    );
  } else checks.push(check('session0', 'ok', `The process runs in session ${own.value}.`));
  const list = (part: Wait) => host.lane.run(part, ask => listRows({ ...host, timeout: undefined }, ask));
  checks.push(servicesCheck(host, facts.termService, await problemOf(wait, timeout, list)));
  return checks;
}

/**
 * Lists are answered by the Local Session Manager. `TermService` takes connections from other machines, and is stopped on
 * many a client on which all else works. So only a list that fails is a fault.
 */
function servicesCheck(host: SharedHost, state: Answer<number>, problem: Problem | undefined): DiagnosisCheck {
  const error = state.ok ? undefined : hostError(host, state);
  const isRunning = state.ok && state.value === SERVICE_RUNNING;
  const found = state.ok
    ? `The service TermService is ${SERVICE_STATES[state.value] || `in state ${state.value}`}.`
    : `The state of TermService is unknown: ${error?.code}.`;
  if (problem !== undefined) {
    const advice = state.ok && !isRunning ? 'Start it: sc start TermService.' : problem.advice;
    return check('terminalServices', 'failed', `The sessions cannot be listed: ${problem.found}. ${found}`, advice);
  }
  if (isRunning) return check('terminalServices', 'ok', found);
  if (error !== undefined) return check('terminalServices', 'note', found, error.hint);
  return check(
    'terminalServices',
    'note',
    `${found} Sessions are listed without it.`,
    'It is needed only for connections from other machines: sc start TermService.',
  );
}

function remoteCheck(name: string, problem: Problem | undefined): DiagnosisCheck {
  if (problem === undefined) return check('rpc', 'ok', `${name} lists its sessions.`);
  const advice = problem.isSilent ? `See that ${name} is up and that its firewall lets RPC in.` : problem.advice;
  return check('rpc', 'failed', `${name}: ${problem.found}.`, advice);
}

interface Problem {
  readonly found: string;
  readonly advice: string | undefined;
  /** No answer came in time. */
  readonly isSilent: boolean;
}

/** What keeps sessions from being listed; `undefined` when nothing does. */
async function problemOf(
  wait: Wait,
  timeout: number,
  list: (part: Wait) => Promise<unknown>,
): Promise<Problem | undefined> {
  try {
    await wait.part(timeout, list);
    return undefined;
  } catch (error) {
    if (WindowsError.is(error)) {
      return { found: `${error.code} (${error.reason})`, advice: error.hint, isSilent: false };
    }
    if (!(error instanceof Error && error.name === 'TimeoutError')) throw error;
    return { found: 'no answer in time', advice: undefined, isSilent: true };
  }
}
