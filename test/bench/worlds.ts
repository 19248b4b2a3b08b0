import type { Scenario } from 'winstation';

const NOW = '2026-03-04T15:16:17.000Z';

/** A host with so many sessions, most of them of users. With `wide`, one name is outside Latin-1. */
export function manySessions(count: number, wide = false): Scenario {
  const sessions = Array.from({ length: count }, (_, i) => {
    if (i === 0) return { id: 0, name: 'Services', state: 'disconnected' as const };
    if (i === 1) return { id: 1, name: 'Console', state: 'connected' as const };
    return {
      id: i,
      name: i % 4 === 3 ? '' : `RDP-Tcp#${i}`,
      state: i % 4 === 3 ? ('disconnected' as const) : ('active' as const),
      user: wide && i === 2 ? '漢字' : `user${i}`,
      domain: 'CONTOSO',
      hostName: `RDSH-${i % 17}`,
      farmName: 'farm.contoso.example',
    };
  });
  return { version: 1, now: NOW, hosts: [{ name: 'BENCH', local: true, consoleSessionId: 1, sessions }] };
}

/** A machine with so many iSCSI sessions, each with two connections, to some dozens of targets. */
export function manyIscsiSessions(count: number): Scenario {
  const target = (i: number) => `iqn.2024-01.example:volume-${i % 40}`;
  return {
    version: 1,
    now: NOW,
    hosts: [{ name: 'BENCH', local: true }],
    iscsi: {
      targets: Array.from({ length: 40 }, (_, i) => ({ name: target(i), portals: [{ address: `10.0.1.${i}` }] })),
      sessions: Array.from({ length: count }, (_, i) => ({
        id: `fffffa800d000020-${(0x4000013700000001n + BigInt(i)).toString(16)}`,
        target: target(i),
        connections: [0, 1].map(path => ({
          id: `fffffa800d000020-${(2 * i + path + 1).toString(16)}`,
          initiatorAddress: `10.0.${path}.200`,
          initiatorPort: 49_700 + ((2 * i + path) % 10_000),
          targetAddress: `10.0.${path + 1}.${i % 40}`,
          targetPort: 3260,
        })),
      })),
    },
  };
}

const PROGRAMS = ['svchost.exe', 'explorer.exe', 'chrome.exe', 'dllhost.exe', 'RuntimeBroker.exe', 'conhost.exe'];

/** A host with so many processes, those of 2,000 users. */
export function manyProcesses(count: number): Scenario {
  const { hosts, ...rest } = manySessions(10);
  const processes = Array.from({ length: count }, (_, i) => ({
    pid: 4 * (i + 1),
    name: i % 50 === 49 ? `tool-${i}.exe` : PROGRAMS[i % PROGRAMS.length]!,
    sessionId: i % 10,
    sid: i % 3 === 0 ? 'S-1-5-18' : `S-1-5-21-1004336348-1177238915-682003330-${1000 + (i % 2000)}`,
    threads: i % 40,
    handles: i % 4000,
    workingSetSize: i * 4096,
    userTime: i * 3,
    kernelTime: i * 2,
  }));
  return { ...rest, hosts: [{ ...hosts![0]!, processes }] };
}
