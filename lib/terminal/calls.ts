import {
  bytes,
  call,
  choice,
  flag,
  i32,
  type Kind,
  list,
  nothing,
  record,
  secret,
  sid,
  sidOrNull,
  text,
  textOrNull,
  ticks,
  u32,
} from '../base/call.js';
import type { Meaning } from '../base/meaning.js';
import { WIN32_CODES as E } from '../errors/codes.js';
import { USER_CONFIG_KIND, USER_SETTING_KIND } from './config/raw-user-config.js';
import { INFO_KINDS, type RawInfo } from './info/raw-info.js';
import { LISTENER_KIND, NAMES_KIND } from './listeners/raw-listener.js';
import { OTHER_TOKEN_CLASS, type RawToken, TOKEN_KINDS } from './programs/raw-token.js';

/*
 * Every raw call of this domain, once. Which service answers a call was not seen on Windows: [MS-TSTS] gives the Local Session
 * Manager (LSM) the interfaces for sessions, notifications and lists, and those are what another machine is asked through as
 * well, so a call has the same service near and far. `TermService` takes connections from other machines; a machine whose remote
 * desktop is off does without it. Processes, messages and WTSWaitSystemEvent have older interfaces of their own, which may be
 * those of `TermService`.
 */

/** What `WTS_SESSION_INFO_1W` holds; `WTSEnumerateSessionsW` gives the first three. */
const sessionRow = record({
  sessionId: u32,
  state: i32,
  sessionName: textOrNull,
  userName: textOrNull,
  domainName: textOrNull,
  hostName: textOrNull,
  farmName: textOrNull,
});

/** What `WTS_PROCESS_INFO_EXW` holds; level 0 and `WTSEnumerateProcessesW` give the first four. */
const processRow = record({
  sessionId: u32,
  pid: u32,
  name: textOrNull,
  sid: sidOrNull,
  threads: u32,
  handles: u32,
  pagefileUsage: u32,
  peakPagefileUsage: u32,
  workingSetSize: u32,
  peakWorkingSetSize: u32,
  userTime: ticks,
  kernelTime: ticks,
});

/** `WKSTA_INFO_100`. */
const workstation = record({
  /** 500 is Windows NT and all that came after it. */
  platformId: u32,
  computerName: text,
  /** The domain or the workgroup. */
  lanGroup: text,
  major: u32,
  minor: u32,
});

/** These say that the class of information is not known or not offered, and nothing of the session. */
const OF_THE_CLASS: Readonly<Record<number, Meaning>> = {
  [E.ERROR_INVALID_FUNCTION]: { subject: 'class' },
  [E.ERROR_NOT_SUPPORTED]: { subject: 'class' },
  [E.ERROR_INVALID_PARAMETER]: { subject: 'class' },
  [E.ERROR_CALL_NOT_IMPLEMENTED]: { subject: 'class' },
};

/**
 * Of a virtual channel. By themselves 1 says that something is not supported, and 31 says nothing. The last one is
 * STATUS_NOT_IMPLEMENTED, which this call leaves in place of a code of Win32.
 */
const OF_THE_CHANNEL: Readonly<Record<number, Meaning>> = {
  [E.ERROR_INVALID_FUNCTION]: {
    reason: 'not-found',
    subject: 'channel',
    hint: 'The session has no Remote Desktop client now, as at the console, or its client has no channel of that name.',
  },
  [E.ERROR_GEN_FAILURE]: {
    reason: 'not-found',
    subject: 'channel',
    hint: 'The client does not listen for a dynamic channel of that name.',
  },
  3221225474: {
    reason: 'not-supported',
    subject: 'channel',
    hint: 'Redirection is switched off on this machine, by policy or by its listener.',
  },
};

/** Listeners are those of `TermService`. */
const ABOUT_LISTENERS = {
  on: 'machine',
  service: 'TermService',
  about: 'listener',
  meanings: {
    [E.RPC_S_INVALID_BINDING]: {
      hint: 'The service TermService does not run. It is stopped where remote desktop is off; start it, or switch remote desktop on.',
    },
  },
} as const;
const NO_OTHER_HALF = "The user's token has no elevated half: 'ifPossible' goes on without one.";
/** The file is opened by this process and not by the user. */
const NO_PROGRAM =
  'There is no program at that path, as this process sees it: a drive that only the user has mapped is not there.';

