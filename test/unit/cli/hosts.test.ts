import { describe, expect, it } from 'vitest';
import type { SessionHost } from '../../../lib/terminal/types.js';
import { cli, fake, fakeHost, farm, lines, noAddon, session } from './harness.js';

const BOTH = ['--host', 'rds02', '--host', 'rds01'];

describe('a dead host', () => {
  it('has its own row with the failure; the other hosts are shown', async () => {
    const { code, out, err } = await cli(['--kind', 'user', ...BOTH], { winstation: farm() });
    expect(code).toBe(1);
    expect(lines(out)).toEqual([
      'HOST   SESSION    USER        ID  STATE',
      'rds02  unreachable (RPC_S_SERVER_UNAVAILABLE)',
      'rds01  RDP-Tcp#1  CORP\\bob     2  active',
      'rds01  RDP-Tcp#6  CORP\\carol   4  active',
      'rds01  -          CORP\\dave    7  disconnected',
    ]);
    expect(err).toMatch(
      /^winstation: WTSEnumerateSessionsExW failed on rds02: RPC_S_SERVER_UNAVAILABLE \(1722\)\. See /,
    );
  });

  it('is one element in JSON', async () => {
    const { code, out } = await cli(['--user', 'bob', '--json', ...BOTH], { winstation: farm() });
    expect(code).toBe(1);
    const [dead, bob, ...more] = JSON.parse(out);
    expect(more).toEqual([]);
    expect(bob).toMatchObject({ host: 'rds01', user: 'bob' });
    expect(dead).toEqual({
      host: 'rds02',
      error: {
        name: 'WindowsError',
        message: expect.any(String),
        code: 'RPC_S_SERVER_UNAVAILABLE',
        errno: 1722,
        syscall: 'WTSEnumerateSessionsExW',
        host: 'rds02',
        sessionId: null,
        reason: 'unreachable',
        hint: expect.any(String),
        outcome: null,
        subject: 'host',
        left: null,
      },
    });
  });

  it('has the same keys for every failure', async () => {
    const failures = [new Error('odd'), 'no error at all', noAddon()];
    for (const failure of failures) {
      const { out } = await cli(['--json', '--host', 'x'], {
        winstation: fake({ openHost: () => Promise.reject(failure) }),
      });
      const [{ host, error }] = JSON.parse(out);
      expect(host).toBe('x');
      expect(Object.keys(error)).toEqual([
        'name',
        'message',
        'code',
        'errno',
        'syscall',
        'host',
        'sessionId',
        'reason',
        'hint',
        'outcome',
        'subject',
        'left',
      ]);
    }
  });

  it('is reported by show, processes and capture as well', async () => {
    const show = await cli(['show', '2', ...BOTH], { winstation: farm() });
    expect(show.code).toBe(1);
    expect(show.out).toMatch(/^Session 2 on rds01\n(.*\n)*\nrds02: unreachable \(RPC_S_SERVER_UNAVAILABLE\)\n$/);

    const processes = await cli(['processes', ...BOTH], { winstation: farm() });
    expect(processes.code).toBe(1);
    expect(lines(processes.out)[1]).toBe('rds02  unreachable (RPC_S_SERVER_UNAVAILABLE)');

    const capture = await cli(['capture', '--no-redact', ...BOTH], { winstation: farm() });
    expect(capture.code).toBe(1);
    expect(JSON.parse(capture.out).hosts.map((it: { name: string }) => it.name)).toEqual(['rds01']);
    expect(await cli(['capture', '--host', 'rds02'], { winstation: farm() })).toMatchObject({ code: 1, out: '' });
  });
});

