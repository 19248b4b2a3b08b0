import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Winstation } from 'winstation';
import type { DrivenFault, HostDriver, WorldDriver } from '../contract/driver.js';
import type { ControlClient } from './wire/control.js';
import type { Delivery } from './wire/notices.js';

async function makeFault(
  client: ControlClient,
  host: string | null,
  method: string,
  args: readonly unknown[],
): Promise<DrivenFault> {
  const { $fault } = (await client.request('act', host, method, args)) as { $fault: number };
  return {
    end: async () => {
      await client.request('endFault', $fault);
    },
  };
}

function hostDriver(client: ControlClient, host: string | null): HostDriver {
  return {
    act: (method, ...args) => client.request('act', host, method, args) as Promise<never>,
    fault: (method, ...args) => makeFault(client, host, method, args),
    get: name => client.request('get', host, name) as Promise<never>,
  };
}

interface Parts {
  createWinstation(backend: () => object): Winstation;
  nativeBackend(): object;
}

/**
 * The package's own functions, made anew as its `index` makes them. A host remembers accounts for a while, which would
 * otherwise be those of the world before. The files and the classes are those of the installed package,
 * and `core.js` is where its entries find `createWinstation`.
 */
function freshWinstation(): Winstation {
  const require = createRequire(path.join(process.cwd(), 'package.json'));
  const dist = path.dirname(require.resolve('winstation'));
  const { createWinstation } = require(path.join(dist, 'core.js')) as Parts;
  const { nativeBackend } = require(path.join(dist, 'native/index.js')) as Parts;
  const backend = { ...nativeBackend() };
  return createWinstation(() => backend);
}

/** Drives this process's world in the world server, while the API under test reaches it through the stand-ins. */
export function createLabDriver(client: ControlClient, delivery: Delivery = 'posted'): WorldDriver {
  let winstation = freshWinstation();
  const ask = client.request.bind(client) as <T>(method: string, ...args: readonly unknown[]) => Promise<T>;
  return {
    ...hostDriver(client, null),
    // Elevation and services are Wine's own.
    supports: { callerAndServices: false, threads: true, everyCode: false },
    get winstation() {
      return winstation;
    },
    async reset(scenario, options) {
      await ask('reset', scenario, { ...options, clock: 'world' });
      if (delivery === 'sent') await ask('deliver', delivery);
      winstation = freshWinstation();
    },
    remove: syscall => makeFault(client, null, 'remove', [syscall]),
    on: name => hostDriver(client, name),
    advance: ms => ask('advance', ms),
    async pass(ms) {
      await ask('advance', ms);
      await sleep(ms);
    },
    now: () => ask('now'),
    calls: () => ask('calls'),
    clearCalls: () => ask('clearCalls'),
    outstanding: (handles = 0) => ask('outstanding', handles),
    toScenario: () => ask('toScenario'),
  };
}
