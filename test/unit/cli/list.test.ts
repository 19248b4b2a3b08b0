import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../lib/cli/text.js';
import { COLUMN_WORDS } from '../../../lib/cli/words.js';
import { cli, fake, fakeHost, farm, lines, listing, office, session } from './harness.js';

describe('list', () => {
  it('is the default command', async () => {
    const { code, out, err } = await cli([], { winstation: office() });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(lines(out)).toEqual([
      '  SESSION    USER                 ID  STATE',
      '  Services   -                     0  disconnected',
      '  Console    OFFICE\\reception      1  active',
      '> RDP-Tcp#0  CORP\\anna             2  active',
      '  RDP-Tcp#4  CORP\\jürgen.groß      3  active',
      '  -          CORP\\佐藤花子         5  disconnected',
      '  RDP-Tcp    -                 65536  listen',
    ]);
    expect((await cli(['list'], { winstation: office() })).out).toBe(out);
  });

  it('shows idle time, lock, logon and client with --details', async () => {
    const { out } = await cli(['--details', '--kind', 'user'], { winstation: office() });
    const [title, console, anna, , hanako] = lines(out);
    expect(title).toMatch(/^ {2}SESSION +USER +ID +STATE +IDLE +LOCK +LOGON TIME +CLIENT +ADDRESS$/);
    // Windows does not know how long the console is idle: that must not become 0.
    expect(console).toMatch(/ 1 {2}active +- {2}locked {4}2026-03-02 \d\d:\d\d {2}- +-$/);
    expect(anna).toMatch(/^> .* 2 {2}active +4s {2}unlocked {2}2026-03-02 \d\d:\d\d {2}LAPTOP7 +192\.0\.2\.17$/);
    expect(hanako).toMatch(/ 5 {2}disconnected {2}2d16h {2}unlocked/);
  });

  it.each([
    [['--user', 'ANNA'], [2]],
    [
      ['--user', 'CORP\\anna', '--user', 'reception'],
      [1, 2],
    ],
    [
      ['--state', 'Disconnected'],
      [0, 5],
    ],
    [
      ['--state', 'listen', '--state', 'disconnected'],
      [0, 5, 65_536],
    ],
    [
      ['--kind', 'services', '--kind', 'listener'],
      [0, 65_536],
    ],
    [
      ['--kind', 'user', '--state', 'active'],
      [1, 2, 3],
    ],
    [
      ['--idle', '30m'],
      [3, 5],
    ],
    [['--idle', '1h'], [5]],
    [
      ['--idle', '0s'],
      [2, 3, 5],
    ],
  ])('%j lists %j', async (argv, ids) => {
    const { code, out } = await cli([...argv, '--json'], { winstation: office() });
    expect(code).toBe(0);
    expect(JSON.parse(out).map((it: { id: number }) => it.id)).toEqual(ids);
  });

  it('shows details with --idle', async () => {
    expect((await cli(['--idle', '30m'], { winstation: office() })).out).toContain('HEIMBÜRO-PC');
  });

  it('says when no session matches', async () => {
    const nobody = ['--user', 'nobody'];
    expect(await cli(nobody, { winstation: office() })).toMatchObject({
      code: 0,
      out: '',
      err: 'winstation: no session matches\n',
    });
    expect(await cli([...nobody, '--json'], { winstation: office() })).toMatchObject({ code: 0, out: '[]\n', err: '' });
  });

  it('gives every key in JSON, missing values as null, and times as ISO 8601', async () => {
    const { out } = await cli(['--details', '--user', 'reception', '--json'], { winstation: office() });
    expect(JSON.parse(out)).toEqual([
      {
        host: 'OFFICE',
        id: 1,
        name: 'Console',
        state: 'active',
        kind: 'user',
        user: 'reception',
        domain: 'OFFICE',
        account: 'OFFICE\\reception',
        isConsole: true,
        isCurrent: false,
        takenAt: '2026-03-02T10:15:00.000Z',
        key: expect.any(String),
        sid: 'S-1-5-21-2290118732-3811090654-1402776615-1002',
        lock: 'locked',
        logonTime: '2026-03-02T06:58:12.000Z',
        connectTime: '2026-03-02T06:58:12.000Z',
        disconnectTime: null,
        lastInputTime: null,
        currentTime: '2026-03-02T10:15:00.000Z',
        idleMs: null,
        isRemote: false,
        client: null,
        counters: expect.any(Object),
        activityId: expect.any(String),
        withheld: [],
      },
    ]);
  });

  it('names the sessions with details that Windows withheld', async () => {
    const withheld = [{ what: 'WTSClientInfo', code: 'ERROR_ACCESS_DENIED', reason: 'access-denied' }] as const;
    const winstation = listing(session({ id: 2, withheld }), session({ id: 3 }), session({ id: 7, withheld }));
    expect((await cli(['--details'], { winstation })).err).toContain('withheld details of session 2, 7;');
    expect((await cli([], { winstation })).err).toBe('');
    const remote = fake({ openHost: async () => winstation.localHost() });
    expect((await cli(['--details', '--host', 'H'], { winstation: remote })).err).toContain('session 2 on H, 7 on H;');
  });
});