/** What starts a program says another thing of the same code than what takes a token. */
const OF_THE_PROGRAM: Readonly<Record<number, Meaning>> = {
  [E.ERROR_FILE_NOT_FOUND]: { reason: 'not-found', hint: NO_PROGRAM },
  [E.ERROR_PATH_NOT_FOUND]: { reason: 'not-found', hint: NO_PROGRAM },
  [E.ERROR_ACCESS_DENIED]: { hint: 'This process may not read the program, or a policy forbids to start it.' },
  [E.ERROR_BAD_EXE_FORMAT]: { hint: 'The file is no program that this Windows can run.' },
  [E.ERROR_DIRECTORY]: { hint: 'There is no such folder to start in, or this process may not open it: see `cwd`.' },
  [E.ERROR_ELEVATION_REQUIRED]: { hint: "The program asks to be elevated: start it with `elevated: 'required'`." },
  [E.ERROR_NO_SUCH_LOGON_SESSION]: { reason: 'not-found', subject: 'session' },
};

const OF_A_PROCESS: Readonly<Record<number, Meaning>> = {
  /** From opening the process: no process has that id. */
  [E.ERROR_INVALID_PARAMETER]: { reason: 'not-found', subject: 'process' },
  [E.ERROR_ACCESS_DENIED]: {
    reason: 'access-denied',
    hint: 'A process of another user needs the privilege SeDebugPrivilege: run elevated, or as LocalSystem. Windows protects some of its own processes and those of security software from everybody, and may answer the same for a process that is just ending.',
  },
};

const OF_A_PASSWORD: Readonly<Record<number, Meaning>> = {
  [E.ERROR_LOGON_FAILURE]: {
    reason: 'access-denied',
    hint: 'The password of the user who is shown is missing or wrong. Several wrong ones may lock the account. LocalSystem needs none.',
  },
};

/** Calls that are asked by their name alone (`thread.call`): one raw call, its arguments, its value. */
export const PLAIN_CALLS = {
  /** The response id. */
  WTSSendMessageW: call({
    args: { sessionId: u32, title: text, text, style: u32, timeoutSeconds: u32, wait: flag },
    value: u32,
    on: 'server',
    service: 'LSM',
    about: 'session',
    right: 'Message',
  }),
  WTSDisconnectSession: call({
    args: { sessionId: u32, wait: flag },
    value: nothing,
    on: 'server',
    service: 'LSM',
    about: 'session',
    right: 'Disconnect',
  }),
  WTSLogoffSession: call({
    args: { sessionId: u32, wait: flag },
    value: nothing,
    on: 'server',
    service: 'LSM',
    about: 'session',
    right: 'Logoff (Full Control)',
  }),
  WTSQueryListenerConfigW: call({ args: { listener: text }, value: LISTENER_KIND, ...ABOUT_LISTENERS }),
  /** The flag: 1 create, 0x10 update. */
  WTSCreateListenerW: call({
    args: { listener: text, config: LISTENER_KIND, flag: u32 },
    value: nothing,
    ...ABOUT_LISTENERS,
  }),
  /** Shows the first session on the terminal of the second. */
  WTSConnectSessionW: call({
    args: { sessionId: u32, targetSessionId: u32, password: secret(text), wait: flag },
    value: nothing,
    on: 'machine',
    service: 'LSM',
    about: 'session',
    meanings: OF_A_PASSWORD,
    right: 'Connect',
  }),
  WTSTerminateProcess: call({
    args: { pid: u32, exitCode: u32 },
    value: nothing,
    on: 'server',
    service: 'LSM',
    about: 'process',
    meanings: OF_A_PROCESS,
  }),
  /** One of 1, 2, 4 and 8. */
  WTSShutdownSystem: call({ args: { how: u32 }, value: nothing, on: 'server', service: 'LSM' }),
  /** From Windows 11 24H2 and Server 2025 on. */
  WTSActiveSessionExists: call({ args: {}, value: flag, on: 'machine', service: 'LSM' }),
  WTSIsChildSessionsEnabled: call({ args: {}, value: flag, on: 'machine', service: 'LSM' }),
  WTSEnableChildSessions: call({ args: { enable: flag }, value: nothing, on: 'machine', service: 'LSM' }),
  /** Of the caller's session; 0xFFFFFFFF means none, and so does 1168. */
  WTSGetChildSessionId: call({ args: {}, value: u32, on: 'machine', service: 'LSM' }),

  /**
   * Enables one privilege: on a token of the thread's own, which goes with the thread, or on the process' token. 1300 means that the
   * token does not have it.
   */
  AdjustTokenPrivileges: call({ args: { privilege: text, ofProcess: flag }, value: nothing, on: 'machine' }),
  /** Under HKEY_LOCAL_MACHINE, a DWORD (type 4) or a text (type 1). */
  RegGetValueW: call({
    args: { key: text, value: text },
    value: record({ type: u32, number: u32, text }),
    on: 'machine',
  }),
  RegSetValueExW: call({
    args: { key: text, value: text, type: u32, number: u32, text },
    value: nothing,
    on: 'machine',
  }),
  /** When the process that has the id began, and what the machine's clock shows now. It is opened by OpenProcess. */
  GetProcessTimes: call({
    args: { pid: u32 },
    value: record({ began: ticks, now: ticks }),
    on: 'machine',
    about: 'process',
    meanings: OF_A_PROCESS,
  }),
} as const;

