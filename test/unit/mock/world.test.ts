import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../lib/mock/index.js';

describe('a fresh world', () => {
  it('has services, a console and a listener', async () => {
    const { module } = createWorld();
    const sessions = await module.localHost().sessions();
    expect(sessions.map(({ id, name, state, kind, user }) => ({ id, name, state, kind, user }))).toEqual([
      { id: 0, name: 'Services', state: 'disconnected', kind: 'services', user: undefined },
      { id: 1, name: 'Console', state: 'connected', kind: 'free', user: undefined },
      { id: 65536, name: 'RDP-Tcp', state: 'listen', kind: 'listener', user: undefined },
    ]);
    expect(module.activeConsoleSessionId()).toBe(1);
  });

  it('shows somebody who logs on', async () => {
    const world = createWorld();
    const id = world.logon({ user: 'anna', domain: 'CORP', client: { name: 'LAPTOP7', address: '192.0.2.7' } });
    await world.advance(60_000);
    const anna = await world.module.localHost().session(id);
    expect(anna).toMatchObject({ id: 2, name: 'RDP-Tcp#0', state: 'active', account: 'CORP\\anna', lock: 'unlocked', idleMs: 60_000 });
    expect(anna.client).toMatchObject({ name: 'LAPTOP7', address: '192.0.2.7', protocol: 'rdp' });
    expect(world.calls.map(it => it.name)).toContain('WTSEnumerateSessionsExW');
  });

  it('fails as it is told', async () => {
    const world = createWorld();
    const host = world.module.localHost();
    const fault = world.fail('WTSEnumerateSessionsExW', { code: 'ERROR_ACCESS_DENIED' });
    await expect(host.sessions()).rejects.toMatchObject({ code: 'ERROR_ACCESS_DENIED', reason: 'access-denied' });
    fault.end();
    await expect(host.sessions()).resolves.toHaveLength(3);
    expect(world.calls[0]).toEqual({ name: 'WTSEnumerateSessionsExW', host: 'WORLD', args: [1], error: 'ERROR_ACCESS_DENIED' });
  });
});
