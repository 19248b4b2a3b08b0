import type { BackendContract } from '../contract.js';
import { checkOptions, checkText } from '../errors/arguments.js';
import { NoAddonError } from '../errors/no-addon.js';
import { WindowsError } from '../errors/windows-error.js';
import { type SharedHost, shareHost, TerminalHost } from './host.js';
import { CANCEL, checkCancel, controlOf, hostError } from './host-context.js';
import type { Cancel, Diagnosis, DiagnosisCheck } from './types.js';

const SERVICE_RUNNING = 4;
const SERVICE_STATES = ['', 'stopped', 'starting', 'stopping', 'running', 'continuing', 'pausing', 'paused'];
const REMOTE_TIMEOUT_MS = 10_000;

/** What works here and what does not. A check that fails is a finding, not an error. */
export async function diagnose(
  backend: () => BackendContract,
  localHost: (backend: BackendContract) => SharedHost,
  remote: string | undefined,
  options: Cancel = {},
): Promise<Diagnosis> {
  if (remote !== undefined) checkText('host', remote);
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  let found: BackendContract;
  try {
    found = backend();
    // The addon is loaded by the first question to it.
    found.terminal.activeConsoleSessionId();
  } catch (error) {
    if (!(error instanceof NoAddonError)) throw error;
    return finish([check('addon', 'failed', error.message)]);
  }
  const checks = [
    check('addon', 'ok', found.kind === 'mock' ? 'A world answers in place of Windows.' : 'The addon is loaded.'),
    ...(await systemChecks(localHost(found), options)),
  ];
  if (remote !== undefined) checks.push(await remoteCheck(found, remote, options));
  return finish(checks);
}

async function systemChecks(shared: SharedHost, options: Cancel): Promise<DiagnosisCheck[]> {
  const host = { ...shared, timeout: undefined };
  const facts = await host.beside.run(controlOf(host, options), ask => ask(thread => thread.system()));
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
  if (!facts.termService.ok) {
    const error = hostError(host, facts.termService);
    checks.push(check('terminalServices', 'note', `The state of TermService is unknown: ${error.code}.`, error.hint));
  } else if (facts.termService.value === SERVICE_RUNNING) {
    checks.push(check('terminalServices', 'ok', 'The service TermService is running.'));
  } else {
    const state = SERVICE_STATES[facts.termService.value] || `in state ${facts.termService.value}`;
    checks.push(
      check(
        'terminalServices',
        'failed',
        `The service TermService is ${state}.`,
        'Start it: sc start TermService. Most calls need it.',
      ),
    );
  }
  return checks;
}

async function remoteCheck(backend: BackendContract, name: string, options: Cancel): Promise<DiagnosisCheck> {
  const host = new TerminalHost(shareHost(backend, name), REMOTE_TIMEOUT_MS);
  try {
    await host.probe(options);
    return check('rpc', 'ok', `${name} lists its sessions.`);
  } catch (error) {
    if (WindowsError.is(error)) return check('rpc', 'failed', `${name}: ${error.code} (${error.reason}).`, error.hint);
    if (error instanceof Error && error.name === 'TimeoutError') {
      return check('rpc', 'failed', `${name}: no answer.`, `See that ${name} is up and that its firewall lets RPC in.`);
    }
    throw error;
  } finally {
    await host.close();
  }
}

function check(
  name: DiagnosisCheck['name'],
  state: DiagnosisCheck['state'],
  found: string,
  advice?: string,
): DiagnosisCheck {
  return Object.freeze({ name, state, found, advice });
}

function finish(checks: readonly DiagnosisCheck[]): Diagnosis {
  return Object.freeze({ ok: checks.every(it => it.state !== 'failed'), checks: Object.freeze(checks) });
}
