import { luid } from '../../../identity/luid.js';
import type { LogonModule, LogonSession } from '../../../logon/types.js';
import type { LocalHost } from '../../../terminal/types.js';
import type { Answered } from '../answered.js';
import { type Asker, mapAnswer } from '../asker.js';
import { kindOfSid } from '../sids.js';

const MOST_LISTED = 100;
/** No logon has this id: those of Windows itself begin at 996. */
const NO_LOGON = luid.parse('0x0:0x1');
const OF_NETWORK: readonly unknown[] = ['network', 'networkCleartext'];

/** The logon sessions. */
export interface LogonsReport {
  readonly list: Answered<LogonListReport>;
  /** Of an id that no logon has: `undefined` where Windows says that there is none. */
  readonly ofNobody: Answered<LogonReport | undefined>;
  /** How many are of the network, and how many of these show a terminal session other than 0. */
  readonly network: Answered<{ readonly count: number; readonly inSessions: number }>;
}

export interface LogonListReport {
  readonly count: number;
  /** The first hundred. */
  readonly logons: readonly LogonReport[];
}

/** A logon without whose it is. */
export interface LogonReport
  extends Pick<LogonSession, 'luid' | 'type' | 'sessionId' | 'package' | 'logonTime' | 'flags' | 'withheld'> {
  readonly hasUser: boolean;
  /** Only what kind of SID it is. */
  readonly sid: string | undefined;
  readonly hasPasswordTime: boolean;
  readonly hasLastLogon: boolean;
}

export async function askLogons(
  asker: Asker,
  logon: () => Promise<LogonModule>,
  host: () => LocalHost,
): Promise<LogonsReport> {
  const all = await asker.ask(async cancel => (await logon()).logonSessions(cancel));
  return {
    list: mapAnswer(all, logons => ({
      count: logons.length,
      logons: logons.slice(0, MOST_LISTED).map(logonReport),
    })),
    ofNobody: await asker.ask(async cancel => {
      const found = await (await logon()).logonSession(NO_LOGON, cancel);
      return found && logonReport(found);
    }),
    // A capture has the session that Windows shows. The row of a logon has none: it is in no session, whatever is shown.
    network: await asker.ask(async cancel => {
      const { logons = [] } = await host().capture({ ...cancel, redact: false });
      const network = logons.filter(it => OF_NETWORK.includes(it.type));
      return { count: network.length, inSessions: network.filter(it => it.sessionId !== undefined).length };
    }),
  };
}

function logonReport(logon: LogonSession): LogonReport {
  const { luid, type, sessionId, package: checkedBy, logonTime, flags, withheld } = logon;
  return {
    ...{ luid, type, sessionId, package: checkedBy, logonTime, flags, withheld },
    hasUser: logon.user !== undefined,
    sid: kindOfSid(logon.sid),
    hasPasswordTime: logon.passwordLastSet !== undefined,
    hasLastLogon: logon.lastLogon !== undefined,
  };
}
