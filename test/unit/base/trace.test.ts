import { channel } from 'node:diagnostics_channel';
import { expect, it } from 'vitest';
import { createWorld } from '../../../lib/mock/index.js';

it('publishes every raw call, with host and session id', async () => {
  const heard: unknown[] = [];
  const hear = (message: unknown) => heard.push(message);
  const calls = channel('winstation:call');
  calls.subscribe(hear);
  try {
    const world = createWorld();
    world.fail('WTSLogoffSession', { code: 'ERROR_ACCESS_DENIED' });
    const host = world.module.localHost();
    await host.query(1, 'WTSUserName');
    await host.logoff(1).catch(() => {});
    expect(heard).toEqual([
      {
        syscall: 'WTSQuerySessionInformationW',
        host: host.name,
        sessionId: 1,
        ok: true,
        code: undefined,
        infoClass: 5,
      },
      { syscall: 'WTSLogoffSession', host: host.name, sessionId: 1, ok: false, code: 5, infoClass: undefined },
    ]);
    expect(heard).toHaveLength(world.calls.length);
  } finally {
    calls.unsubscribe(hear);
  }
  await createWorld().module.localHost().sessions();
  expect(heard).toHaveLength(2);
});

it('publishes no call that was skipped because the host failed', async () => {
  const heard: unknown[] = [];
  const hear = (message: unknown) => {
    const { syscall, code } = message as { syscall: string; code: number | undefined };
    if (syscall === 'LookupAccountNameW') heard.push(code);
  };
  const calls = channel('winstation:call');
  calls.subscribe(hear);
  try {
    const world = createWorld();
    for (const user of ['anna', 'ben', 'cleo']) world.logon({ user, client: { name: 'P' } });
    world.fail('LookupAccountNameW', { code: 'RPC_S_SERVER_UNAVAILABLE' });
    await world.module.localHost().sessions({ details: true });
    expect(heard).toEqual([1722]);
    expect(world.calls.filter(({ name }) => name === 'LookupAccountNameW')).toHaveLength(1);
  } finally {
    calls.unsubscribe(hear);
  }
});

it('also publishes the free functions, synchronous lists and registrations', async () => {
  const heard: string[] = [];
  const hear = (message: unknown) => heard.push((message as { syscall: string }).syscall);
  const calls = channel('winstation:call');
  calls.subscribe(hear);
  try {
    const { localHost, activeConsoleSessionId, currentSessionId } = createWorld().module;
    activeConsoleSessionId();
    currentSessionId();
    localHost().sessionsSync();
    await using watch = localHost().watch();
    await watch.ready;
    expect(heard.slice(0, 3)).toEqual([
      'WTSGetActiveConsoleSessionId',
      'ProcessIdToSessionId',
      'WTSEnumerateSessionsExW',
    ]);
    expect(heard).toContain('WTSRegisterSessionNotificationEx');
  } finally {
    calls.unsubscribe(hear);
  }
});
