import { ticksToMs } from '../../lib/base/ticks.js';
import type { Session } from '../../lib/identity/session.js';
import type { SessionDetails } from '../../lib/terminal/sessions/types.js';
import type { ActCall } from './behind.js';
import type { Calls, Settled } from './calls.js';
import type { SessionThen } from './history.js';
import { printRow, printThen } from './rows.js';
import type { HostName, Step } from './steps.js';

/** A row that a program kept, and the logons that it may belong to. */
export interface Kept {
  readonly host: HostName;
  readonly row: Session | SessionDetails;
  readonly logons: ReadonlySet<number>;
}

/** Whether another user is logged on now. Where nobody was logged on and nobody is, nothing can be confused. */
function isOwn({ row, logons }: Kept, then: SessionThen | undefined): boolean {
  if (!then) return false;
  return logons.has(then.logon) || (row.user === undefined && then.user === null);
}

/** Without details a row has no logon time: a user who had just logged on cannot be distinguished from the next one. */
function isNew({ row }: Kept, then: SessionThen | undefined): boolean {
  if ('key' in row || !then) return false;
  return row.takenAt.getTime() - (ticksToMs(then.logonTime) ?? 0) < A_LITTLE;
}

const A_LITTLE = 1_000;

/** Ids from here on are listeners: ending one disconnects all sessions that came through it. */
const LISTENERS = 65_536;

export type ActStep = Exclude<Extract<Step, { readonly row: number }>, { readonly do: 'terminateRow' }>;

/** The raw calls of steps that act; others only ask. */
const ACT_OF: Partial<Record<ActStep['do'], string>> = {
  logoffRow: 'WTSLogoffSession',
  disconnectRow: 'WTSDisconnectSession',
  connectRow: 'WTSConnectSessionW',
  messageRow: 'WTSSendMessageW',
};

interface Act {
  readonly kept: Kept;
  /** Its raw call. */
  readonly name: string;
  readonly text: string | undefined;
}

/** Makes the call; `text` is for a message. */
type Ask = (signal: AbortSignal, text: string) => Promise<unknown>;

/** Acts and questions about rows: none may be about another logon than that of the row. */
export class Acts {
  /** A clock was set: a row may then look like a row of another logon, and be refused. */
  clockWasSet = false;
  readonly #fail: (why: string) => void;
  readonly #underWay = new Set<Act>();
  #texts = 0;

  constructor(fail: (why: string) => void) {
    this.#fail = fail;
  }

  /** The raw call of an act. A message is found by its text; a logoff must belong to one of the acts. */
  called({ host, name, id, text, owner }: ActCall): void {
    if (name !== 'WTSSendMessageW' && id >= LISTENERS) this.#fail(`${name}(${id}) on ${host} hits a listener`);
    // There is no session to hit.
    if (!owner) return;
    const possible = [...this.#underWay].filter(
      act => act.name === name && act.kept.host === host && act.kept.row.id === id && act.text === text,
    );
    if (possible.some(act => isOwn(act.kept, owner))) return;
    const rows = possible.map(it => printRow(it.kept.row)).join(' or ') || 'nothing';
    this.#fail(`${name}(${id}) on ${host} hits ${printThen(owner)}; asked for was ${rows}`);
  }

  begin(kept: Kept, step: ActStep, calls: Calls, bound: number | undefined, ask: Ask): void {
    const name = ACT_OF[step.do];
    const act: Act = {
      kept,
      name: name ?? '',
      text: step.do === 'messageRow' ? `message ${++this.#texts}` : undefined,
    };
    if (name) this.#underWay.add(act);
    const what = `${step.do} (${printRow(kept.row)})`;
    calls.begin(
      { what, host: kept.host, bound },
      signal => ask(signal, act.text ?? ''),
      how => {
        this.#underWay.delete(act);
        this.#checkAnswer(what, kept, step, how);
      },
    );
  }

  #checkAnswer(what: string, kept: Kept, step: ActStep, how: Settled): void {
    const owners = how.during.map(version => version.sessions.get(kept.row.id));
    const isRefused = (how.error as { reason?: string } | undefined)?.reason === 'changed';
    if (isRefused && owners.every(it => isOwn(kept, it) && !isNew(kept, it)) && !this.clockWasSet) {
      this.#fail(`${what} on ${kept.host} was refused as changed, and was not`);
    }
    // The session ended before the call began, and another one has its id: every answer would be about that one.
    const isAnothers = owners.every(it => it !== undefined && !isOwn(kept, it));
    if (isAnothers && !('error' in how) && ACT_OF[step.do] === undefined) {
      this.#fail(`${what} on ${kept.host} was answered about ${printThen(owners[0]!)}`);
    }
    if (step.do === 'sessionRow' && !('error' in how)) this.#checkSession(what, kept, how);
  }

  /** A row with another key than the one in the question belongs to another logon. */
  #checkSession(what: string, { row, host }: Kept, how: Settled): void {
    const { key } = row as Partial<SessionDetails>;
    const answer = how.value as SessionDetails;
    const isKnown = key !== undefined && !key.endsWith('-0') && answer.logonTime !== undefined;
    if (isKnown && answer.key !== key) this.#fail(`${what} on ${host} was answered with ${printRow(answer)}`);
  }
}
