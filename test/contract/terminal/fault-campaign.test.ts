import { describe, expect, it } from 'vitest';
import type { Session, SessionHost } from 'winstation';
import type { HostDriver } from '../driver.js';
import { rich } from '../rich.js';
import { withWorld } from '../suite.js';

/** After these the older call is taken, where there is one. */
const FALLBACK = [0, 50, 120, 126, 127];

/** Every code that Windows is known to fail session calls with, and one that nobody knows. */
const CODES = [
  ...FALLBACK,
  ...[
    2, 5, 6, 8, 14, 53, 87, 122, 998, 1008, 1062, 1115, 1314, 1326, 1332, 1702, 1722, 1723, 1726, 1727, 1733, 1753,
    1783,
  ],
  ...[1784, 1825, 7001, 7002, 7007, 7022, 7024, 7037, 7038, 7040, 7044, 7045, 7050, 7051, 7057, 31337],
];

const EX = ['WTSEnumerateSessionsExW', 'WTSEnumerateProcessesExW', 'WTSOpenServerExW'];
const QUERY = 'WTSQuerySessionInformationW';

/** What a job does when the raw call at one position of it fails: it says so, or it has another way or a place for that. */
type Outcome = 'fails' | 'goes on';

interface Job {
  readonly about: string;
  /** The last of the raw calls that it must be tried with. */
  readonly reaches: string;
  /** What this Windows lacks or refuses throughout. */
  readonly setup?: (door: HostDriver) => Promise<unknown>;
  /**
   * Names are remembered, and what is done is done: then each run needs a world of its own, and only the last call is tried.
   */
  readonly fresh?: boolean;
  readonly run: (host: SessionHost, ref: Session) => Promise<unknown>;
  /** What becomes of it when the nth call of that name fails; the first is 0. */
  readonly outcome: (name: string, nth: number, code: number) => Outcome;
}

/** What is only looked up for a row never fails a list. */
const IN_PASSING = [QUERY, 'LookupAccountNameW', 'LookupAccountSidW', 'ProcessIdToSessionId'];

/** A call that has an older one behind it goes on without; any other is told. */
const aboutList = (name: string, _: number, code: number): Outcome =>
  IN_PASSING.includes(name) || (EX.includes(name) && FALLBACK.includes(code)) ? 'goes on' : 'fails';

/** The first question about a session decides, and has an older form. */
const aboutOne = (name: string, nth: number, code: number): Outcome =>
  name === QUERY && nth === 0 && !FALLBACK.includes(code) ? 'fails' : aboutList(name, nth, code);

const alone = (): Outcome => 'fails';
const lacks = (syscall: string) => (door: HostDriver) => door.fault('fail', syscall, { code: 127 });

const JOBS: readonly Job[] = [
  { about: 'a list', reaches: 'WTSEnumerateSessionsExW', run: host => host.sessions(), outcome: aboutList },
  {
    about: 'a list with details',
    reaches: QUERY,
    run: (host, { id }) => host.sessions({ details: true, where: { id: [id, 3, 2] } }),
    outcome: aboutList,
  },
  {
    about: 'the older list, with names',
    reaches: QUERY,
    setup: lacks('WTSEnumerateSessionsExW'),
    run: host => host.sessions(),
    outcome: aboutList,
  },
  { about: 'one session', reaches: QUERY, run: (host, { id }) => host.session(id), outcome: aboutOne },
  {
    about: 'one session and its SID',
    reaches: 'LookupAccountNameW',
    fresh: true,
    run: (host, { id }) => host.session(id),
    outcome: aboutOne,
  },
  { about: 'a class', reaches: QUERY, run: (host, { id }) => host.query(id, 'WTSUserName'), outcome: alone },
  { about: "a class's bytes", reaches: QUERY, run: (host, { id }) => host.queryRaw(id, 5), outcome: alone },
  { about: 'processes', reaches: 'WTSEnumerateProcessesExW', run: host => host.processes(), outcome: aboutList },
  {
    about: 'processes with details',
    reaches: 'WTSEnumerateProcessesExW',
    run: host => host.processes({ details: true }),
    outcome: aboutList,
  },
  {
    about: 'processes at level 0, after level 1',
    reaches: 'WTSEnumerateProcessesExW',
    setup: door => door.fault('fail', 'WTSEnumerateProcessesExW', { code: 50, args: [1] }),
    run: host => host.processes({ details: true }),
    outcome: aboutList,
  },
  {
    about: 'the older list of processes',
    reaches: 'WTSEnumerateProcessesW',
    setup: lacks('WTSEnumerateProcessesExW'),
    run: host => host.processes({ details: true }),
    outcome: aboutList,
  },
  {
    about: 'accounts',
    reaches: 'LookupAccountSidW',
    fresh: true,
    run: host => host.processes({ accounts: true }),
    outcome: aboutList,
  },
  { about: 'a message', reaches: 'WTSSendMessageW', run: (host, { id }) => host.message(id, 'text'), outcome: alone },
  {
    about: 'a message to a session seen before',
    reaches: 'WTSSendMessageW',
    run: (host, ref) => host.message(ref, 'text'),
    outcome: aboutOne,
  },
  {
    about: 'a logoff',
    reaches: 'WTSLogoffSession',
    fresh: true,
    run: (host, { id }) => host.logoff(id, { wait: false }),
    outcome: alone,
  },
  {
    about: 'a waited logoff of a session seen before',
    reaches: 'WTSLogoffSession',
    fresh: true,
    run: (host, ref) => host.logoff(ref),
    outcome: aboutOne,
  },
];