/** Calls that are parts of composed questions, each of which has a method of its own in the contract. */
const COMPOSED_CALLS = {
  /** 0xFFFFFFFF means none. Windows keeps it in memory that every process reads. */
  WTSGetActiveConsoleSessionId: call({ args: {}, value: u32, on: 'machine', about: 'session' }),
  ProcessIdToSessionId: call({ args: { pid: u32 }, value: u32, on: 'machine', about: 'process' }),
  /** Only SM_REMOTESESSION (0x1000). */
  GetSystemMetrics: call({ args: { index: u32 }, value: u32, on: 'machine' }),

  /** Windows hands out a handle for any name and never reports whether a machine answers to it. */
  WTSOpenServerExW: call({ args: { name: text }, value: nothing, on: 'server', about: 'host' }),
  WTSOpenServerW: call({ args: { name: text }, value: nothing, on: 'server', about: 'host' }),
  WTSCloseServer: call({ args: {}, value: nothing, on: 'server' }),

  WTSEnumerateSessionsExW: call({ args: { level: u32 }, value: list(sessionRow), on: 'server', service: 'LSM' }),
  WTSEnumerateSessionsW: call({ args: {}, value: list(sessionRow), on: 'server', service: 'LSM' }),
  WTSQuerySessionInformationW: call({
    args: { sessionId: u32, infoClass: u32 },
    value: choice('infoClass', Object.values(INFO_KINDS) as readonly Kind<RawInfo>[], INFO_KINDS.WTSIdleTime),
    on: 'server',
    service: 'LSM',
    about: 'session',
    meanings: OF_THE_CLASS,
    right: 'Query Information',
  }),
  WTSEnumerateProcessesExW: call({
    args: { level: u32, sessionId: u32 },
    value: list(processRow),
    on: 'server',
    service: 'LSM',
  }),
  WTSEnumerateProcessesW: call({ args: {}, value: list(processRow), on: 'server', service: 'LSM' }),
  LookupAccountSidW: call({
    args: { sid },
    value: record({ name: text, domain: text, use: u32 }),
    on: 'host',
    about: 'user',
  }),
  /** `DOMAIN\user`. */
  LookupAccountNameW: call({ args: { account: text }, value: sid, on: 'host', about: 'user' }),
  /** Level 100. */
  NetWkstaGetInfo: call({ args: { level: u32 }, value: workstation, on: 'host', about: 'host' }),
  /** On the machine that keeps the account, which may be another than the host. */
  WTSQueryUserConfigW: call({
    args: { user: text, configClass: u32 },
    value: USER_CONFIG_KIND,
    on: 'host',
    about: 'user',
  }),
  /** The length is in bytes, with the NUL of a text: documents differ, and a value that is longer is not read wrongly. */
  WTSSetUserConfigW: call({
    args: { user: text, configClass: u32, value: USER_SETTING_KIND, byteLength: u32 },
    value: nothing,
    on: 'host',
    about: 'user',
  }),
  /** Of a token; without one, of the caller's own. Its handles are numbers that a world has given. */
  GetTokenInformation: call({
    args: { infoClass: u32 },
    value: choice('infoClass', TOKEN_KINDS as readonly Kind<RawToken>[], OTHER_TOKEN_CLASS as Kind<RawToken>),
    on: 'object',
    about: 'user',
    meanings: { [E.ERROR_NO_SUCH_LOGON_SESSION]: { subject: 'user', hint: NO_OTHER_HALF } },
  }),
  /** As many names as the caller has room for; without room for all there are none. */
  WTSEnumerateListenersW: call({ args: { room: u32 }, value: NAMES_KIND, ...ABOUT_LISTENERS }),
  /** `SECURITY_INFORMATION`: 4 who may do what, 8 what is audited. A self-relative descriptor. */
  WTSGetListenerSecurityW: call({ args: { listener: text, information: u32 }, value: bytes, ...ABOUT_LISTENERS }),
  WTSSetListenerSecurityW: call({
    args: { listener: text, information: u32, descriptor: bytes },
    value: nothing,
    ...ABOUT_LISTENERS,
  }),
  /** `QueryServiceStatus` of `TermService` or `LSM`; its current state. */
  QueryServiceStatus: call({ args: { service: text }, value: u32, on: 'machine' }),

  /** The thread and the window of a notice window, before its first question; other threads and windows are not asked about. */
  CreateThread: call({ args: {}, value: nothing, on: 'machine' }),
  CreateWindowExW: call({ args: {}, value: nothing, on: 'machine' }),
  /** With the local server. 1 is NOTIFY_FOR_ALL_SESSIONS. */
  WTSRegisterSessionNotificationEx: call({ args: { flags: u32 }, value: nothing, on: 'window', service: 'LSM' }),
  WTSUnRegisterSessionNotificationEx: call({ args: {}, value: nothing, on: 'window', service: 'LSM' }),
  /**
   * The flags that came. It is held until something of the mask happens, the handle is flushed (0), or the connection breaks (a
   * code). With WTS_EVENT_FLUSH it answers 0 at once, and so do all that wait on the same handle.
   */
  WTSWaitSystemEvent: call({ args: { mask: u32 }, value: u32, on: 'server', service: 'LSM' }),
  /** Only `Global\TermSrvReadyEvent`; whether it is signalled already. When it becomes so, subscribers hear `ready`. */
  OpenEventW: call({ args: { name: text }, value: flag, on: 'window' }),
  /**
   * One call of `service`, at the next change of state, or at once when the state is another than was last reported, so with
   * the first question. As with Windows, callers who want to hear more ask again after each.
   */
  NotifyServiceStatusChangeW: call({ args: { service: text }, value: nothing, on: 'window' }),
  /** ASCII. What comes and goes on the channel then is no call of this list. */
  WTSVirtualChannelOpenEx: call({
    args: { sessionId: u32, name: text, flags: u32 },
    value: nothing,
    on: 'channel',
    service: 'TermService',
    about: 'session',
    meanings: OF_THE_CHANNEL,
    right: 'Virtual Channels',
  }),
  /** Only WTSVirtualFileHandle (1). */
  WTSVirtualChannelQuery: call({ args: { virtualClass: u32 }, value: nothing, on: 'channel', about: 'channel' }),
  WTSVirtualChannelClose: call({ args: {}, value: nothing, on: 'channel', about: 'channel' }),
  /** The token of the user who is logged on there. Needs LocalSystem. */
  WTSQueryUserToken: call({ args: { sessionId: u32 }, value: u32, on: 'machine', service: 'LSM', about: 'session' }),
  /** Only to look at its token. */
  OpenProcess: call({
    args: { pid: u32 },
    value: u32,
    on: 'machine',
    about: 'process',
    meanings: { [E.ERROR_INVALID_PARAMETER]: { reason: 'not-found' } },
  }),
  OpenProcessToken: call({ args: {}, value: u32, on: 'object', about: 'process' }),

  /** The environment of a token's user: `NAME=value`. */
  CreateEnvironmentBlock: call({ args: { inherit: flag }, value: list(text), on: 'object' }),
  /** For one standard stream of a program. */
  CreateNamedPipeW: call({ args: { openMode: u32 }, value: nothing, on: 'machine', about: 'program' }),
  CreateJobObjectW: call({ args: {}, value: nothing, on: 'machine', about: 'program' }),
  SetInformationJobObject: call({ args: { limitFlags: u32 }, value: nothing, on: 'machine', about: 'program' }),
  /** Of the environment each variable ends with a NUL. The id of the process. */
  CreateProcessAsUserW: call({
    args: {
      applicationName: text,
      commandLine: text,
      inheritHandles: flag,
      creationFlags: u32,
      environment: secret(text),
      currentDirectory: textOrNull,
      desktop: text,
      startupFlags: u32,
      showWindow: u32,
    },
    value: u32,
    on: 'object',
    about: 'program',
    meanings: OF_THE_PROGRAM,
  }),
  // On a process, or on its job.
  AssignProcessToJobObject: call({ args: {}, value: nothing, on: 'object', about: 'process' }),
  ResumeThread: call({ args: {}, value: nothing, on: 'object', about: 'process' }),
  TerminateJobObject: call({ args: { exitCode: u32 }, value: nothing, on: 'object', about: 'process' }),
  TerminateProcess: call({ args: { exitCode: u32 }, value: nothing, on: 'object', about: 'process' }),

  /** Milliseconds since the last input in the caller's own session. */
  GetLastInputInfo: call({ args: {}, value: u32, on: 'machine' }),
} as const;

export const TERMINAL_CALLS = { ...PLAIN_CALLS, ...COMPOSED_CALLS } as const;

export type TerminalCalls = typeof TERMINAL_CALLS;
export type TerminalCallName = keyof TerminalCalls;
export type PlainCalls = typeof PLAIN_CALLS;
