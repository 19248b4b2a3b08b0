import type {
  ScenarioClient,
  ScenarioConfig,
  ScenarioProcess,
  ScenarioSession,
  ScenarioSessionState,
} from '../../../terminal/capture/scenario.js';
import { guidFor, sidFor } from '../rules/accounts.js';
import { type ClientState, LISTENER_ID, type ProcessState, type SessionState } from '../state.js';

/** What the rest of a session follows from. */
export interface SessionCore {
  readonly host: string;
  readonly id: number;
  readonly isConsole: boolean;
  readonly state: ScenarioSessionState;
  readonly name: string | null;
  readonly user: string | null;
  readonly domain: string | null;
  readonly logonTime: bigint;
  readonly client: ClientState | null;
}

/** A session as Windows usually shows it, given its core. */
export function sessionFrom(core: SessionCore): SessionState {
  const { id, state, name, user, domain, logonTime, client } = core;
  const sid = user === null ? null : sidFor(domain ?? '', user);
  return {
    id,
    state,
    name,
    user,
    domain,
    sid,
    administrator: false,
    split: true,
    hostName: null,
    farmName: null,
    logonTime,
    connectTime: logonTime,
    disconnectTime: state === 'disconnected' ? logonTime : 0n,
    lastInputTime: logonTime,
    lock: user === null ? 'unknown' : 'unlocked',
    protocol: client === null ? 0 : 2,
    remote: client !== null,
    client,
    incomingBytes: 0,
    outgoingBytes: 0,
    incomingFrames: 0,
    outgoingFrames: 0,
    incomingCompressedBytes: 0,
    outgoingCompressedBytes: 0,
    initialProgram: '',
    applicationName: '',
    workingDirectory: '',
    oemId: '',
    config: NO_CONFIG,
    virtualAddress: null,
    activityId: user === null ? NO_ACTIVITY : guidFor(`${core.host}/${id}/${logonTime}`),
    capabilities: RAIL_V2,
  };
}

const NO_ACTIVITY = '00000000-0000-0000-0000-000000000000';

/** The one capability that Windows documents. */
const RAIL_V2: readonly number[] = [59_083_637];

export const NO_CONFIG: Required<ScenarioConfig> = {
  version: 1,
  connectClientDrivesAtLogon: 1,
  connectPrinterAtLogon: 1,
  disablePrinterRedirection: 0,
  disableDefaultMainClientPrinter: 0,
  shadowSettings: 1,
  logonUserName: '',
  logonDomain: '',
  workDirectory: '',
  initialProgram: '',
  applicationName: '',
};

export const NO_CLIENT: ClientState = {
  name: '',
  build: 0,
  address: null,
  directory: '',
  hardwareId: 0,
  productId: 0,
  display: { width: 0, height: 0, colorDepth: 0 },
  user: '',
  domain: '',
  workDirectory: '',
  initialProgram: '',
  encryptionLevel: 0,
  outBufCountHost: 0,
  outBufCountClient: 0,
  outBufLength: 0,
  deviceId: '',
};

/** An RDP client as `mstsc` makes it. */
export const RDP_CLIENT: ClientState = {
  ...NO_CLIENT,
  name: 'CLIENT',
  build: 26_100,
  directory: 'C:\\Windows\\System32\\mstscax.dll',
  productId: 1,
  display: { width: 1920, height: 1080, colorDepth: 32 },
  encryptionLevel: 2,
};

/** A user who is active and not at the console has a client. */
export function defaultClient({ id, isConsole, state, user }: Omit<SessionCore, 'client'>): ClientState | null {
  return user !== null && state === 'active' && !isConsole && id !== 0 && id < LISTENER_ID ? RDP_CLIENT : null;
}

export function clientFrom(given: ScenarioClient): ClientState {
  const display = { ...RDP_CLIENT.display, ...defined(given.display ?? {}) };
  return { ...RDP_CLIENT, ...defined(given), display } as ClientState;
}

export function configFrom(given: ScenarioConfig): Required<ScenarioConfig> {
  return { ...NO_CONFIG, ...defined(given) };
}

/** A process like any other; only where it runs and as whom must be said. */
export function processFrom(
  core: Pick<ProcessState, 'pid' | 'name' | 'sessionId' | 'sid'> & Partial<Pick<ProcessState, 'began'>>,
): ProcessState {
  return {
    pid: core.pid,
    name: core.name,
    sessionId: core.sessionId,
    sid: core.sid,
    threads: 4,
    handles: 100,
    pagefileUsage: 4_194_304,
    peakPagefileUsage: 4_194_304,
    workingSetSize: 8_388_608,
    peakWorkingSetSize: 8_388_608,
    userTime: 0n,
    kernelTime: 0n,
    began: core.began ?? 0n,
  };
}

/** What runs on every host. The idle process has no name and, like the system's own, no SID that a list would show. */
export const SYSTEM_PROCESSES: readonly ScenarioProcess[] = [
  { pid: 0, name: '', sessionId: 0, sid: null },
  { pid: 4, name: 'System', sessionId: 0, sid: 'S-1-5-18' },
  { pid: 488, name: 'services.exe', sessionId: 0, sid: 'S-1-5-18' },
  { pid: 1024, name: 'svchost.exe', sessionId: 0, sid: 'S-1-5-20' },
];

/** What comes with every session that has a user. */
export const USER_PROCESSES = [
  { name: 'winlogon.exe', asUser: false },
  { name: 'explorer.exe', asUser: true },
] as const;

export const SERVICES: ScenarioSession = { id: 0 };
export const CONSOLE: ScenarioSession = { id: 1 };
export const LISTENER: ScenarioSession = { id: LISTENER_ID };

export function defined<T extends object>(given: T): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}
