import type { Process, Reason, Session, Winstation } from 'winstation';

export const ROLES = ['system', 'administrator', 'user'] as const;
export type Role = (typeof ROLES)[number];

/** What an act is tried on. A reused id comes as a row whose session or process has ended since. */
export const TARGETS = ['own', 'other', 'services', 'listener', 'free', 'gone', 'reused'] as const;
export type Target = (typeof TARGETS)[number];

export type Host = ReturnType<Winstation['localHost']>;

export interface Stage {
  readonly host: Host;
  readonly session: number | Session;
  readonly process: number | Process;
  readonly target: Target;
}

/** That it is done, or the reason of its error. */
export type Result = 'done' | Reason;

interface Row {
  readonly act: string;
  /** It is about remote connections, so it needs the service that takes them. */
  readonly overConnection?: true;
  /** The export that makes it, for those that have a right of their own. */
  readonly right?: { readonly syscall: string; readonly name: string };
  readonly make: (stage: Stage) => Promise<unknown>;
  /** In the order of the targets. */
  readonly results: Readonly<Record<Role, readonly Result[]>>;
}

const denied = 'access-denied';
const unsupported = 'not-supported';
const missing = 'not-found';

/** Who may do it to the session of the caller and to those of others: everybody but the user. */
const SAME_FOR_ADMINISTRATORS = (
  administrator: readonly Result[],
  user: readonly Result[],
  system = administrator,
): Row['results'] => ({ system, administrator, user });

/** A program that is there. */
export const PROGRAM = 'C:\\Tools\\Tool 1.exe';
/** A channel that the clients of all sessions have which have a client. */
export const CHANNEL = 'ECHO';

/** The system alone starts programs as somebody else. Nobody else learns whether there is a user. */
const OF_THE_SYSTEM: Row['results'] = {
  system: ['done', 'done', 'no-user', 'no-user', 'no-user', missing, 'changed'],
  administrator: [denied, denied, denied, denied, denied, denied, 'changed'],
  user: [denied, denied, denied, denied, denied, denied, denied],
};

/** Acts on sessions and on processes: a line for each. */
export const TABLE: readonly Row[] = [
  {
    act: 'message',
    right: { syscall: 'WTSSendMessageW', name: 'Message' },
    make: ({ host, session }) => host.message(session, 'text'),
    results: SAME_FOR_ADMINISTRATORS(
      ['done', 'done', 'done', 'done', 'done', missing, 'changed'],
      ['done', denied, denied, denied, denied, missing, denied],
    ),
  },
  {
    act: 'disconnect',
    right: { syscall: 'WTSDisconnectSession', name: 'Disconnect' },
    make: ({ host, session }) => host.disconnect(session, { wait: false }),
    results: SAME_FOR_ADMINISTRATORS(
      ['done', 'done', unsupported, unsupported, 'done', missing, 'changed'],
      ['done', denied, unsupported, denied, denied, missing, denied],
    ),
  },
  {
    act: 'logoff',
    right: { syscall: 'WTSLogoffSession', name: 'Logoff (Full Control)' },
    make: ({ host, session }) => host.logoff(session, { wait: false }),
    results: SAME_FOR_ADMINISTRATORS(
      ['done', 'done', 'other', unsupported, 'done', missing, 'changed'],
      ['done', denied, denied, denied, denied, missing, denied],
    ),
  },
  {
    act: 'shadowCommand',
    make: ({ host, session }) => host.shadowCommand(session),
    results: SAME_FOR_ADMINISTRATORS(
      ['done', 'done', unsupported, unsupported, 'no-user', missing, 'changed'],
      ['done', denied, unsupported, denied, denied, missing, denied],
    ),
  },
  {
    // An administrator needs the password of others; the system needs none.
    act: 'connect',
    right: { syscall: 'WTSConnectSessionW', name: 'Connect' },
    make: ({ host, session, target }) => host.connect(session, target === 'own' ? 9 : 3, { wait: false }),
    results: SAME_FOR_ADMINISTRATORS(
      ['done', denied, unsupported, unsupported, missing, missing, 'changed'],
      [denied, denied, unsupported, denied, missing, missing, denied],
      ['done', 'done', unsupported, unsupported, missing, missing, 'changed'],
    ),
  },
  {
    // The services' process is one that Windows protects. Listeners and sessions without a user have none.
    act: 'terminate',
    make: ({ host, process }) => host.terminate(process, { wait: false }),
    results: SAME_FOR_ADMINISTRATORS(
      ['done', 'done', denied, missing, missing, missing, 'changed'],
      ['done', denied, denied, missing, missing, missing, 'changed'],
    ),
  },
  {
    act: 'openChannel',
    overConnection: true,
    right: { syscall: 'WTSVirtualChannelOpenEx', name: 'Virtual Channels' },
    make: async ({ host, session }) => (await host.openChannel(session, CHANNEL, { dynamic: true })).close(),
    results: SAME_FOR_ADMINISTRATORS(
      ['done', 'done', missing, missing, missing, missing, 'changed'],
      ['done', denied, denied, denied, denied, missing, denied],
    ),
  },
  { act: 'run', make: ({ host, session }) => host.run(session, PROGRAM), results: OF_THE_SYSTEM },
  {
    act: 'spawn',
    make: async ({ host, session }) => (await host.spawn(session, PROGRAM)).ended,
    results: OF_THE_SYSTEM,
  },
  {
    // The token is taken first: what it says shows whose it is.
    act: 'token',
    make: ({ host, session }) => host.token({ session }),
    results: { ...OF_THE_SYSTEM, administrator: OF_THE_SYSTEM.user },
  },
  {
    act: 'token of a process',
    make: ({ host, process }) => host.token({ process }),
    results: SAME_FOR_ADMINISTRATORS(
      ['done', 'done', 'done', missing, missing, missing, 'changed'],
      ['done', denied, denied, missing, missing, missing, denied],
    ),
  },
];