describe('list --columns', () => {
  it('shows these, in this order, and asks for details when one needs them', async () => {
    const { code, out } = await cli(['--columns', 'user,ID', '--columns', 'idle', '--kind', 'user'], {
      winstation: office(),
    });
    expect(code).toBe(0);
    expect(lines(out)).toEqual([
      'USER              ID   IDLE',
      'OFFICE\\reception   1      -',
      'CORP\\anna          2     4s',
      'CORP\\jürgen.groß   3    47m',
      'CORP\\佐藤花子      5  2d16h',
    ]);
  });

  it('has every column, and each can be sorted by', async () => {
    for (const word of COLUMN_WORDS) {
      const { code, out, err } = await cli(['--columns', word, '--sort', word], { winstation: office() });
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(lines(out)).toHaveLength(7);
    }
  });

  it('does not leave out what was asked for', async () => {
    const argv = ['--columns', 'user,client,address,logon,lock,idle'];
    const { out, err } = await cli(argv, { winstation: office(), terminal: 60, env: { NO_COLOR: '1' } });
    expect(err).toBe('');
    expect(lines(out)[0]).toMatch(/USER +CLIENT +ADDRESS +LOGON TIME +LOCK +IDLE/);
  });

  it('names hosts first, unless told where', async () => {
    const argv = ['--host', 'rds02', '--host', 'rds01', '--user', 'bob', '--columns'];
    const first = lines((await cli([...argv, 'user'], { winstation: farm() })).out);
    expect(first).toEqual(['HOST   USER', 'rds02  unreachable (RPC_S_SERVER_UNAVAILABLE)', 'rds01  CORP\\bob']);
    const second = lines((await cli([...argv, 'user,host'], { winstation: farm() })).out);
    expect(second[0]).toBe('USER      HOST');
    expect(second[1]).toBe('          rds02  unreachable (RPC_S_SERVER_UNAVAILABLE)');
    expect(second[2]).toBe('CORP\\bob  rds01');
  });
});

describe('list --sort', () => {
  const users = (out: string) => JSON.parse(out).map((it: { id: number }) => it.id);

  it.each([
    ['user', [1, 2, 3, 5]],
    ['-user', [3, 2, 1, 5]],
    ['idle', [2, 3, 5, 1]],
    ['-idle', [5, 3, 2, 1]],
    ['state,-id', [3, 2, 1, 5]],
  ])('%s', async (sort, ids) => {
    const { out } = await cli(['--kind', 'user', `--sort=${sort}`, '--json'], { winstation: office() });
    const expected = sort.endsWith('user') ? [...users(out)].sort() : ids;
    expect(sort.endsWith('user') ? [...users(out)].sort() : users(out)).toEqual(expected);
  });

  it('sorts over all hosts; those that failed come last', async () => {
    const argv = ['--host', 'rds02', '--host', 'rds01', '--host', 'ADMIN', '--kind', 'user', '--sort', 'user'];
    const { code, out } = await cli(argv, { winstation: farm() });
    expect(code).toBe(1);
    const column = lines(out).map(it => it.split(/ {2,}/)[2]);
    expect([...column.slice(1, -1)].sort()).toEqual(column.slice(1, -1));
    expect(lines(out).at(-1)).toMatch(/^rds02 +unreachable/);
    const json = JSON.parse((await cli([...argv, '--json'], { winstation: farm() })).out);
    expect(json.at(-1)).toMatchObject({ host: 'rds02', error: { reason: 'unreachable' } });
  });
});

