import type { LocalHost, Process, Session } from 'winstation';

/** What an act is tried on: a user in a remote session, and a program of that user. */
export interface Stage {
  readonly host: LocalHost;
  readonly session: number | Session;
  readonly process: number | Process;
}

export const PROGRAM = 'C:\\Tools\\Tool 1.exe';
export const ACCOUNT = 'kept';
export const CHANNEL = 'ECHO';
const LISTENER = 'RDP-Tcp';

/** How many raw calls an act makes on this machine, when nothing fails and what it waits for is so at the first look. */
interface CallCount {
  /** As docs/acts.md has it. */
  readonly act: string;
  readonly make: (stage: Stage) => Promise<unknown>;
  readonly calls: number;
  /** With a row in place of an id. */
  readonly withRow?: number;
}

const count = (act: string, make: CallCount['make'], calls: number, withRow?: number): CallCount => ({
  act,
  make,
  calls,
  ...(withRow !== undefined && { withRow }),
});

export const CALL_COUNTS: readonly CallCount[] = [
  count('message(ref, text)', ({ host, session }) => host.message(session, 'text'), 1, 2),
  count('disconnect(ref)', ({ host, session }) => host.disconnect(session), 3, 3),
  count('disconnect(ref, { wait: false })', ({ host, session }) => host.disconnect(session, { wait: false }), 1, 2),
  count('logoff(ref)', ({ host, session }) => host.logoff(session), 1, 2),
  count('connect(ref, to)', ({ host, session }) => host.connect(session, 'console'), 4, 4),
  count(
    'connect(ref, to, { wait: false })',
    ({ host, session }) => host.connect(session, 'console', { wait: false }),
    2,
    3,
  ),
  count('terminate(process)', ({ host, process }) => host.terminate(process), 3, 4),
  count('terminate(process, { wait: false })', ({ host, process }) => host.terminate(process, { wait: false }), 1, 3),
  count('shutdown(how)', ({ host }) => host.shutdown('restart'), 2),
  count('shadowCommand(ref)', ({ host, session }) => host.shadowCommand(session), 2, 2),
  count('hasActiveSession()', ({ host }) => host.hasActiveSession(), 1),
  count('logonMode()', ({ host }) => host.logonMode(), 2),
  count("setLogonMode('drain')", ({ host }) => host.setLogonMode('drain'), 5),
  count('shadowPolicy()', ({ host }) => host.shadowPolicy(), 1),
  count('childSessions()', ({ host }) => host.childSessions(), 2),
  count('setChildSessionsEnabled(enabled)', ({ host }) => host.setChildSessionsEnabled(true), 1),
  count('userConfig(user)', ({ host }) => host.userConfig(ACCOUNT), 1),
  count('setUserConfig(user, { maxIdle })', ({ host }) => host.setUserConfig(ACCOUNT, { maxIdle: 60_000 }), 2),
  count('setUserConfig(user, { homeDrive })', ({ host }) => host.setUserConfig(ACCOUNT, { homeDrive: 'H:' }), 3),
  count('listeners()', ({ host }) => host.listeners(), 2),
  count('listener(name)', ({ host }) => host.listener(LISTENER), 1),
  count('createListener(name, config)', ({ host }) => host.createListener('New', { port: 3390 }), 2),
  count('setListener(name, changes)', ({ host }) => host.setListener(LISTENER, { comment: 'x' }), 2),
  count('listenerPermissions(name)', ({ host }) => host.listenerPermissions(LISTENER), 2),
  count('listenerSecurity(name)', ({ host }) => host.listenerSecurity(LISTENER), 2),
  count('setListenerSecurity(name, sddl)', ({ host }) => host.setListenerSecurity(LISTENER, 'D:'), 1),
  count(
    'openChannel(ref, name), and its close',
    async ({ host, session }) => (await host.openChannel(session, CHANNEL, { dynamic: true })).close(),
    3,
    5,
  ),
  count('spawn(ref, file)', async ({ host, session }) => (await host.spawn(session, PROGRAM)).ended, 10, 12),
  count('run(ref, file)', ({ host, session }) => host.run(session, PROGRAM), 15, 17),
  count('token({ session })', ({ host, session }) => host.token({ session }), 12, 13),
  count('token({ process })', ({ host, process }) => host.token({ process }), 13, 14),
];
