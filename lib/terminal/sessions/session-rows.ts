import { sameText } from '../../base/fold.js';
import type { Session, SessionKind } from '../../identity/session.js';
import type { RowsAt, SessionRow, TerminalContract } from '../contract.js';
import type { HostContext } from '../host-context.js';
import type { RawSessionInfo } from '../info/raw-info.js';
import { STATES, stateWord } from './words.js';

const LISTEN = STATES.indexOf('listen');
const SERVICES_ID = 0;
const NO_CONSOLE = 0xffffffff;

/** The lengths of `WTSINFOEX_LEVEL1_W`; `WTSINFOW` has one less for the names of sessions and domains. */
const CUT_NAME = 31;
const CUT_USER = 20;
const CUT_DOMAIN = 16;

/** What a listing says of a session that is not in its row. */
export interface ListedAs {
  /** NULL is `undefined`. */
  readonly name?: string | undefined;
  readonly hostName?: string | undefined;
  readonly farmName?: string | undefined;
}

/** Makes the sessions of one listing. What else they need to know is asked now, before the listing is made. */
export class SessionRows {
  readonly #host: string;
  readonly #terminal: TerminalContract;
  readonly #consoleId: number | undefined;
  readonly #currentId: number | undefined;
  #takenAt: Date | undefined;

  constructor({ name, remote, backend: { terminal } }: Pick<HostContext, 'name' | 'remote' | 'backend'>) {
    this.#host = name;
    this.#terminal = terminal;
    // Which session of another machine is on its console, only the session's name says.
    if (remote !== undefined) return;
    this.#consoleId = terminal.activeConsoleSessionId();
    const own = terminal.sessionIdOf(undefined);
    this.#currentId = own.ok ? own.value : NO_CONSOLE;
  }

  /** When the listing had come back; all its rows share it. */
  get takenAt(): Date {
    this.#takenAt ??= new Date(Number.NaN);
    return this.#takenAt;
  }

  /** The same, with a note of each session's {@link ListedAs}. */
  noting(listedAs: Map<number, ListedAs>): RowsAt<Session> {
    return takenAt => {
      const row = this.at(takenAt);
      return (id, state, name, user, domain, hostName, farmName) => {
        listedAs.set(id, { name, hostName, farmName });
        return row(id, state, name, user, domain, hostName, farmName);
      };
    };
  }

  /** For the question: the factory of the rows. */
  readonly at = (takenAt: number): SessionRow<Session> => {
    const date = new Date(takenAt);
    this.#takenAt = date;
    const host = this.#host;
    const consoleId = this.#consoleId;
    const currentId = this.#currentId;
    if (consoleId === undefined)
      return (id, state, name, user, domain) =>
        session(host, id, state, name, user, domain, name !== undefined && isConsoleName(name), false, date);
    return (id, state, name, user, domain) =>
      session(host, id, state, name, user, domain, id === consoleId, id === currentId, date);
  };

  /**
   * Whether these rows are of a moment at which the console was where they say. Windows says which session has it in a call
   * of its own, made before the listing. The listing has names: while that session alone is called so, both agree. Else
   * Windows is asked once more, and `isAgain` says that what differs has differed before.
   */
  haveConsole(rows: readonly Session[], isAgain: boolean): boolean {
    const id = this.#consoleId;
    if (id === undefined) return true;
    let named = 0;
    let isNamed = false;
    for (const row of rows) {
      if (!isConsoleName(row.name)) continue;
      named += 1;
      isNamed ||= row.id === id;
    }
    if (named === 1 && isNamed) return true;
    return (isAgain || named === 0) && this.#terminal.activeConsoleSessionId() === id;
  }

  /** A session that the listing does not show, though it may be there. */
  unlisted(id: number): Session {
    return this.at(this.takenAt.getTime())(id, -1, undefined, undefined, undefined, undefined, undefined);
  }
}

/** A row with names that came from other calls than the listing. */
export function withNames(row: Session, user: string | undefined, domain: string | undefined): Session {
  const { host, id, name, isConsole, isCurrent, takenAt } = row;
  return session(host, id, stateNumber(row), name, user, domain, isConsole, isCurrent, takenAt);
}

/**
 * A row by what `WTSSessionInfoEx` says of the session at the same moment. Its names are cut: the listing's longer ones are
 * taken where they go on as these begin.
 */
export function withInfo(row: Session, info: RawSessionInfo, isRemoteHost: boolean): Session {
  const { host, id, isCurrent, takenAt } = row;
  const name = info.sessionName === '' || isCutOf(info.sessionName, row.name, CUT_NAME) ? row.name : info.sessionName;
  const user = isCutOf(info.userName, row.user ?? '', CUT_USER) ? row.user : info.userName;
  const domain = isCutOf(info.domain, row.domain ?? '', CUT_DOMAIN) ? row.domain : info.domain;
  const isConsole = isRemoteHost ? isConsoleName(name) : row.isConsole;
  return session(host, id, info.state, name, user, domain, isConsole, isCurrent, takenAt);
}

/** Whether a row and `WTSSessionInfoEx` say the same of a session where both speak. */
export function agrees(row: Session, info: RawSessionInfo): boolean {
  return (
    row.state === stateWord(info.state) && isCutOf(info.sessionName, row.name, CUT_NAME) && isOfSameUser(row, info)
  );
}

export function isOfSameUser(row: Pick<Session, 'user' | 'domain'>, info: RawSessionInfo): boolean {
  return isCutOf(info.userName, row.user ?? '', CUT_USER) && isCutOf(info.domain, row.domain ?? '', CUT_DOMAIN);
}

/** Is it the text, or the text cut at the length of Windows' field? */
function isCutOf(cut: string, text: string, length: number): boolean {
  if (cut.length === text.length || cut.length >= length) return sameText(text.slice(0, cut.length), cut);
  return false;
}

function stateNumber({ state }: Session): number {
  return STATES.indexOf(state as (typeof STATES)[number]);
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
  return name.length === 'console'.length && name.toLowerCase() === 'console';
}