describe('list --format', () => {
  it('csv has a line of names, and values for other programs', async () => {
    const { code, out } = await cli(['--format', 'csv', '--details', '--user', 'anna'], { winstation: office() });
    expect(code).toBe(0);
    expect(out).toBe(
      'host,session,user,id,state,idle,lock,logon,client,address\r\n' +
        'OFFICE,RDP-Tcp#0,CORP\\anna,2,active,4,unlocked,2026-03-02T07:31:40.500Z,LAPTOP7,192.0.2.17\r\n',
    );
    const chosen = await cli(['--format', 'CSV', '--columns', 'id,disconnected', '--user', '佐藤花子'], {
      winstation: office(),
    });
    expect(chosen.out).toMatch(/^id,disconnected\r\n5,2026-02-27T[\d:.]+Z\r\n$/);
  });

  it('csv is not cut, and takes no name for a formula', async () => {
    const account = 'CORP\\x';
    const rows = ['=1+1', '+1', '-1', '@x', '\t=1', 'a"b,c', 'a\nb', '\x1b[2J', ' x', 'plain'];
    const winstation = listing(...rows.map((name, id) => session({ id, name, account })));
    const { out } = await cli(['--format', 'csv', '--columns', 'session,id'], { winstation, terminal: 20 });
    expect(out.split('\r\n').slice(1, -1)).toEqual([
      "'=1+1,0",
      "'+1,1",
      "'-1,2",
      "'@x,3",
      "'\\x09=1,4",
      '"a""b,c",5',
      'a\\x0ab,6',
      '\\x1b[2J,7',
      '" x",8',
      'plain,9',
    ]);
  });

  it('json is --json', async () => {
    const { out } = await cli(['--format', 'json'], { winstation: office() });
    expect(out).toBe((await cli(['--json'], { winstation: office() })).out);
    expect((await cli(['--format', 'json', '--json'], { winstation: office() })).code).toBe(0);
  });

  it.each([
    [['--format', 'csv', '--json'], '--json is not --format csv; leave one out'],
    [['--format', 'xml'], "--format does not know 'xml'; it knows table, csv, json"],
    [['--columns', 'usr'], "--columns does not know 'usr'; did you mean user?"],
    [['--sort=-idel'], "--sort does not know 'idel'; did you mean idle?"],
    [['--columns', 'user', '--json'], '--columns is for a table or CSV; JSON has every value'],
  ])('%j is refused', async (argv, message) => {
    const { code, out, err } = await cli(argv, { winstation: office() });
    expect({ code, out, line: lines(err)[0] }).toEqual({ code: 2, out: '', line: `winstation: ${message}` });
  });
});

describe('names with control characters', () => {
  const winstation = listing(session({ name: '\x1b]0;owned\x07', account: 'CORP\\a\nb', client: undefined }));

  it.each([[['list']], [['list', '--details']], [['show', '2']], [['list', '--json']]])(
    '%j escapes them',
    async argv => {
      const { out } = await cli(argv, { winstation, terminal: 200, env: { NO_COLOR: '1' } });
      expect(out).toMatch(/^[\n\x20-\x7e]*$/);
      expect(out).toMatch(argv.includes('--json') ? /\\u001b\]0;owned\\u0007/ : /\\x1b\]0;owned\\x07/);
      expect(out).toMatch(argv.includes('--json') ? /CORP\\\\a\\nb/ : /CORP\\a\\x0ab/);
    },
  );
});

