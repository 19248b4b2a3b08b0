import { expect } from 'vitest';
import type { Diagnosis, Scenario } from 'winstation';
import type { TerminalCallName } from '../../../../lib/terminal/calls.js';
import { rich } from '../../rich.js';
import type { Job, Stage } from './campaign.js';
import { nameOf } from './codes.js';
import {
  ACCOUNT_OF,
  aboutList,
  aboutOne,
  alone,
  falls,
  LIST,
  listsAll,
  NEWER,
  never,
  OPEN,
  OWN,
  PROCESSES,
  QUERY,
  SID_OF,
} from './outcomes.js';

/** One session besides the newcomer's: a capture asks twelve classes of each. */
const small: Scenario = {
  version: 1,
  caller: { sessionId: 0 },
  hosts: [
    { name: 'SMALL', local: true, sessions: [{ id: 0, name: 'Services', state: 'disconnected' }] },
    { name: 'RDS01', sessions: [{ id: 0, name: 'Services', state: 'disconnected' }] },
  ],
};

const diagnosed = (check: string, code: number) => (result: unknown) => {
  const { checks } = result as Diagnosis;
  expect(checks.find(({ name }) => name === check)?.found).toContain(nameOf(code));
};
/** Channels belong to remote connections, so the service that takes those runs. */
const connected: Scenario = {
  ...rich,
  hosts: rich.hosts!.map(host => (host.local ? { ...host, termService: 'running' as const } : host)),
};

const CHECKS: Partial<Record<TerminalCallName, string>> = {
  GetTokenInformation: 'elevated',
  QueryServiceStatus: 'terminalServices',
  ProcessIdToSessionId: 'session0',
  WTSEnumerateSessionsExW: 'terminalServices',
};
/** Where an older call answers, all checks pass. Otherwise the check that needed the call fails. */
const isDiagnosed =
  (checks: Partial<Record<TerminalCallName, string>>, about: string): NonNullable<Job['answers']> =>
  (result, { name, nth }, code) => {
    // The list also asks for the own session, but does not need it.
    if (name === OWN && nth > 0) return;
    const check = checks[name] ?? about;
    if (!(falls(code) && NEWER.includes(name))) return diagnosed(check, code)(result);
    expect((result as Diagnosis).checks.find(it => it.name === check)?.state).not.toBe('failed');
  };

export const OTHERS: readonly Job[] = [
  {
    about: 'a capture',
    scenario: small,
    newcomer: true,
    sparing: [LIST, QUERY, PROCESSES, SID_OF, ACCOUNT_OF, OWN],
    makes: [LIST, QUERY, PROCESSES, SID_OF, ACCOUNT_OF],
    here: [OWN],
    run: async ({ host }) => (await host.capture({ redact: false })).hosts?.[0]?.sessions,
    outcome: aboutList,
    answers: listsAll(2),
  },
  {
    about: 'which session is the own',
    only: 'this machine',
    makes: [OWN],
    run: async ({ driver }) => driver.winstation.currentSessionId(),
    outcome: alone,
    reason: (_, code) => (code === 87 ? 'not-found' : undefined),
  },
  {
    about: 'which session a process is in',
    only: 'this machine',
    makes: [OWN],
    run: async ({ driver }) => driver.winstation.sessionIdOf(4400),
    outcome: alone,
    reason: (_, code) => (code === 87 ? 'not-found' : undefined),
  },
  {
    about: 'whether the own session is remote',
    only: 'this machine',
    makes: ['RegGetValueW', OWN],
    run: async ({ driver }) => driver.winstation.isRemoteSession(),
    outcome: never,
    answers: result => expect(result).toBe(true),
  },
  {
    about: 'a diagnosis',
    only: 'this machine',
    makes: ['GetTokenInformation', 'QueryServiceStatus', OWN, LIST],
    run: ({ driver }) => driver.winstation.diagnose(),
    outcome: never,
    answers: isDiagnosed(CHECKS, 'terminalServices'),
  },
  {
    about: 'a diagnosis of the way to another machine',
    only: 'this machine',
    makes: ['GetTokenInformation', 'QueryServiceStatus', OWN, OPEN, LIST],
    run: ({ driver }) => driver.winstation.diagnose('RDS01'),
    outcome: never,
    answers: (result, position, code, stage) => {
      const far = position.host === 'RDS01' ? {} : CHECKS;
      isDiagnosed(far, 'rpc')(result, position, code, stage);
    },
  },
  {
    about: 'a virtual channel of a session seen before',
    only: 'this machine',
    makes: [QUERY, 'WTSVirtualChannelOpenEx', 'WTSVirtualChannelQuery', 'WTSVirtualChannelClose'],
    scenario: connected,
    run: async ({ driver, who }) => {
      await driver.channel(who.id, 'ECHO', { dynamic: true });
      await using channel = await driver.winstation.localHost().openChannel(who, 'ECHO', { dynamic: true });
      return channel.name;
    },
    // Nothing can be done about a channel that is not taken back.
    outcome: (position, code) => (position.name === 'WTSVirtualChannelClose' ? 'goes on' : aboutOne(position, code)),
    answers: result => expect(result).toBe('ECHO'),
  },
  {
    about: 'the way to another machine',
    only: 'another machine',
    makes: [OPEN, LIST],
    run: opens,
    outcome: aboutList,
  },
  {
    about: 'the older way to another machine',
    only: 'another machine',
    makes: ['WTSOpenServerW', LIST],
    lacks: { name: OPEN, code: 127 },
    run: opens,
    outcome: aboutList,
  },
];

export async function opens({ driver, host }: Stage): Promise<void> {
  await using opened = await driver.winstation.openHost(host.name);
  expect(opened.isLocal).toBe(false);
}
