import fc from 'fast-check';
import { LOGON_MODES } from '../../lib/terminal/acts/logon-mode-values.js';
import type { LogonMode } from '../../lib/terminal/acts/types.js';

/** The two machines of every program: this one, and one that is asked over RPC. */
export type HostName = 'HERE' | 'THERE';

/** The clients of users. */
export type Seat = 'console' | 'LAPTOP' | 'TABLET';

/** The filters of lists and watches. They have names, so that a printed program is short. */
export const FILTERS = {
  anyone: undefined,
  anna: { user: 'anna' },
  berta: { user: 'CORP\\Berta' },
  abel: { user: 'maximiliane.von.und.zu.abel' },
  users: { kind: 'user' },
  free: { kind: ['free', 'listener'] },
  active: { state: 'active' },
  disconnected: { state: 'disconnected' },
  onLaptop: { client: 'laptop' },
  third: { id: 3 },
  console: { id: 'console' },
  annaOnTablet: { user: ['anna', 'berta'], client: 'TABLET' },
} as const;
export type FilterName = keyof typeof FILTERS;

/** One account in two spellings, and two long names with the same first 20 characters: the fields of Windows hold no more. */
export const USERS = ['anna', 'berta', 'ANNA', 'maximiliane.von.und.zu.abel', 'maximiliane.von.und.zu.bach'] as const;
export type UserName = (typeof USERS)[number];

/** The codes of temporary failures. */
export const PASSING_CODES = [
  'ERROR_CTX_WINSTATION_BUSY',
  'RPC_S_SERVER_TOO_BUSY',
  'RPC_S_SERVER_UNAVAILABLE',
  'RPC_S_INVALID_BINDING',
] as const;

/** The raw calls of lists, acts and watches that a fault may hit. */
export const LIST_CALLS = ['WTSEnumerateSessionsExW', 'WTSQuerySessionInformationW', 'LookupAccountNameW'] as const;
export const ACT_CALLS = [
  'WTSSendMessageW',
  'WTSLogoffSession',
  'WTSDisconnectSession',
  'WTSConnectSessionW',
  'WTSEnumerateProcessesExW',
  'WTSTerminateProcess',
] as const;
/** What only this machine is asked. */
export const LOCAL_CALLS = ['GetProcessTimes', 'RegGetValueW', 'RegSetValueExW'] as const;
export const WATCH_CALLS = ['WTSRegisterSessionNotificationEx', 'NotifyServiceStatusChangeW'] as const;
export const REMOTE_CALLS = ['WTSOpenServerExW', 'NetWkstaGetInfo', 'WTSWaitSystemEvent'] as const;
export type StruckCall =
  | (typeof LIST_CALLS)[number]
  | (typeof ACT_CALLS)[number]
  | (typeof LOCAL_CALLS)[number]
  | (typeof WATCH_CALLS)[number]
  | (typeof REMOTE_CALLS)[number];

/** Sessions belong to the Local Session Manager, connections to TermService. */
export type Service = 'LSM' | 'TermService';

/** The events that every host reports. */
export const ONCE_TYPES = ['logon', 'logoff', 'create', 'terminate', 'remoteConnect', 'remoteDisconnect'] as const;
export type OnceType = (typeof ONCE_TYPES)[number];

/**
 * `slow` reads only in a step. `leaves` leaves its loop after some events, so that its watch ends. `closes` listens, and
 * closes the watch in the listener of its first snapshot.
 */
export type ReaderKind = 'iterate' | 'listen' | 'slow' | 'leaves' | 'closes';

/** The events that a watch asks for. */
export const WANTED = {
  all: undefined,
  logons: ['logon', 'logoff'],
  locks: ['lock', 'unlock', 'terminate'],
} as const;
export type WantedName = keyof typeof WANTED;

/** The names of programs, in two spellings. */
export const PROGRAMS = ['app.exe', 'APP.exe', 'tool.exe'] as const;
export type ProgramName = (typeof PROGRAMS)[number];

/** A fault of a raw call. */
export interface Strike {
  readonly host: HostName;
  readonly call: StruckCall;
  /** So many calls succeed first. */
  readonly after: number;
  /** Only calls about this session, where the call is about one. */
  readonly id?: number | undefined;
  /** How many calls fail. Default 1. */
  readonly times?: number | undefined;
}

