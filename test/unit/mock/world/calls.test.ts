import { describe, expect, it } from 'vitest';
import { type CallDescription, reachesHost } from '../../../../lib/base/call.js';
import { CallTable } from '../../../../lib/mock/world/call-table.js';
import { TERMINAL_CALLS } from '../../../../lib/terminal/calls.js';

const where = (isChosen: (name: string) => boolean) => Object.keys(TERMINAL_CALLS).filter(isChosen).sort();
const described = (name: string) => TERMINAL_CALLS[name as keyof typeof TERMINAL_CALLS];

describe('the descriptions of the terminal calls', () => {
  it('say which calls need no way to a host: those about this machine, and those about handles', () => {
    expect(where(name => !reachesHost(described(name)))).toEqual([
      'AdjustTokenPrivileges',
      'AssignProcessToJobObject',
      'CreateEnvironmentBlock',
      'CreateJobObjectW',
      'CreateNamedPipeW',
      'CreateProcessAsUserW',
      'CreateThread',
      'CreateWindowExW',
      'GetLastInputInfo',
      'GetProcessTimes',
      'GetSystemMetrics',
      'GetTokenInformation',
      'NotifyServiceStatusChangeW',
      'OpenEventW',
      'OpenProcess',
      'OpenProcessToken',
      'ProcessIdToSessionId',
      'QueryServiceStatus',
      'RegGetValueW',
      'RegSetValueExW',
      'ResumeThread',
      'SetInformationJobObject',
      'TerminateJobObject',
      'TerminateProcess',
      'WTSCloseServer',
      'WTSGetActiveConsoleSessionId',
      'WTSOpenServerExW',
      'WTSOpenServerW',
      'WTSVirtualChannelClose',
      'WTSVirtualChannelQuery',
    ]);
  });

  it('say which calls the Local Session Manager answers', () => {
    const serviceOf = (name: string) => (described(name) as CallDescription).service;
    expect(where(name => serviceOf(name) === 'LSM')).toEqual([
      'WTSActiveSessionExists',
      'WTSConnectSessionW',
      'WTSDisconnectSession',
      'WTSEnableChildSessions',
      'WTSEnumerateProcessesExW',
      'WTSEnumerateProcessesW',
      'WTSEnumerateSessionsExW',
      'WTSEnumerateSessionsW',
      'WTSGetChildSessionId',
      'WTSIsChildSessionsEnabled',
      'WTSLogoffSession',
      'WTSQuerySessionInformationW',
      'WTSQueryUserToken',
      'WTSRegisterSessionNotificationEx',
      'WTSSendMessageW',
      'WTSShutdownSystem',
      'WTSTerminateProcess',
      'WTSUnRegisterSessionNotificationEx',
      'WTSWaitSystemEvent',
    ]);
  });

  it('say which calls are for remote connections alone', () => {
    const serviceOf = (name: string) => (described(name) as CallDescription).service;
    expect(where(name => serviceOf(name) === 'TermService')).toEqual([
      'WTSCreateListenerW',
      'WTSEnumerateListenersW',
      'WTSGetListenerSecurityW',
      'WTSQueryListenerConfigW',
      'WTSSetListenerSecurityW',
      'WTSVirtualChannelOpenEx',
    ]);
  });
});

describe('a table of calls', () => {
  it('holds each name once', () => {
    const calls = new CallTable();
    calls.add(TERMINAL_CALLS);
    expect(() => calls.add({ WTSLogoffSession: TERMINAL_CALLS.WTSLogoffSession })).toThrow(
      'two domains describe WTSLogoffSession',
    );
    expect(calls.named('LookupAccountSidW')).toMatchObject({ name: 'LookupAccountSidW', reachesHost: true });
  });
});
