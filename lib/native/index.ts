import type { BackendContract } from '../backend-contract.js';
import type { Clock } from '../base/clock.js';
import { afterLong } from '../base/long-timer.js';
import type { Counts } from './bridge/addon-types.js';
import { NativeCallThread } from './bridge/call-thread.js';
import { Environment } from './bridge/environment.js';
import { localName } from './bridge/local-name.js';
import { NativeDesktop } from './desktop/desktop.js';
import { NativeTerminal } from './terminal/terminal.js';
import { NativeVss } from './vss/vss.js';

// Windows lives in real time, also where a test has replaced the clock of JavaScript.
const timers = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout as (timer: unknown) => void,
};
const now = Date.now;
const monotonic = performance.now.bind(performance);
/** Two steps of the coarse clock, which are 15.6 ms each. */
const GRAIN_MS = 32;

let shared: BackendContract | undefined;

/**
 * The backend over the addon, which is loaded by the first question. Where there is none, that throws a `NoAddonError`; to have
 * a host and ask it nothing is fine anywhere.
 */
export function nativeBackend(): BackendContract {
  shared ??= make();
  return shared;
}

/** What the addon has alive in this process. For tests. */
export function nativeCounts(): Counts {
  return Environment.shared().counts();
}

function make(): BackendContract {
  let environment: Environment | undefined;
  const load = () => {
    environment ??= Environment.shared();
    return environment;
  };
  const clock: Clock = {
    now,
    monotonic,
    grain: GRAIN_MS,
    after: (ms, due) => afterLong(timers, ms, due),
    keep: () => load().keep(),
  };
  return {
    kind: 'native',
    clock,
    localName,
    terminal: new NativeTerminal(load, clock),
    desktop: new NativeDesktop(load),
    vss: new NativeVss(load),
    openCallThread: (domain, calls) => new NativeCallThread(load(), domain, calls),
  };
}