/** One step of a program. A step that makes no sense in the state of the world is skipped. */
export type Step =
  // What users do. `which` counts the sessions that users can have, by id.
  | { readonly do: 'logon'; readonly host: HostName; readonly user: UserName; readonly at: Seat }
  | { readonly do: 'connect'; readonly host: HostName }
  | {
      readonly do: 'lock' | 'unlock' | 'input' | 'disconnect' | 'logoff';
      readonly host: HostName;
      readonly which: number;
    }
  | { readonly do: 'reconnect'; readonly host: HostName; readonly which: number; readonly at: Seat }
  // Time.
  | { readonly do: 'advance'; readonly ms: number }
  | { readonly do: 'settle' }
  /** Runs this number of promise jobs. */
  | { readonly do: 'turns'; readonly turns: number }
  | { readonly do: 'setClock'; readonly host: HostName; readonly by: number }
  // Faults.
  | (Strike & { readonly do: 'fail'; readonly code: string })
  | (Strike & { readonly do: 'delay'; readonly ms: number })
  | (Strike & { readonly do: 'hold' })
  | { readonly do: 'release' }
  | { readonly do: 'remove'; readonly call: 'WTSEnumerateSessionsExW' }
  | { readonly do: 'cut' | 'hang'; readonly host: HostName }
  | { readonly do: 'heal' }
  | { readonly do: 'notice'; readonly event: number; readonly id: number }
  | { readonly do: 'overflow'; readonly count: number }
  | { readonly do: 'stopService' | 'startService'; readonly host: HostName; readonly service: Service }
  // Questions.
  | {
      readonly do: 'list' | 'find';
      readonly host: HostName;
      readonly details: boolean;
      readonly where: FilterName;
      readonly timeout: number | undefined;
    }
  | { readonly do: 'listNow'; readonly where: FilterName }
  | { readonly do: 'session'; readonly host: HostName; readonly which: number; readonly timeout: number | undefined }
  // Waits for events.
  | {
      readonly do: 'once';
      readonly host: HostName;
      readonly type: OnceType;
      readonly where: FilterName;
      readonly timeout: number;
    }
  | {
      readonly do: 'whenIdle';
      readonly host: HostName;
      readonly which: number;
      readonly forMs: number;
      readonly timeout: number;
    }
  // Acts on rows of earlier answers. `row` counts them, the newest first.
  | {
      readonly do:
        | 'logoffRow'
        | 'disconnectRow'
        | 'connectRow'
        | 'messageRow'
        | 'queryRow'
        | 'sessionRow'
        | 'processesOfRow';
      readonly row: number;
      readonly wait: boolean;
      readonly timeout: number | undefined;
    }
  // Processes. `which` counts those of sessions, by id; `row` the rows of earlier lists.
  | { readonly do: 'startProcess'; readonly host: HostName; readonly which: number; readonly name: ProgramName }
  | { readonly do: 'endProcess'; readonly host: HostName; readonly which: number }
  /** Another process gets the id. */
  | { readonly do: 'reusePid'; readonly host: HostName; readonly which: number; readonly name: ProgramName }
  | { readonly do: 'listProcesses'; readonly host: HostName; readonly timeout: number | undefined }
  | { readonly do: 'terminateRow'; readonly row: number; readonly wait: boolean; readonly timeout: number | undefined }
  // Who may log on to this machine.
  | { readonly do: 'setLogonMode'; readonly mode: LogonMode; readonly timeout: number | undefined }
  | { readonly do: 'logonMode'; readonly timeout: number | undefined }
  /** An administrator sets it at the machine. */
  | { readonly do: 'changeLogon'; readonly mode: LogonMode }
  | { readonly do: 'abort'; readonly which: number }
  // Watches. `which` counts them, the newest first.
  | {
      readonly do: 'watch';
      readonly host: HostName;
      readonly details: boolean;
      readonly where: FilterName;
      readonly poll: number | undefined;
      readonly reader: ReaderKind;
      /** Default: all. */
      readonly wanted?: WantedName;
    }
  | { readonly do: 'closeWatch' | 'abortWatch' | 'read' | 'keepTable'; readonly which: number }
  | { readonly do: 'closeHost' }
  | { readonly do: 'openHost' };

export type StepName = Step['do'];

const which = fc.nat(7);
const after = fc.nat(6);
const id = fc.constantFrom(undefined, undefined, 2, 3);
const times = fc.constantFrom(undefined, undefined, 3, 8);
const timeout = fc.constantFrom(undefined, 700, 5_000);
const where = fc.constantFrom(...(Object.keys(FILTERS) as FilterName[]));
const seat = fc.constantFrom<Seat>('LAPTOP', 'console', 'TABLET');
const name = fc.constantFrom(...PROGRAMS);
const mode = fc.constantFrom(...LOGON_MODES);
const ms = fc.constantFrom(1, 200, 900, 2_500, 11_000, 31_000);

/** The weight of each step, in relation to the others. */
export type Mix = { readonly [N in StepName]?: number };

export interface Choice {
  readonly hosts: readonly HostName[];
  readonly calls: readonly StruckCall[];
  readonly mix: Mix;
  /** The users that log on. Default: all. */
  readonly users?: readonly UserName[];
  /** The services that stop. Default: both. */
  readonly services?: readonly Service[];
}

