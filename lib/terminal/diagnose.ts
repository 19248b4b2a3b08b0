import type { BackendContract } from '../contract.js';
import { checkOptions, checkText } from '../errors/arguments.js';
import { NoAddonError } from '../errors/no-addon.js';
import { WindowsError } from '../errors/windows-error.js';
import type { Wait } from '../lane/wait.js';
import type { SharedHost } from './host.js';
import { CANCEL, checkCancel, hostError } from './host-context.js';
import { tryHost } from './open-host.js';
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
  const loaded = found.kind === 'mock' ? 'A world answers in place of Windows.' : 'The addon is loaded.';
  const host = localHost(found);
  return await host.waits.during(options, async wait => {
    const checks = [check('addon', 'ok', loaded), ...(await systemChecks(host, wait))];
    if (remote !== undefined) {
      const timeout = options.timeout ?? REMOTE_TIMEOUT_MS;
      checks.push(await wait.part(timeout, part => remoteCheck(found, remote, part)));
    }
    return finish(checks);
  });
}

async function systemChecks(host: SharedHost, wait: Wait): Promise<DiagnosisCheck[]> {
  const facts = await host.beside.run(wait, ask => ask(thread => thread.system()));
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

async function remoteCheck(backend: BackendContract, name: string, wait: Wait): Promise<DiagnosisCheck> {
  try {
    await tryHost(backend, name, wait);
    return check('rpc', 'ok', `${name} lists its sessions.`);
  } catch (error) {
    if (WindowsError.is(error)) return check('rpc', 'failed', `${name}: ${error.code} (${error.reason}).`, error.hint);
    if (error instanceof Error && error.name === 'TimeoutError') {
      return check('rpc', 'failed', `${name}: no answer.`, `See that ${name} is up and that its firewall lets RPC in.`);
    }
    throw error;
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
