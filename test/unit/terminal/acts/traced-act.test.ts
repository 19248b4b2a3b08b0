import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, describe, expect, it } from 'vitest';
import { createWorld } from '../../../../lib/mock/create-world.js';
import type { StartedInWorld } from '../../../../lib/mock/terminal/programs/program-state.js';

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
        what: undefined,
        host: host.name,
        session: anna,
        account: row.account,
        pid: undefined,
        outcome: 'done',
        code: undefined,
      },
      {
        act: 'connect',
        what: undefined,
        host: host.name,
        session: anna,
        account: undefined,
        pid: undefined,
        outcome: 'failed',
        code: 'ERROR_LOGON_FAILURE',
      },
      {
        act: 'terminate',
        what: undefined,
        host: host.name,
        session: undefined,
        account: undefined,
        pid: 77_000,
        outcome: 'failed',
        code: 'ERROR_INVALID_PARAMETER',
      },
      {
        act: 'setLogonMode',
        what: 'drain',
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

  it('has the programs that were started, run and ended, and never their arguments', async () => {
    const world = createWorld(undefined, { as: 'system' });
    const host = world.module.localHost();
    const anna = world.logon({ user: 'anna', domain: 'CORP', client: { name: 'PC' } });
    const row = await host.session(anna);
    const tool = 'C:\\Tools\\tool.exe';
    world.program(tool, async function* ({ input }) {
      for await (const _ of input) yield { stdout: 'x' };
      return 3;
    });
    subscribe('winstation:act', note);
    await host.run(row, tool, ['/password:secret'], { env: { SECRET: 'secret' }, input: 'secret' });
    const program = await host.spawn('console', tool).catch(() => undefined);
    expect(program).toBeUndefined();
    await using spawned = await host.spawn(anna, tool, ['secret'], { output: 'stream' });
    await spawned.terminate({ exitCode: 7 });
    await spawned.terminate();
    await expect(host.run(anna, 'C:\\none.exe')).rejects.toThrow();
    await expect(host.run(anna, 5 as never)).rejects.toThrow(TypeError);
    const [{ pid: first }, { pid: second }] = world.programs as readonly [StartedInWorld, StartedInWorld];
    const base = {
      host: host.name,
      session: anna,
      account: 'CORP\\anna',
      what: tool,
      code: undefined,
      outcome: 'done',
    };
    const failed = { host: host.name, account: undefined, pid: undefined, outcome: 'failed', code: expect.any(String) };
    expect(seen).toEqual([
      { ...base, act: 'run', pid: first },
      { ...failed, act: 'spawn', session: 'console', what: tool },
      { ...base, act: 'spawn', pid: second },
      { ...base, act: 'terminate', pid: second },
      { ...base, act: 'terminate', pid: second },
      { ...failed, act: 'run', session: anna, what: 'C:\\none.exe' },
      { ...failed, act: 'run', session: anna, what: undefined },
    ]);
    expect(JSON.stringify(seen)).not.toContain('secret');
  });

  it('has the channels that were opened, and those that could not be', async () => {
    const world = createWorld(undefined, { as: 'administrator' });
    const host = world.module.localHost();
    const anna = world.logon({ user: 'anna', client: { name: 'PC' } });
    world.client(anna).channel('ECHO');
    subscribe('winstation:act', note);
    await using _channel = await host.openChannel(anna, 'ECHO');
    await expect(host.openChannel(anna, 'NONE')).rejects.toThrow();
    expect(seen).toMatchObject([
      { act: 'openChannel', session: anna, what: 'ECHO', outcome: 'done', code: undefined },
      { act: 'openChannel', session: anna, what: 'NONE', outcome: 'failed', code: 'ERROR_INVALID_FUNCTION' },
    ]);
  });
});