const MACHINES = [
  ['this machine', undefined, 9],
  ['another machine', 'RDS01', 5],
] as const;

/** Calls that cannot fail. */
const SURE = ['WTSGetActiveConsoleSessionId', 'WTSCloseServer', 'GetSystemMetrics'];

describe.each(MACHINES)('on %s, every raw call fails in turn with every code:', (_, remote, id) => {
  const driver = withWorld(rich);
  const door = () => (remote === undefined ? driver : driver.on(remote));

  async function open(job: Job): Promise<[SessionHost, Session]> {
    const host = remote === undefined ? driver.winstation.localHost() : await driver.winstation.openHost(remote);
    // Only listed: what a job looks up has not been looked up before.
    const ref = (await host.sessions()).find(session => session.id === id) as Session;
    await job.setup?.(door());
    return [host, ref];
  }

  async function anew(job: Job): Promise<[SessionHost, Session]> {
    await driver.reset(rich);
    return await open(job);
  }

  it.each(JOBS.map(job => [job.about, job] as const))('%s', async (_about, job) => {
    let [host, ref] = await open(job);
    await job.run(host, ref);
    if (job.fresh) {
      await host.close();
      [host, ref] = await anew(job);
    }
    await driver.clearCalls();
    await job.run(host, ref);
    const made = (await driver.calls()).filter(({ name, error }) => !SURE.includes(name) && error === undefined);
    expect(made.map(({ name }) => name)).toContain(job.reaches);

    const before = new Map<string, number>();
    for (const { name } of made) {
      const nth = before.get(name) ?? 0;
      before.set(name, nth + 1);
      if (job.fresh && name !== job.reaches) continue;
      for (const code of CODES) {
        if (job.fresh) {
          await host.close();
          [host, ref] = await anew(job);
        }
        const fault = await door().fault('fail', name, { code, times: 1, after: nth });
        const error = await job.run(host, ref).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        const where = `${name} (${nth}) with ${code}`;
        if (job.outcome(name, nth, code) === 'goes on') expect(error, where).toBeUndefined();
        else {
          expect(error, where).toMatchObject({ name: 'WindowsError', errno: code, syscall: name, host: host.name });
        }
        await fault.end();
      }
    }
    // The next call works, on the same thread and the same handle.
    expect((await host.sessions()).length).toBeGreaterThan(3);
    await host.close();
  });

  it('the way there', async () => {
    if (remote === undefined) return;
    for (const [name, older] of [
      ['WTSOpenServerExW', false],
      ['WTSOpenServerW', true],
    ] as const) {
      for (const code of CODES) {
        const missing = older ? await door().fault('fail', 'WTSOpenServerExW', { code: 127 }) : undefined;
        const fault = await door().fault('fail', name, { code, times: 1 });
        const opened = await driver.winstation.openHost(remote).catch((reason: unknown) => reason);
        if (!older && FALLBACK.includes(code)) {
          expect((await (opened as SessionHost).sessions()).length).toBeGreaterThan(3);
          await (opened as SessionHost).close();
        } else {
          expect(opened, `${name} with ${code}`).toMatchObject({ name: 'WindowsError', errno: code, syscall: name });
        }
        await fault.end();
        await missing?.end();
        const host = await driver.winstation.openHost(remote);
        await host.close();
      }
    }
  });
});
