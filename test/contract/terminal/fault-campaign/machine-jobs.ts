import { expect } from 'vitest';
import type { Job, Outcome, Position, Stage } from './campaign.js';
import { aboutList, alone, falls, OPEN, onSideThread, PROCESSES } from './outcomes.js';

const TERMINATE = 'WTSTerminateProcess';
const TIMES = 'GetProcessTimes';

/** A program that has been running for a while. */
async function program({ door, driver, who }: Stage): Promise<number> {
  const pid = await door.act('startProcess', { name: 'edit.exe', session: who.id });
  await driver.advance(60_000);
  return pid;
}

/** 87 comes from opening the process. */
const ofProcess: NonNullable<Job['reason']> = ({ name }, code) =>
  code === 87 && (name === TERMINATE || name === TIMES) ? 'not-found' : undefined;

/** Where a newer call is missing, another one answers. */
const orOlder = (_: Position, code: number): Outcome => (falls(code) ? 'goes on' : 'fails');

export const MACHINE_ACTS: readonly Job[] = [
  {
    about: 'an end of a process',
    makes: [TERMINATE],
    run: async stage => await stage.host.terminate(await program(stage), { wait: false }),
    outcome: alone,
    reason: ofProcess,
  },
  {
    about: 'a waited end of a process seen before',
    makes: [PROCESSES, TERMINATE],
    here: [TIMES],
    sparing: [PROCESSES],
    run: async stage => {
      const pid = await program(stage);
      const rows = await stage.host.processes({ name: 'edit.exe' });
      await stage.host.terminate(rows.find(it => it.pid === pid) ?? 0);
    },
    outcome: aboutList,
    reason: ofProcess,
  },
  {
    about: 'a restart',
    newcomer: true,
    ends: true,
    makes: ['WTSShutdownSystem'],
    here: ['AdjustTokenPrivileges'],
    there: [OPEN],
    run: async ({ host, door }) => {
      await host.shutdown('restart');
      await door.act('boot');
    },
    outcome: onSideThread(alone),
  },
  {
    about: 'showing a session elsewhere',
    only: 'this machine',
    newcomer: true,
    makes: ['WTSConnectSessionW'],
    run: async ({ driver, door, who }) => {
      await door.act('account', who.user ?? '', { domain: who.domain ?? '', password: 'pw' });
      await driver.winstation.localHost().connect(who.id, 'console', { password: 'pw', wait: false });
    },
    outcome: alone,
  },
  {
    about: 'whether anybody is active',
    only: 'this machine',
    makes: ['WTSActiveSessionExists'],
    run: ({ host }) => host.hasActiveSession(),
    outcome: orOlder,
    answers: result => expect(result).toBe(true),
  },
  {
    about: 'child sessions',
    only: 'this machine',
    makes: ['WTSIsChildSessionsEnabled', 'WTSGetChildSessionId'],
    run: ({ driver }) => driver.winstation.localHost().childSessions(),
    outcome: ({ name }, code) => (name === 'WTSGetChildSessionId' && code === 1168 ? 'goes on' : 'fails'),
    answers: result => expect(result).toEqual({ enabled: false, id: undefined }),
  },
  {
    about: 'allowing child sessions',
    only: 'this machine',
    makes: ['WTSEnableChildSessions'],
    run: ({ driver }) => driver.winstation.localHost().setChildSessionsEnabled(false),
    outcome: alone,
  },
  {
    about: 'who may log on',
    only: 'this machine',
    makes: ['RegGetValueW'],
    run: ({ driver }) => driver.winstation.localHost().logonMode(),
    // A value that is not there is that of a Windows which nobody has changed.
    outcome: (_, code) => (code === 2 ? 'goes on' : 'fails'),
    answers: result => expect(result).toBe('open'),
  },
  {
    about: 'setting who may log on',
    only: 'this machine',
    amongOthers: true,
    makes: ['RegSetValueExW'],
    run: async ({ driver, door }) => {
      await door.act('policy', { logonMode: 'open' });
      await driver.winstation.localHost().setLogonMode('closed');
      await door.act('policy', { logonMode: 'open' });
    },
    outcome: alone,
  },
];
