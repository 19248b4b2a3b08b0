import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Winstation } from 'winstation';
import type { DesktopModule } from 'winstation/desktop';
import type { IscsiModule } from 'winstation/iscsi';
import type { LogonModule } from 'winstation/logon';
import type { WorldHost, WorldVssSession } from 'winstation/mock';
import type { MonikerModule } from 'winstation/moniker';
import type { VssModule } from 'winstation/vss';
import type { BackDoor, DrivenFault, DrivenModules, WorldDriver } from '../contract/driver.js';
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

/** `prefix`: which back door of the world, such as `'iscsi.'`. */
function backDoor<T>(client: ControlClient, host: string | null, prefix = ''): BackDoor<T> {
  return {
    act: (method, ...args) => client.request('act', host, `${prefix}${method}`, args) as Promise<never>,
    fault: (method, ...args) => makeFault(client, host, `${prefix}${method}`, args as readonly unknown[]),
    get: name => client.request('get', host, `${prefix}${name}`) as Promise<never>,
  };
}

/** The end of another program's session that is in the world. It is known by its id. */
async function vssSession(
  client: ControlClient,
  kind: 'backup' | 'restore',
  options: unknown,
): Promise<WorldVssSession> {
  const { id } = (await client.request('vssSession', kind, options ?? {})) as Pick<WorldVssSession, 'id'>;
  return {
    id,
    until: phase => client.request('vss', id, 'until', phase) as Promise<void>,
    finish: async () => {
      const { ok, events } = (await client.request('vss', id, 'finish')) as Awaited<
        ReturnType<WorldVssSession['finish']>
      >;
      // What is undefined does not travel.
      return { ok, events: events.map(it => ({ ...it, code: it.code, message: it.message })) };
    },
    abort: () => client.request('vss', id, 'abort') as Promise<void>,
  };
}

interface Parts {
  createWinstation(backend: () => object): Winstation;
  createDesktop(backend: () => object): DesktopModule;
  createIscsi(backend: () => object): IscsiModule;
  createLogon(backend: () => object, sessionsOf: unknown): LogonModule;
  createMoniker(backend: () => object, sessionsOf: unknown): MonikerModule;
  readonly terminalSessions: unknown;
  createVss(backend: () => object): VssModule;
  nativeBackend(): object;
}

interface Fresh {
  readonly winstation: Winstation;
  readonly modules: DrivenModules;
}

/**
 * The package's own functions, made anew as its entries make them. A host remembers accounts for a while, which would
 * otherwise be those of the world before. The files and the classes are those of the installed package,
 * and `core.js` is where its entries find `createWinstation`.
 */
function fresh(): Fresh {
  const require = createRequire(path.join(process.cwd(), 'package.json'));
  const dist = path.dirname(require.resolve('winstation'));
  const { createWinstation } = require(path.join(dist, 'core.js')) as Parts;
  const { createDesktop } = require(path.join(dist, 'desktop/domain.js')) as Parts;
  const { createIscsi } = require(path.join(dist, 'iscsi/domain.js')) as Parts;
  const { createLogon, createMoniker, terminalSessions } = partsIn(require, dist, [
    'core',
    'common',
    'logon/domain',
    'moniker/domain',
  ]);
  const { createVss } = require(path.join(dist, 'vss/domain.js')) as Parts;
  const { nativeBackend } = require(path.join(dist, 'native/index.js')) as Parts;
  const backend = { ...nativeBackend() };
  const ofDesktop = require('winstation/desktop') as DrivenModules['winstation/desktop'];
  const ofIscsi = require('winstation/iscsi') as DrivenModules['winstation/iscsi'];
  const ofMoniker = require('winstation/moniker') as DrivenModules['winstation/moniker'];
  const ofLogon = require('winstation/logon') as DrivenModules['winstation/logon'];
  const ofVss = require('winstation/vss') as DrivenModules['winstation/vss'];
  return {
    winstation: createWinstation(() => backend),
    modules: {
      'winstation/desktop': { ...ofDesktop, ...createDesktop(() => backend) },
      'winstation/iscsi': { ...ofIscsi, ...createIscsi(() => backend) },
      'winstation/logon': { ...ofLogon, ...createLogon(() => backend, terminalSessions) },
      'winstation/moniker': { ...ofMoniker, ...createMoniker(() => backend, terminalSessions) },
      'winstation/vss': { ...ofVss, ...createVss(() => backend) },
    },
  };
}

/** Where the bundle puts what several entries need depends on how many need it. */
function partsIn(require: NodeJS.Require, dist: string, files: readonly string[]): Parts {
  return Object.assign({}, ...files.map(file => require(path.join(dist, `${file}.js`)))) as Parts;
}

/** Drives this process's world in the world server, while the API under test reaches it through the stand-ins. */
export function createLabDriver(client: ControlClient, delivery: Delivery = 'posted'): WorldDriver {
  let made = fresh();
  const ask = client.request.bind(client) as <T>(method: string, ...args: readonly unknown[]) => Promise<T>;
  return {
    ...backDoor<WorldHost>(client, null),
    iscsi: backDoor(client, null, 'iscsi.'),
    desktop: backDoor(client, null, 'desktop.'),
    com: backDoor(client, null, 'com.'),
    vss: backDoor(client, null, 'vss.'),
    backup: options => vssSession(client, 'backup', options),
    restore: options => vssSession(client, 'restore', options),
    // Elevation and services are Wine's own.
    supports: {
      callerAndServices: false,
      threads: true,
      codes: process.env.LAB_SPARING === '1' ? 'one of each class' : 'most',
    },
    get winstation() {
      return made.winstation;
    },
    get modules() {
      return made.modules;
    },
    restart: () => ask('act', null, 'restart', []),
    async reset(scenario, options) {
      await ask('reset', scenario, { ...options, clock: 'world' });
      if (delivery === 'sent') await ask('deliver', delivery);
      made = fresh();
    },
    program: (file, steps) => ask('program', file, steps),
    remove: syscall => makeFault(client, null, 'remove', [syscall]),
    async channel(sessionId, name, options) {
      const at = [sessionId, name, options ?? {}] as const;
      await ask('channel', ...at);
      return {
        send: message => ask('channel', ...at, 'send', message),
        raw: bytes => ask('channel', ...at, 'raw', bytes),
        received: () => ask('channel', ...at, 'received'),
        pause: async () => {
          const { $fault } = (await ask('channel', ...at, 'pause')) as { $fault: number };
          return {
            end: async () => {
              await ask('endFault', $fault);
            },
          };
        },
        close: () => ask('channel', ...at, 'close'),
      };
    },
    on: name => backDoor(client, name),
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
