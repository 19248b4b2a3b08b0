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
];

/** Acts on the machine, and questions to it. */
export const OF_THE_MACHINE: readonly {
  readonly act: string;
  readonly make: (host: Host) => Promise<unknown>;
  readonly results: Readonly<Record<Role, Result>>;
}[] = [
  ...(
    [
      ['shutdown', host => host.shutdown('logoffOthers')],
      ['setLogonMode', host => host.setLogonMode('drain')],
      ['setChildSessionsEnabled', host => host.setChildSessionsEnabled(true)],
    ] as const satisfies readonly (readonly [string, (host: Host) => Promise<unknown>])[]
  ).map(([act, make]) => ({ act, make, results: { system: 'done', administrator: 'done', user: denied } as const })),
  ...(
    [
      ['logonMode', host => host.logonMode()],
      ['shadowPolicy', host => host.shadowPolicy()],
      ['childSessions', host => host.childSessions()],
      ['hasActiveSession', host => host.hasActiveSession()],
      ['interactiveUsers', host => host.interactiveUsers()],
    ] as const satisfies readonly (readonly [string, (host: Host) => Promise<unknown>])[]
  ).map(([act, make]) => ({ act, make, results: { system: 'done', administrator: 'done', user: 'done' } as const })),
];
