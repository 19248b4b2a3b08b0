import { describe, expect, it } from 'vitest';
import type { SessionDetails, SessionHost } from 'winstation';
import { rich } from '../rich.js';
import { withWorld } from '../suite.js';

/** After these the older call is taken, where there is one. */
const FALLBACK = [0, 50, 120, 126, 127];
/** The session ended meanwhile. */
const VANISHED = [2, 7001, 7007, 7022];

/** Every code that Windows is known to fail session calls with, and one that nobody knows. */
const CODES = [
  ...FALLBACK,
  ...VANISHED,
  ...[5, 6, 8, 14, 53, 87, 122, 998, 1008, 1062, 1115, 1314, 1326, 1332, 1702, 1722, 1723, 1726, 1727, 1733, 1753, 1783],
  ...[1784, 1825, 7002, 7024, 7037, 7038, 7040, 7044, 7045, 7050, 7051, 7057, 31337],
];

const EX = ['WTSEnumerateSessionsExW', 'WTSEnumerateProcessesExW', 'WTSOpenServerExW'];
const QUERY = 'WTSQuerySessionInformationW';

/** What a job does when the raw call at one position of it fails: it says so, or it has another way or a place for that. */
type Outcome = 'fails' | 'goes on';

interface Job {
  readonly about: string;
  /** Exports that this Windows lacks. */
  readonly without?: readonly string[];
  /** Names are remembered, and what is done is done: then each run needs a world and a host of its own. */
  readonly fresh?: boolean;
  readonly run: (host: SessionHost, id: number) => Promise<unknown>;
  /** The nth call of that name, from 0. */
  readonly outcome: (name: string, nth: number, code: number) => Outcome;
}

/** A call that has an older one behind it goes on; any other is told. */
const listed = (name: string, code: number): Outcome => (EX.includes(name) && FALLBACK.includes(code) ? 'goes on' : 'fails');

/** What is only looked up for a row never fails a list. */
const IN_PASSING = [QUERY, 'LookupAccountNameW', 'LookupAccountSidW', 'ProcessIdToSessionId'];
const aboutList = (name: string, _: number, code: number): Outcome =>
  IN_PASSING.includes(name) ? 'goes on' : listed(name, code);

/** The first question about one session decides, and has an older form. */
const aboutOne = (name: string, nth: number, code: number): Outcome =>
  name === QUERY && nth === 0 && !FALLBACK.includes(code) ? 'fails' : aboutList(name, nth, code);

const alone = (): Outcome => 'fails';

const JOBS: readonly Job[] = [
  { about: 'a list', run: host => host.sessions(), outcome: aboutList },
  { about: 'a list with details', run: host => host.sessions({ details: true }), outcome: aboutList },
  {
    about: 'the older list, with names',
    without: ['WTSEnumerateSessionsExW'],
    run: host => host.sessions(),
    outcome: (name, nth, code) => (name === 'WTSEnumerateSessionsExW' ? 'goes on' : aboutList(name, nth, code)),
  },
  { about: 'one session', run: (host, id) => host.session(id), outcome: aboutOne },
  { about: 'the SID of a user', fresh: true, run: (host, id) => host.session(id), outcome: aboutOne },
  { about: 'a class', run: (host, id) => host.query(id, 'WTSUserName'), outcome: alone },
  { about: "a class's bytes", run: (host, id) => host.queryRaw(id, 5), outcome: alone },
  { about: 'processes', run: host => host.processes(), outcome: aboutList },
  { about: 'processes with details', run: host => host.processes({ details: true }), outcome: aboutList },
  {
    about: 'the older list of processes',
    without: ['WTSEnumerateProcessesExW'],
    run: host => host.processes({ details: true }),
    outcome: (name, nth, code) => (name === 'WTSEnumerateProcessesExW' ? 'goes on' : aboutList(name, nth, code)),
  },
  { about: 'accounts', fresh: true, run: host => host.processes({ accounts: true }), outcome: aboutList },
  { about: 'a message', run: (host, id) => host.message(id, 'text'), outcome: alone },
  {
    about: 'a message to a session that was seen before',
    run: async (host, id) => host.message(await seen(host, id), 'text'),
    outcome: (name, nth, code) => (name === 'WTSSendMessageW' ? 'fails' : aboutOne(name, nth === lookAgain ? 0 : 1, code)),
  },
  { about: 'a logoff', fresh: true, run: (host, id) => host.logoff(id, { wait: false }), outcome: alone },
];
