import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, describe, expect, it } from 'vitest';
import { createWorld } from '../../../../lib/mock/create-world.js';

describe('what was done', () => {
  const seen: unknown[] = [];
  const note = (message: unknown) => seen.push(message);
  afterEach(() => {
    unsubscribe('winstation:act', note);
    seen.length = 0;
  });

  it('is published, with what came of it and without secrets', async () => {
    const world = createWorld(undefined, { as: 'administrator' });
    const host = world.module.localHost();
    const anna = world.logon({ user: 'anna', client: { name: 'PC' } });
    const row = await host.session(anna);
    subscribe('winstation:act', note);
    await host.disconnect(row);
    await expect(host.connect(anna, 'console', { password: 'secret' })).rejects.toThrow();
    await expect(host.terminate(77_000, { wait: false })).rejects.toThrow();
    await host.setLogonMode('drain');
    await host.sessions();
    expect(seen).toEqual([
      {
        act: 'disconnect',
        host: host.name,
        session: anna,
        account: row.account,
        pid: undefined,
        outcome: 'done',
        code: undefined,
      },
      {
        act: 'connect',
        host: host.name,
        session: anna,
        account: undefined,
        pid: undefined,
        outcome: 'failed',
        code: 'ERROR_LOGON_FAILURE',
      },
      {
        act: 'terminate',
        host: host.name,
        session: undefined,
        account: undefined,
        pid: 77_000,
        outcome: 'failed',
        code: 'ERROR_INVALID_PARAMETER',
      },
      {
        act: 'setLogonMode',
        host: host.name,
        session: undefined,
        account: undefined,
        pid: undefined,
        outcome: 'done',
        code: undefined,
      },
    ]);
    expect(JSON.stringify(seen)).not.toContain('secret');
  });

  it('may be unknown', async () => {
    const world = createWorld(undefined, { as: 'administrator' });
    const host = world.module.localHost();
    const anna = world.logon({ user: 'anna', client: { name: 'PC' } });
    using _held = world.hold('WTSLogoffSession');
    subscribe('winstation:act', note);
    const ended = host.logoff(anna, { timeout: 1_000 }).catch(() => {});
    await world.advance(1_000);
    await ended;
    expect(seen).toEqual([expect.objectContaining({ act: 'logoff', outcome: 'unknown', code: 'ETIMEDOUT' })]);
  });
});
