import type { SessionRow } from './contract.js';
import type { HostContext } from './host-context.js';
import type { Session, SessionKind } from './types.js';
import { STATES, stateWord } from './words.js';

const LISTEN = STATES.indexOf('listen');
const SERVICES_ID = 0;
const NO_CONSOLE = 0xffffffff;

/** Makes the sessions of one listing. `takenAt` is set when the listing has come back; all rows share it. */
export interface SessionMaker {
  readonly row: SessionRow<Session>;
  readonly takenAt: Date;
}

export function sessionMaker(host: Pick<HostContext, 'name' | 'remote' | 'backend'>): SessionMaker {
  const { terminal } = host.backend;
  const takenAt = new Date(0);
  const hostName = host.name;
  if (host.remote !== undefined) {
    // Which session of another machine is on its console, only the session's name tells.
    const row: SessionRow<Session> = (id, state, name, user, domain) =>
      session(hostName, id, state, name, user, domain, name !== undefined && isConsoleName(name), false, takenAt);
    return { takenAt, row };
  }
  const consoleId = terminal.activeConsoleSessionId();
  const own = terminal.sessionIdOf(undefined);
  const currentId = own.ok ? own.value : NO_CONSOLE;
  const row: SessionRow<Session> = (id, state, name, user, domain) =>
    session(hostName, id, state, name, user, domain, id === consoleId, id === currentId, takenAt);
  return { takenAt, row };
}

/** A row with names that came from another call than the listing. */
export function withNames(
  row: Session,
  state: number | undefined,
  user: string | undefined,
  domain: string | undefined,
) {
  return session(
    row.host,
    row.id,
    state ?? STATES.indexOf(row.state as (typeof STATES)[number]),
    row.name,
    user,
    domain,
    row.isConsole,
    row.isCurrent,
    row.takenAt,
  );
}

function session(
  host: string,
  id: number,
  state: number,
  name: string | undefined,
  userName: string | undefined,
  domainName: string | undefined,
  isConsole: boolean,
  isCurrent: boolean,
  takenAt: Date,
): Session {
  const user = userName || undefined;
  const domain = domainName || undefined;
  return Object.freeze({
    host,
    id,
    name: name ?? '',
    state: stateWord(state),
    kind: kindOf(id, state, user),
    user,
    domain,
    account: user === undefined ? undefined : domain === undefined ? user : `${domain}\\${user}`,
    isConsole,
    isCurrent,
    takenAt,
  });
}

function kindOf(id: number, state: number, user: string | undefined): SessionKind {
  if (user !== undefined) return 'user';
  if (id === SERVICES_ID) return 'services';
  return state === LISTEN ? 'listener' : 'free';
}

function isConsoleName(name: string): boolean {
  return name.toLowerCase() === 'console';
}
