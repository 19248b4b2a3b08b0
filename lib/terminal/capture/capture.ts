import type { Answer, Failure } from '../../base/answer.js';
import { formatTicks, ticksOf, ticksToMs } from '../../base/ticks.js';
import { isWellKnownSid } from '../../base/well-known-sid.js';
import type { Session } from '../../identity/session.js';
import type { Ask } from '../../lane/job.js';
import type { Wait } from '../../lane/wait.js';
import type { Account, DetailStep, TerminalThread } from '../contract.js';
import { type HostContext, hostError } from '../host-context.js';
import { infoOf } from '../info/info-step.js';
import type { InfoClassName } from '../info/raw-info.js';
import { rawRow } from '../processes/process-rows.js';
import { meaningOf } from '../sessions/details.js';
import { gather } from '../sessions/gather.js';
import { listRows } from '../sessions/listing.js';
import { swapsLock } from '../sessions/lock-and-idle.js';
import type { ListedAs } from '../sessions/session-rows.js';
import { capturedProcess } from './capture-process.js';
import { type CapturedRow, capturedSession } from './capture-session.js';
import type { Scenario, ScenarioAccount, ScenarioHost } from './scenario.js';

/** How long a capture waits for SIDs, and how long for accounts. Those that have not come by then are left out. */
const NAMES_MS = 10_000;

const WTS_ANY_SESSION = 0xfffffffe;

/** Everything that Windows reports about a session, so that a world can report the same. */
const CLASSES: readonly InfoClassName[] = [
  'WTSClientProtocolType',
  'WTSClientInfo',
  'WTSInitialProgram',
  'WTSApplicationName',
  'WTSWorkingDirectory',
  'WTSOEMId',
  'WTSConfigInfo',
  'WTSSessionAddressV4',
  'WTSIsRemoteSession',
  'WTSSessionActivityId',
  'WTSCapabilityCheck',
];
const STEPS: readonly DetailStep[] = CLASSES.map(infoClass => ({ infoClass }));

/** The sessions, processes and accounts of the host, as a scenario. */
export async function captureTerminal(host: HostContext, wait: Wait): Promise<Scenario> {
  const { gathered, listedAs, processes } = await host.lane.run(wait, ask => gatherAll(host, ask));
  const present = gathered.map(({ session, facts }) => {
    const info = infoOf(facts);
    return { row: capturedRow(session, listedAs.get(session.id)), facts, info: info.ok ? info.value : undefined };
  });
  const names = new Set(present.flatMap(({ row }) => accountOf(row) ?? []));
  const sids = await host.accounts.sidsWithin(NAMES_MS, names, wait);
  const userSids = new Set([...sids.values()].flatMap(sid => (sid.ok ? [sid.value] : [])));
  const meaning = await meaningOf(
    host,
    present.map(it => it.facts),
    wait,
  );
  const known = await host.accounts.accountsWithin(NAMES_MS, new Set(processes.flatMap(({ sid }) => sid ?? [])), wait);

  const times = present.flatMap(({ info }) =>
    info && ticksToMs(info.currentTime) !== undefined ? [info.currentTime] : [],
  );
  const now = times[0] ?? ticksOf(host.backend.clock.now());
  const { terminal } = host.backend;
  const local = host.remote === undefined;
  const consoleId = local ? terminal.activeConsoleSessionId() : undefined;
  const own = local ? terminal.sessionIdOf(undefined) : undefined;
  return {
    version: 1,
    now: formatTicks(now),
    ...(own?.ok ? { caller: { sessionId: own.value } } : {}),
    hosts: [
      {
        name: host.name,
        ...(local ? { local: true, consoleSessionId: consoleId === 0xffffffff ? null : consoleId } : oldWindows(host)),
        sessions: present.map(it => capturedSession(it, sids.get(accountOf(it.row) ?? ''), meaning)),
        processes: processes.map(capturedProcess),
        accounts: otherAccounts(known, userSids),
      },
    ],
  };
}

/** A world must swap the lock flags as this Windows does. No Node runs on it, so it cannot be the local host of a world. */
function oldWindows({ version: { known } }: HostContext): Partial<ScenarioHost> {
  return known && swapsLock(known) ? { local: false, windows: `${known.major}.${known.minor}` } : {};
}

async function gatherAll(host: HostContext, ask: Ask<TerminalThread>) {
  const listedAs = new Map<number, ListedAs>();
  const listing = await listRows(host, ask, listedAs);
  const { gathered } = await gather(host, ask, listing, listing.rows, STEPS);
  const facts = await ask(thread =>
    thread.processes({ levels: [1, 0], sessionId: WTS_ANY_SESSION, rowsAt: () => rawRow }),
  );
  if (!facts.via) throw hostError(host, facts.failures.at(-1) as Failure);
  return { gathered, listedAs, processes: facts.rows };
}

/** The session with values that only the listing has. Where it has no name, the listing has NULL or an empty text. */
function capturedRow({ id, state, name, user, domain }: Session, listed: ListedAs = {}): CapturedRow {
  return {
    id,
    state,
    name: name === '' ? listed.name : name,
    user,
    domain,
    hostName: listed.hostName,
    farmName: listed.farmName,
  };
}

function accountOf({ user, domain }: CapturedRow): string | undefined {
  if (!user) return undefined;
  return domain ? `${domain}\\${user}` : user;
}

/** The accounts that only processes have: those of sessions are in the sessions, and every Windows knows the well-known ones. */
function otherAccounts(known: ReadonlyMap<string, Answer<Account>>, users: ReadonlySet<string>): ScenarioAccount[] {
  return [...known].flatMap(([sid, answer]) => {
    if (!answer.ok || users.has(sid) || isWellKnownSid(sid)) return [];
    const { name, domain, use } = answer.value;
    return [{ sid, name, domain, use }];
  });
}
