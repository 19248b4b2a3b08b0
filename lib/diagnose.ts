import type { BackendContract } from './backend-contract.js';
import type { Diagnosis } from './base/diagnosis.js';
import { check } from './base/diagnosis.js';
import { checkOptions, checkText } from './errors/arguments.js';
import { NoAddonError } from './errors/no-addon.js';
import { CANCEL, type Cancel, checkCancel } from './lane/cancel.js';
import { PARTS } from './parts.js';
import { diagnoseTerminal } from './terminal/diagnose.js';
import type { SharedHost } from './terminal/host.js';

/** How long the checks of a domain may take, where the caller does not say. */
const PART_MS = 10_000;

/** What works here and what does not, in every domain. A check that fails is a finding, not an error. */
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
  let host: SharedHost;
  try {
    found = backend();
    // The addon is loaded by the first question to it.
    found.terminal.activeConsoleSessionId();
    host = localHost(found);
  } catch (error) {
    if (!(error instanceof NoAddonError)) throw error;
    return finish([check('addon', 'failed', error.message, withoutAddon())]);
  }
  const loaded = found.kind === 'mock' ? 'A world answers in place of Windows.' : 'The addon is loaded.';
  const limit = options.timeout ?? PART_MS;
  const parts = PARTS.map(load =>
    // The time runs from here, and not from when the domain is loaded.
    host.waits.during(options, wait => wait.part(limit, async part => (await load()).diagnose(found, part))),
  );
  // At once: a service that does not answer takes each of them some seconds.
  const [terminal, ...others] = await Promise.all([diagnoseTerminal(host, remote, options), ...parts]);
  const checks = [...terminal.filter(it => it.name !== 'rpc'), ...others.flat()];
  // That of the other host comes last.
  return finish([check('addon', 'ok', loaded), ...checks, ...terminal.filter(it => it.name === 'rpc')]);
}

/** There is no `process` in a browser. */
function withoutAddon(): string {
  const { platform } = (globalThis as { readonly process?: { readonly platform?: string } }).process ?? {};
  return platform === 'win32'
    ? 'The text names the cause; "Troubleshooting" in the README of winstation says more.'
    : "Run it on Windows. To try or to test it here, use a world: createWorld() of 'winstation/mock'.";
}

function finish(checks: Diagnosis['checks']): Diagnosis {
  return Object.freeze({ ok: checks.every(it => it.state !== 'failed'), checks: Object.freeze(checks) });
}