/** An account that is kept there, and a listener that is there. */
export const ACCOUNT = 'kept';
const LISTENER = 'RDP-Tcp';

interface MachineRow {
  readonly act: string;
  readonly overConnection?: true;
  readonly make: (host: Host) => Promise<unknown>;
  readonly results: Readonly<Record<Role, Result>>;
}
type Make = readonly [act: string, make: (host: Host) => Promise<unknown>];

const ANYBODY = { system: 'done', administrator: 'done', user: 'done' } as const;
const ADMINISTRATORS = { ...ANYBODY, user: denied } as const;
const rows = (results: MachineRow['results'], makes: readonly Make[], overConnection?: true): MachineRow[] =>
  makes.map(([act, make]) => ({ act, make, results, ...(overConnection && { overConnection }) }));

/** Acts on the machine, and questions to it. */
export const OF_THE_MACHINE: readonly MachineRow[] = [
  ...rows(ADMINISTRATORS, [
    ['shutdown', host => host.shutdown('logoffOthers')],
    ['setLogonMode', host => host.setLogonMode('drain')],
    ['setChildSessionsEnabled', host => host.setChildSessionsEnabled(true)],
    ['setUserConfig', host => host.setUserConfig(ACCOUNT, { shadow: 'off' })],
  ]),
  ...rows(ANYBODY, [
    ['logonMode', host => host.logonMode()],
    ['shadowPolicy', host => host.shadowPolicy()],
    ['childSessions', host => host.childSessions()],
    ['hasActiveSession', host => host.hasActiveSession()],
    ['interactiveUsers', host => host.interactiveUsers()],
    ['userConfig', host => host.userConfig(ACCOUNT)],
  ]),
  ...rows(
    ADMINISTRATORS,
    [
      ['listener', host => host.listener(LISTENER)],
      ['createListener', host => host.createListener('New', { port: 3390 })],
      ['setListener', host => host.setListener(LISTENER, { comment: 'x' })],
      ['listenerPermissions', host => host.listenerPermissions(LISTENER)],
      ['listenerSecurity', host => host.listenerSecurity(LISTENER)],
      ['setListenerSecurity', host => host.setListenerSecurity(LISTENER, 'D:')],
    ],
    true,
  ),
  // Those that the caller may not see are left out.
  ...rows(ANYBODY, [['listeners', host => host.listeners()]], true),
];