describe('hosts', () => {
  it('are asked at the same time and closed again', async () => {
    const open = new Set<string>();
    let most = 0;
    const closed: string[] = [];
    const winstation = fake({
      openHost: async name => {
        open.add(name);
        most = Math.max(most, open.size);
        await new Promise(done => setTimeout(done, 5));
        return fakeHost(name, {
          sessions: (async () => {
            if (name === 'b') throw new Error('broken');
            return [session({ host: name })];
          }) as unknown as SessionHost['sessions'],
          close: async () => {
            open.delete(name);
            closed.push(name);
          },
        });
      },
    });
    const { code, out } = await cli(['--host', 'a', '--host', 'b', '--host', 'c', '--host', 'A'], { winstation });
    expect(code).toBe(1);
    expect(most).toBe(3);
    expect([...closed].sort()).toEqual(['a', 'b', 'c']);
    expect(lines(out).map(line => line.split(' ')[0])).toEqual(['HOST', 'a', 'b', 'c']);
    expect(lines(out)[2]).toBe('b     broken');
  });

  it('may be named by a file', async () => {
    const files = { 'rds.txt': '\ufeffrds01\r\n\r\n# not this one\n  rds02  # off today\nRDS01' };
    const asked = await cli(['--host', '@rds.txt', '--host', 'rds01', '--json', '--kind', 'services'], {
      files,
      winstation: farm(),
    });
    expect(JSON.parse(asked.out).map((it: { host: string }) => it.host)).toEqual(['rds01', 'rds02']);
    const none = await cli(['--host', '@none.txt'], { files: { 'none.txt': '# nobody\n' }, winstation: farm() });
    expect(none).toMatchObject({ code: 2, out: '', err: expect.stringContaining('none.txt names no host') });
  });

  it('are at most 64 at the same time, and one that hangs delays no other', async () => {
    let open = 0;
    let most = 0;
    const answered: string[] = [];
    let giveUp: (error: Error) => void = () => {};
    const hung = new Promise<never>((_, reject) => {
      giveUp = reject;
    });
    const winstation = fake({
      openHost: async name => {
        open += 1;
        most = Math.max(most, open);
        if (name === 'h0') await hung;
        await new Promise(done => setTimeout(done, 1));
        answered.push(name);
        if (answered.length === 199) giveUp(new Error('gave up'));
        return fakeHost(name, {
          sessions: (async () => [session({ host: name })]) as unknown as SessionHost['sessions'],
          close: async () => {
            open -= 1;
          },
        });
      },
    });
    const argv = Array.from({ length: 200 }, (_, i) => ['--host', `h${i}`]).flat();
    const { code, out } = await cli(['--json', ...argv], { winstation });
    expect({ code, most }).toEqual({ code: 1, most: 64 });
    expect(JSON.parse(out).map((it: { host: string }) => it.host)).toEqual(argv.filter(it => it !== '--host'));
  });

  it('have a column even when there is one', async () => {
    expect((await cli(['--host', 'rds01'], { winstation: farm() })).out).toMatch(/^HOST /);
    expect((await cli([], { winstation: farm() })).out).not.toContain('HOST');
  });
});

describe('this machine', () => {
  it('without an addon: says what to do, once, and prints no table', async () => {
    for (const argv of [[], ['show', '1'], ['processes'], ['capture'], BOTH]) {
      const { code, out, err } = await cli(argv);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(lines(err)).toEqual([
        'winstation: No addon for this system.',
        'winstation: To try winstation without Windows: winstation --mock office',
      ]);
    }
  });

  it('without an addon is one element in JSON', async () => {
    const { code, out } = await cli(['--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject([{ host: null, error: { code: 'ERR_WINSTATION_NO_ADDON' } }]);
  });
});

describe('Ctrl-C', () => {
  it('ends with 130 and prints no partial answer', async () => {
    const interrupt = new AbortController();
    const winstation = fake({
      openHost: (name, options) =>
        name === 'quick'
          ? Promise.resolve(
              fakeHost(name, { sessions: (async () => [session({})]) as unknown as SessionHost['sessions'] }),
            )
          : new Promise((_, reject) => {
              options?.signal?.addEventListener('abort', () => reject(new Error('The call was aborted')));
              interrupt.abort();
            }),
    });
    const argv = ['--host', 'quick', '--host', 'stuck'];
    expect(await cli(argv, { winstation, signal: interrupt.signal })).toMatchObject({ code: 130, out: '', err: '' });
  });
});