/** Steps of the kinds in the mix, on these hosts, with faults at these calls. */
export function stepOf({
  hosts,
  calls,
  mix,
  users = USERS,
  services = ['LSM', 'TermService'],
}: Choice): fc.Arbitrary<Step> {
  const host = fc.constantFrom(...hosts);
  const call = fc.constantFrom(...calls);
  const service = fc.constantFrom(...services);
  const one = <N extends StepName>(name: N, more: { [key: string]: fc.Arbitrary<unknown> } = {}) =>
    fc.record({ do: fc.constant(name), ...more }) as unknown as fc.Arbitrary<Step>;
  const row = (name: StepName) => one(name, { row: fc.nat(4), wait: fc.boolean(), timeout });
  const all: { readonly [N in StepName]: fc.Arbitrary<Step> } = {
    logon: one('logon', { host, user: fc.constantFrom(...users), at: seat }),
    connect: one('connect', { host }),
    lock: one('lock', { host, which }),
    unlock: one('unlock', { host, which }),
    input: one('input', { host, which }),
    disconnect: one('disconnect', { host, which }),
    logoff: one('logoff', { host, which }),
    reconnect: one('reconnect', { host, which, at: seat }),
    advance: one('advance', { ms }),
    settle: one('settle'),
    turns: one('turns', { turns: fc.integer({ min: 1, max: 30 }) }),
    setClock: one('setClock', { host, by: fc.constantFrom(-30_000, 30_000, -3_600_000, 3_600_000) }),
    fail: one('fail', { host, call, after, id, times, code: fc.constantFrom(...PASSING_CODES) }),
    delay: one('delay', { host, call, after, id, ms }),
    hold: one('hold', { host, call, after, id }),
    release: one('release'),
    remove: one('remove', { call: fc.constant('WTSEnumerateSessionsExW' as const) }),
    cut: one('cut', { host: fc.constant('THERE' as const) }),
    hang: one('hang', { host }),
    heal: one('heal'),
    notice: one('notice', {
      event: fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0, 77, 0xffffffff),
      id: fc.constantFrom(0, 1, 2, 3, 4, 99, 65_536, 0xfffffffd, 0xfffffffe, 0xffffffff),
    }),
    overflow: one('overflow', { count: fc.constantFrom(0, 3) }),
    stopService: one('stopService', { host, service }),
    startService: one('startService', { host, service }),
    list: one('list', { host, details: fc.boolean(), where, timeout }),
    find: one('find', { host, details: fc.constant(true), where, timeout }),
    listNow: one('listNow', { where }),
    session: one('session', { host, which, timeout }),
    once: one('once', { host, type: fc.constantFrom(...ONCE_TYPES), where, timeout: fc.constantFrom(5_000, 15_000) }),
    whenIdle: one('whenIdle', {
      host,
      which,
      forMs: fc.constantFrom(0, 1_000, 10_000),
      timeout: fc.constantFrom(5_000, 15_000),
    }),
    logoffRow: row('logoffRow'),
    disconnectRow: row('disconnectRow'),
    connectRow: row('connectRow'),
    messageRow: row('messageRow'),
    queryRow: row('queryRow'),
    sessionRow: row('sessionRow'),
    processesOfRow: row('processesOfRow'),
    startProcess: one('startProcess', { host, which, name }),
    endProcess: one('endProcess', { host, which: fc.nat(20) }),
    reusePid: one('reusePid', { host, which: fc.nat(20), name }),
    listProcesses: one('listProcesses', { host, timeout }),
    terminateRow: one('terminateRow', { row: fc.nat(9), wait: fc.boolean(), timeout }),
    setLogonMode: one('setLogonMode', { mode, timeout }),
    logonMode: one('logonMode', { timeout }),
    changeLogon: one('changeLogon', { mode }),
    abort: one('abort', { which: fc.nat(3) }),
    watch: one('watch', {
      host,
      details: fc.boolean(),
      where: fc.oneof({ weight: 2, arbitrary: fc.constant('anyone' as const) }, { weight: 1, arbitrary: where }),
      poll: fc.constantFrom(undefined, 15_000),
      reader: fc.constantFrom<ReaderKind>('iterate', 'listen', 'iterate', 'listen', 'slow', 'leaves', 'closes'),
      wanted: fc.constantFrom<WantedName>('all', 'all', 'logons', 'locks'),
    }),
    closeWatch: one('closeWatch', { which: fc.nat(3) }),
    abortWatch: one('abortWatch', { which: fc.nat(3) }),
    read: one('read', { which: fc.nat(3) }),
    keepTable: one('keepTable', { which: fc.nat(3) }),
    closeHost: one('closeHost'),
    openHost: one('openHost'),
  };
  const chosen = Object.entries(mix) as [StepName, number][];
  return fc.oneof(...chosen.map(([name, weight]) => ({ weight, arbitrary: all[name] })));
}