describe('colours', () => {
  const ESCAPE = '\x1b[';

  it('are for a terminal', async () => {
    expect((await cli([], { winstation: office(), terminal: 100 })).out).toContain('\x1b[32mactive\x1b[39m');
    expect((await cli([], { winstation: office() })).out).not.toContain(ESCAPE);
  });

  it.each<Record<string, string>>([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('are not for %j', async env => {
    const { out } = await cli([], { winstation: office(), terminal: 100, env });
    expect(out).not.toContain(ESCAPE);
    expect(out).toBe((await cli([], { winstation: office() })).out);
  });

  it('an empty NO_COLOR has no effect', async () => {
    expect((await cli([], { winstation: office(), terminal: 100, env: { NO_COLOR: '' } })).out).toContain(ESCAPE);
  });

  it('do not move the columns', async () => {
    const coloured = (await cli(['--details'], { winstation: office(), terminal: 200 })).out;
    const bare = coloured.replace(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g'), '');
    expect(bare).toBe((await cli(['--details'], { winstation: office() })).out);
  });
});

describe('a long name', () => {
  const winstation = listing(session({ account: `CORP\\${'x'.repeat(100)}` }));

  it('is cut on a narrow terminal and nowhere else', async () => {
    expect((await cli([], { winstation, terminal: 80 })).out).toContain('xxx…');
    expect((await cli([], { winstation })).out).toContain('x'.repeat(100));
  });
});

describe('a narrow terminal', () => {
  it('gets a table that fits, and a note about the columns that do not', async () => {
    const options = { winstation: office(), env: { NO_COLOR: '1' } };
    const { out, err } = await cli(['--details'], { ...options, terminal: 80 });
    for (const line of lines(out)) expect(widthOf(line)).toBeLessThanOrEqual(80);
    expect(lines(out)[0]).toMatch(/^ {2}SESSION +USER +ID +STATE +IDLE +LOCK +LOGON TIME$/);
    expect(err).toBe('winstation: the terminal is too narrow for CLIENT, ADDRESS\n');
    expect((await cli(['--details', '--quiet'], { ...options, terminal: 80 })).err).toBe('');
    expect(await cli(['--details'], { ...options, terminal: 140 })).toMatchObject({ err: '' });
    expect(await cli(['--details'], options)).toMatchObject({ err: '' });
    const narrow = await cli(['--details'], { ...options, terminal: 50 });
    for (const line of lines(narrow.out)) expect(widthOf(line)).toBeLessThanOrEqual(50);
    const processes = await cli(['processes', '--details'], { ...options, terminal: 60 });
    expect(processes.err).toBe('winstation: the terminal is too narrow for SID\n');
  });
});

describe('the timeout', () => {
  it('is one limit for opening the host and asking it', async () => {
    const seen: unknown[] = [];
    const host = fakeHost('slow', {
      sessions: (async (options: { timeout?: number }) => {
        seen.push(options.timeout);
        return [];
      }) as never,
    });
    const winstation = fake({
      openHost: async (_, options) => {
        seen.push(options?.timeout);
        await new Promise(done => setTimeout(done, 40));
        return host;
      },
    });
    await cli(['--host', 'slow', '--timeout', '5s'], { winstation });
    expect(seen[0]).toBeGreaterThan(4_900);
    expect(seen[1]).toBeLessThan(4_975);
    await cli(['--host', 'slow'], { winstation });
    expect(seen.slice(2)).toEqual([undefined, undefined]);
  });

  it('is shown as it was given', async () => {
    const late = Object.assign(new Error('The call took longer than 4999 ms'), {
      name: 'TimeoutError',
      code: 'ETIMEDOUT',
    });
    const winstation = fake({ openHost: () => Promise.reject(late) });
    const { code, out, err } = await cli(['--host', 'slow', '--timeout', '5s'], { winstation });
    expect(code).toBe(1);
    expect(lines(out)[1]).toBe('slow  no answer within 5s');
    expect(err).toBe('winstation: slow: no answer within 5s\n');
  });
});

describe('the filter', () => {
  it('is left to the library, which applies it before it asks for details', async () => {
    const { err } = await cli(['--user', 'bob', '--host', 'rds01'], { winstation: farm() });
    expect(err).toBe('');
  });
});
