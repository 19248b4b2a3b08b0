import type { BackendContract, Clock } from '../contract.js';
import type { Counts } from './addon-types.js';
import { Environment } from './environment.js';
import { NativeTerminal } from './terminal.js';

// Windows lives in real time, also where a test has replaced the clock of JavaScript.
const { setTimeout, clearTimeout } = globalThis;
const now = Date.now;

let shared: BackendContract | undefined;

/** The backend over the addon, which is loaded now. Throws a `NoAddonError` where there is none. */
export function nativeBackend(): BackendContract {
  shared ??= make();
  return shared;
}

/** What the addon has alive in this process. For tests. */
export function nativeCounts(): Counts {
  return Environment.shared().counts();
}

function make(): BackendContract {
  const environment = Environment.shared();
  const clock: Clock = {
    now,
    after(ms, due) {
      const timer = setTimeout(due, ms).unref();
      return () => clearTimeout(timer);
    },
    keep: () => environment.keep(),
  };
  return { kind: 'native', clock, terminal: new NativeTerminal(environment, clock) };
}
