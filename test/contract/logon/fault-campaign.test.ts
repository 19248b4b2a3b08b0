import { describe, expect, it } from 'vitest';
import type { Luid } from 'winstation/identity';
import type { LogonSession } from 'winstation/logon';
import type { LogonCalls } from '../../../lib/logon/calls.js';
import type { WorldDriver } from '../driver.js';
import * as general from '../fault-campaign/campaign.js';
import { GENERAL, MISSING, makeCodes, RPC, UNKNOWN, WINDOWS_CODES, type WindowsCode } from '../fault-campaign/codes.js';
import { withWorld } from '../suite.js';

type Name = keyof LogonCalls;
type Position = general.Position<Name>;
type Job = general.Job<Name, WorldDriver>;

const LIST = 'LsaEnumerateLogonSessions';
const DATA = 'LsaGetLogonSessionData';
const SYSTEM = '0x0:0x3e7' as Luid;

const ENDED = 1312;
/** A status that no code of Win32 stands for stays what it is. */
const STATUS = 0xc0ff_1234;
/** By which Windows says that others are not shown. */
const DENIED: readonly number[] = [5, 1314, 1326, 1825];

/** Both return a status, and success is 0. */
const ALL: readonly number[] = [...[...MISSING, ...GENERAL, ...RPC].filter(code => code !== 0), ENDED, STATUS];
const CODES: Readonly<Record<Name, readonly number[]>> = { [LIST]: ALL, [DATA]: ALL };
const classes: readonly (WindowsCode | typeof ENDED | typeof STATUS)[] = [5, 8, 127, 1722, ENDED, STATUS, UNKNOWN];

const codes = makeCodes<Name, number>({
  known: [...WINDOWS_CODES, [ENDED, 'ERROR_NO_SUCH_LOGON_SESSION', 'not-found'], [STATUS, '0xC0FF1234', 'other']],
  classes,
  of: CODES,
});

class Campaign extends general.Campaign<Name, WorldDriver, Job> {
  constructor(driver: WorldDriver, job: Job) {
    super(driver, job, codes);
  }

  protected override async prepare(): Promise<WorldDriver> {
    return this.driver;
  }

  protected override errorOf({ name }: Position, code: number): object {
    const reason = codes.reasonOf(code);
    const host = this.driver.winstation.localHost().name;
    const isAdvised = reason !== 'other' && reason !== 'no-user' && reason !== 'unreachable';
    return general.typedError(host, name, [code, codes.nameOf(code), reason, isAdvised]);
  }

  protected override async expectNextWorks(where: string): Promise<void> {
    expect(await this.driver.modules['winstation/logon'].logonSession(SYSTEM), where).toMatchObject({ luid: SYSTEM });
  }
}

/** All but the one that was asked about; that one says why, unless it has ended. */
const oneIsWithheld: NonNullable<Job['answers']> = (result, { args: [low, high] }, code) => {
  const list = result as readonly LogonSession[];
  const withheld = list.filter(it => it.withheld.length > 0);
  expect(list).toHaveLength(code === ENDED ? COUNT - 1 : COUNT);
  if (code === ENDED) return expect(withheld).toEqual([]);
  expect(withheld.map(it => it.luid)).toEqual([`0x${Number(high).toString(16)}:0x${Number(low).toString(16)}`]);
  expect(withheld[0]?.withheld).toEqual([{ what: 'data', code: codes.nameOf(code), reason: codes.reasonOf(code) }]);
};

/** Three of services, one of a user, one of the network. */
const COUNT = 5;

const JOBS: readonly Job[] = [
  {
    about: 'all logons',
    makes: [LIST, DATA],
    run: ({ modules }) => modules['winstation/logon'].logonSessions(),
    outcome: ({ name }) => (name === LIST ? 'fails' : 'goes on'),
    answers: oneIsWithheld,
  },
  {
    about: 'the logons of a session',
    makes: [LIST, DATA],
    sparing: [LIST, DATA],
    run: ({ modules }) => modules['winstation/logon'].logonSessions({ session: 1 }),
    outcome: ({ name }) => (name === LIST ? 'fails' : 'goes on'),
    // Of one that is withheld nobody knows whose it is.
    answers: result => {
      for (const it of result as readonly LogonSession[]) expect(it).toMatchObject({ sessionId: 1, withheld: [] });
    },
  },
  {
    about: 'one logon',
    makes: [DATA],
    run: ({ modules }) => modules['winstation/logon'].logonSession(SYSTEM),
    outcome: (_, code) => (code === ENDED || DENIED.includes(code) ? 'goes on' : 'fails'),
    answers: (result, _, code) => {
      if (code === ENDED) expect(result).toBeUndefined();
      else expect(result).toMatchObject({ luid: SYSTEM, withheld: [{ what: 'data', code: codes.nameOf(code) }] });
    },
  },
  {
    about: 'a capture',
    makes: [LIST, DATA],
    sparing: [LIST, DATA],
    run: async ({ winstation }) => (await winstation.localHost().capture({ redact: false })).logons,
    outcome: () => 'goes on',
    // What is refused is left out.
    answers: (result, { name }) => {
      if (name === LIST) expect(result).toBeUndefined();
    },
  },
];

/** A job runs some hundred times. */
const TIMEOUT_MS = 120_000;

describe('every raw call fails in turn with every code:', () => {
  const driver = withWorld({
    version: 1,
    hosts: [{ name: 'WS01', consoleSessionId: 1, sessions: [{ id: 0 }, { id: 1, user: 'anna' }] }],
    logons: [{ luid: '0x1:0x2', type: 'network', user: 'berta' }],
  });

  it.each(JOBS.map(job => [job.about, job] as const))(
    '%s',
    async (_about, job) => {
      await new Campaign(driver, job).wage();
    },
    TIMEOUT_MS,
  );
});
