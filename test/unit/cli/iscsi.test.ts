import { describe, expect, it, vi } from 'vitest';
import { createWorld } from '../../../lib/mock/index.js';
import type { World } from '../../../lib/mock/types.js';
import { type CliOptions, cli, lines, scenarioFile } from './harness.js';

// The lines of a watch show times of day in this zone.
process.env.TZ = 'UTC';

const OFFICE = JSON.parse(scenarioFile('office'));
const DB = 'iqn.2024-01.example:db';
const BACKUP = 'iqn.2024-01.example:backup';
const ARCHIVE = 'iqn.2024-01.example:archive';

function start(argv: readonly string[], options: CliOptions = {}, world: World = createWorld(OFFICE)) {
  const iscsi = world.modules['winstation/iscsi'].iscsi();
  const ended = cli(['iscsi', ...argv], { winstation: world.module, iscsi, ...options });
  return { world, iscsi, ended };
}
async function over(argv: readonly string[], options: CliOptions = {}, world?: World) {
  const started = start(argv, options, world);
  const ended = await started.ended;
  const calls = (name: string) => started.world.calls.filter(it => it.name === name);
  return { ...started, ...ended, calls };
}
const sessionsOf = async ({ iscsi }: ReturnType<typeof start>) => (await iscsi.sessions()).map(it => it.target);

describe('iscsi', () => {
  it('shows the sessions with their connections and disks', async () => {
    const { code, out, err } = await over([]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(lines(out)).toEqual([
      expect.stringMatching(/^TARGET +STATE +CONNECTIONS +DISKS +SAVED +ID$/),
      expect.stringMatching(
        /^iqn\.2024-01\.example:db +connected +192\.0\.2\.50, 192\.0\.2\.51 +1, 2 +yes +[0-9a-f]+-[0-9a-f]+$/,
      ),
      expect.stringMatching(/^iqn\.2024-01\.example:backup +broken +- +3 +no +[0-9a-f]+-[0-9a-f]+$/),
    ]);
    expect((await over(['sessions'])).out).toBe(out);
    const json = JSON.parse((await over(['--json'])).out);
    expect(json).toMatchObject([
      { host: 'OFFICE', target: DB, connected: true, devices: [{ disk: 1 }, { disk: 2 }] },
      { target: BACKUP, connected: false },
    ]);
    expect(json[0].connections).toHaveLength(2);
  });

  it.each([[[]], [['targets']]])('gives programs an element also when it fails: %j', async words => {
    const world = createWorld(OFFICE);
    using _stopped = world.stopService('MSiSCSI');
    const { code, out, err } = await over([...words, '--json'], {}, world);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual([
      { host: 'OFFICE', error: expect.objectContaining({ name: 'WindowsError', reason: 'unreachable' }) },
    ]);
    expect(err).toContain('MSiSCSI');
  });

  it('finds the session of a disk', async () => {
    expect(JSON.parse((await over(['--disk', '3', '--json'])).out)).toMatchObject([{ target: BACKUP }]);
    expect(await over(['--disk', '9'])).toMatchObject({
      code: 0,
      out: '',
      err: 'winstation: no iSCSI session matches\n',
    });
  });

  it('says what Windows withheld, and why it could not be asked', async () => {
    const world = createWorld(OFFICE);
    world.fail('GetDevicesForIScsiSessionW', { code: 'ERROR_ACCESS_DENIED' });
    const { code, out, err } = await over([], {}, world);
    expect(code).toBe(0);
    expect(lines(out)[1]).toMatch(/192\.0\.2\.51 +- +yes/);
    expect(err).toMatch(/Windows withheld of session \S+: devices \(ERROR_ACCESS_DENIED\)/);
    const stopped = createWorld(OFFICE);
    stopped.stopService('MSiSCSI');
    const refused = await over([], {}, stopped);
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Start-Service MSiSCSI') });
    expect(await over([], {}, createWorld(OFFICE, { as: 'user' }))).toMatchObject({ code: 1, out: '' });
  });
});

describe('a capture with iSCSI', () => {
  it.each([[[]], [['--no-redact']]])('is a scenario that shows the same: %j', async more => {
    const { code, out } = await cli(['capture', ...more], { winstation: createWorld(OFFICE).module });
    expect(code).toBe(0);
    const shown = await over(['--json'], {}, createWorld(JSON.parse(out)));
    expect(shown.code).toBe(0);
    expect(JSON.parse(shown.out)).toMatchObject([
      { connected: true, persistent: true, devices: [{ disk: 1 }, { disk: 2 }] },
      { connected: false, persistent: false },
    ]);
    expect(shown.out.includes(DB)).toBe(more.length > 0);
    expect(out).not.toContain('twelve bytes');
  });
});

describe('iscsi targets', () => {
  it('shows what the portals have named', async () => {
    const { code, out } = await over(['targets']);
    expect(code).toBe(0);
    expect(lines(out)[0]).toMatch(/^TARGET +PORTALS +SESSIONS +SAVED$/);
    expect(lines(out)[1]).toMatch(/^iqn\.2024-01\.example:db +192\.0\.2\.50, 192\.0\.2\.51 +1 +yes$/);
    expect(out).toMatch(/^iqn\.2024-01\.example:backup +192\.0\.2\.60:3261 +1 +no$/m);
    const json = JSON.parse((await over(['targets', '--json'])).out);
    expect(json).toHaveLength(3);
    expect(json[0]).toEqual({
      host: 'OFFICE',
      target: DB,
      portals: [
        { address: '192.0.2.50', port: 3260, symbolicName: expect.any(String) },
        { address: '192.0.2.51', port: 3260, symbolicName: expect.any(String) },
      ],
      sessions: [expect.any(String)],
      saved: true,
    });
  });

  it('asks the portals again with --refresh', async () => {
    const world = createWorld(OFFICE);
    world.iscsi.target('iqn.2024-01.example:new', { portals: [{ address: '192.0.2.50' }] });
    expect((await over(['targets'], {}, world)).out).not.toContain(':new');
    expect((await over(['targets', '--refresh'], {}, world)).out).toContain(':new');
    expect((await over(['targets'], {}, createWorld())).err).toBe('winstation: no portal has named a target\n');
  });
});

describe('iscsi login', () => {
  it('asks for the secret and whether to, and logs in', async () => {
    const argv = ['login', ARCHIVE, '--chap', '--wait-for-disks', '5s', '--save'];
    const { code, out, err, world, iscsi } = await over(argv, { types: ['y', 'twelve bytes'] });
    expect(err).toMatch(
      /^TARGET +PORTAL +SESSIONS NOW\niqn\.2024-01\.example:archive +any +0\nLog in to iqn\.2024-01\.example:archive, now and at each start\? \[y\/N\] \nCHAP secret: \n$/,
    );
    expect(code).toBe(0);
    expect(lines(out)[1]).toMatch(/^iqn\.2024-01\.example:archive +logged in: disk 4$/);
    expect((await iscsi.savedLogins()).map(it => it.target)).toContain(ARCHIVE);
    expect(out + err + JSON.stringify(world.calls)).not.toContain('twelve');
  });

  it('takes the secret from standard input off a terminal, and shows it nowhere', async () => {
    const world = createWorld(OFFICE);
    const iscsi = world.modules['winstation/iscsi'].iscsi();
    const stdin = { isTerminal: false, ask: async () => 'wrong secret!', bytes: async () => new Uint8Array() };
    const ended = await cli(['iscsi', 'login', ARCHIVE, '--chap', '-y', '--json'], {
      winstation: world.module,
      iscsi,
      stdin,
    });
    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.out)).toMatchObject([
      {
        act: 'iscsi login',
        host: 'OFFICE',
        target: ARCHIVE,
        login: null,
        outcome: 'failed',
        error: { reason: 'access-denied' },
      },
    ]);
    expect(ended.out + ended.err + JSON.stringify(world.calls)).not.toContain('wrong secret');
    const none = await over(['login', ARCHIVE, '--chap', '-y']);
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining('there is no secret on standard input') });
  });

  it('hands over by which way', async () => {
    const more = ['--multipath', '--header-digest', '--data-digest', '--portal', '192.0.2.51:3260'];
    const { code, out, iscsi } = await over(['login', DB.toUpperCase(), ...more, '-y', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      {
        target: DB,
        outcome: 'done',
        detail: 'logged in',
        login: { already: false, devices: [], session: expect.any(String) },
      },
    ]);
    expect((await iscsi.sessions()).map(it => it.target)).toEqual([DB, BACKUP, DB]);
    const added = (await iscsi.sessions({ details: true })).at(-1);
    expect(added?.connections).toMatchObject([{ targetAddress: '192.0.2.51' }]);
    expect(added?.negotiated).toMatchObject({ headerDigest: true, dataDigest: true });
    expect((await over(['login', DB, '-y'])).out).toContain('was logged in already');
  });

  it('shows and does nothing with --dry-run, or without a yes', async () => {
    const dry = await over(['login', ARCHIVE, '--chap', '-n', '--portal', '192.0.2.50']);
    expect(dry.out).toMatch(/^iqn\.2024-01\.example:archive +192\.0\.2\.50 +0$/m);
    const no = await over(['login', ARCHIVE], { types: ['n'] });
    expect({ dry: dry.code, no: no.code }).toEqual({ dry: 0, no: 1 });
    for (const { calls } of [dry, no]) expect(calls('LoginIScsiTargetW')).toEqual([]);
  });

  it('fails for a target that nobody named, and for one that wants a secret', async () => {
    const { code, err } = await over(['login', 'iqn.2024-01.example:bd', '-y']);
    expect({ code, err }).toEqual({
      code: 1,
      err: `winstation: OFFICE has no target iqn.2024-01.example:bd; did you mean ${DB}?\n`,
    });
    expect((await over(['login', 'xyzzy', '-y'])).err).toContain('look with iscsi targets --refresh');
    expect((await over(['login', ARCHIVE, '-y'])).code).toBe(1);
    const world = createWorld(OFFICE);
    world.iscsi.cut({ portal: { address: '192.0.2.50' } });
    const cut = await over(['login', ARCHIVE, '-y', '--portal', '192.0.2.50', '--json'], {}, world);
    expect(JSON.parse(cut.out)).toMatchObject([{ outcome: 'failed', error: { reason: 'unreachable' } }]);
  });
});

describe('iscsi logout', () => {
  it('shows the sessions, asks, and ends them', async () => {
    const started = start(['logout', DB.toUpperCase()], { types: ['y'] });
    const { code, out, err } = await started.ended;
    expect(err).toMatch(
      /^TARGET .*\niqn\.2024-01\.example:db .* 1, 2 +yes .*\nEnd 1 iSCSI session, whose disks go\? \[y\/N\] \n$/,
    );
    expect(code).toBe(0);
    expect(lines(out)[1]).toMatch(/ logged out; saved, so it comes back with the next start$/);
    expect(await sessionsOf(started)).toEqual([BACKUP]);
  });

  it('takes ids in any spelling, and disks', async () => {
    const world = createWorld(OFFICE);
    const iscsi = world.modules['winstation/iscsi'].iscsi();
    const { id } = (await iscsi.sessions())[1]!;
    const printed = id
      .split('-')
      .map(it => `0x${it.toUpperCase().padStart(16, '0')}`)
      .join('-');
    const byId = await over(['logout', printed, '-y', '--json'], {}, world);
    expect(JSON.parse(byId.out)).toMatchObject([
      { act: 'iscsi logout', session: { target: BACKUP }, outcome: 'done', detail: 'logged out' },
    ]);
    const byDisk = start(['logout', '--disk', '2', '-y']);
    expect((await byDisk.ended).code).toBe(0);
    expect(await sessionsOf(byDisk)).toEqual([BACKUP]);
    expect(await over(['logout', '--disk', '77', '-y'])).toMatchObject({
      code: 0,
      err: 'winstation: no iSCSI session matches\n',
    });
  });

  it('leaves one that is in use, and goes on with the others', async () => {
    const world = createWorld(OFFICE);
    world.iscsi.use(1);
    // More than are tried at the same time.
    const more = ['a', 'b', 'c', 'd'].map(it => `iqn.2024-01.example:${it}`);
    for (const name of more) {
      world.iscsi.target(name);
      world.iscsi.login(name);
    }
    const started = start(['logout', DB, BACKUP, ...more, '-y', '--json'], {}, world);
    const { code, out } = await started.ended;
    expect(code).toBe(1);
    const results = JSON.parse(out);
    expect(results[0]).toMatchObject({ outcome: 'failed', error: { code: 'ISDSC_DEVICE_BUSY_ON_SESSION' } });
    expect(results.map((it: { outcome: string }) => it.outcome)).toEqual(['failed', ...Array(5).fill('done')]);
    expect(await sessionsOf(started)).toEqual([DB]);
  });

  it('tries again with --retry', async () => {
    const world = createWorld(OFFICE);
    const inUse = world.iscsi.use(1);
    const started = start(['logout', DB, '-y', '--retry', '1m'], {}, world);
    await vi.waitFor(() => expect(world.calls.some(it => it.name === 'LogoutIScsiTarget')).toBe(true));
    inUse.end();
    await world.advance(30_000);
    expect((await started.ended).code).toBe(0);
    expect(await sessionsOf(started)).toEqual([BACKUP]);
  });

  it('counts one that went meanwhile as gone', async () => {
    const gone = createWorld(OFFICE);
    const iscsi = gone.modules['winstation/iscsi'].iscsi();
    const [db] = await iscsi.sessions({ details: true });
    const late = {
      ...iscsi,
      sessions: async () => [db],
      logout: (...args: Parameters<typeof iscsi.logout>) => iscsi.logout(...args),
    };
    gone.iscsi.logout(db!.id);
    const done = await over(['logout', DB, '-y', '--json'], { iscsi: late as unknown as typeof iscsi }, gone);
    expect(done.code).toBe(0);
    expect(JSON.parse(done.out)).toMatchObject([{ outcome: 'gone', detail: 'already gone' }]);
  });

  it('fails for one that is not there', async () => {
    expect(await over(['logout', 'iqn.2024-01.example:bd', '-y'])).toMatchObject({
      code: 1,
      err: `winstation: OFFICE has no iSCSI session iqn.2024-01.example:bd; did you mean ${DB}?\n`,
    });
    expect((await over(['logout', 'ffff-1', '-y'])).err).toBe('winstation: OFFICE has no iSCSI session ffff-1\n');
  });
});

describe('iscsi --watch', () => {
  it.each([
    [[], '2026-03-02 10:15:00  snapshot      2 sessions'],
    [['--json'], '{"type":"snapshot","host":"OFFICE","time":"2026-03-02T10:15:00.000Z","sessions":['],
  ])('prints what happens until Ctrl-C, which is no failure: %j', async (argv, first) => {
    const stop = new AbortController();
    let printed = '';
    const stdout = {
      write: (text: string | Uint8Array) => {
        printed += text;
      },
      isTTY: false,
      columns: undefined,
    };
    const { world, ended } = start(['--watch', '--poll', '10s', ...argv], { signal: stop.signal, stdout });
    await vi.waitFor(() => expect(printed).toContain('snapshot'));
    const cut = world.iscsi.cut({ target: DB });
    await world.advance(10_000);
    cut.end();
    await world.advance(10_000);
    const service = world.stopService('MSiSCSI');
    await world.advance(10_000);
    service.end();
    world.iscsi.logout((await world.modules['winstation/iscsi'].iscsi().sessions())[0]!.id);
    await world.advance(10_000);
    await vi.waitFor(() => expect(printed).toContain('logout'));
    stop.abort();
    const { code, err } = await ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const all = lines(printed);
    expect(all[0]).toContain(first);
    const types = all.map(it => (argv.length > 0 ? JSON.parse(it).type : it.split(/ {2,}/)[1]));
    expect(types).toEqual(['snapshot', 'disconnected', 'connected', 'gap', 'logout']);
    if (argv.length === 0) {
      expect(all[1]).toMatch(
        /^2026-03-02 10:15:10 {2}disconnected {2}iqn\.2024-01\.example:db {2}[0-9a-f]+-[0-9a-f]+$/,
      );
      expect(all[2]).toMatch(/192\.0\.2\.50, 192\.0\.2\.51$/);
      expect(all[3]).toContain('unreachable (ISDSC_SERVICE_NOT_RUNNING)');
    } else {
      expect(JSON.parse(all[3]!)).toMatchObject({
        host: 'OFFICE',
        error: { reason: 'unreachable', errno: expect.any(Number) },
      });
      expect(JSON.parse(all[4]!)).toMatchObject({ session: { target: DB }, before: { target: DB } });
    }
  });

  it('fails where the first list does', async () => {
    const world = createWorld(OFFICE);
    world.stopService('MSiSCSI');
    expect(await over(['--watch'], {}, world)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('MSiSCSI'),
    });
  });
});

describe('wrong usage of iscsi', () => {
  it.each([
    [['lgout'], "what follows iscsi is sessions, targets, login, logout, not 'lgout'; did you mean logout?"],
    [['login'], 'iscsi login needs a TARGET'],
    [['login', 'a', 'b'], "iscsi login takes one TARGET, not also 'b'"],
    [['logout', '-y'], 'which sessions? Give a SESSION (an id, or a target) or --disk'],
    [['targets', 'x'], "iscsi targets takes no argument 'x'"],
    [['sessions', 'x'], "iscsi sessions takes no argument 'x'"],
    [['--save'], '--save belongs to iscsi login'],
    [['targets', '--disk', '1'], '--disk belongs to iscsi sessions and iscsi logout'],
    [['-y'], '--yes belongs to iscsi login and iscsi logout'],
    [['--poll', '5s'], '--poll belongs to --watch'],
    [['--watch', '--poll', '1ms'], '--poll must be at least 100ms'],
    [['--watch', '--disk', '1'], '--watch follows lists, which have no disks'],
    [['--disk', 'x'], "--disk is the number of a disk, not 'x'"],
    [['login', 'a', '--mutual', '-y'], '--mutual belongs to --chap'],
    [['login', 'a', '--chap-user', 'x', '-y'], '--chap-user belongs to --chap'],
    [['login', 'a', '--portal', 'x:0', '-y'], "--portal is ADDRESS or ADDRESS:PORT, not 'x:0'"],
    [['login', 'a', '--portal', 'x:65536', '-y'], '--portal is ADDRESS'],
    [['login', 'a', '--chap=secret', '-y'], '--chap takes no value'],
    [['login', DB], 'nobody can be asked here'],
    [['logout', DB], 'nobody can be asked here'],
    [['--host', 'x'], 'iscsi has no option --host'],
  ])('%j is refused, and nothing is asked', async (argv, message) => {
    const { code, err, world } = await over(argv);
    expect({ code, calls: world.calls }).toEqual({ code: 2, calls: [] });
    expect(lines(err)[0]).toContain(`winstation: ${message}`);
  });

  it.each([
    ['2001:db8::5', { address: '2001:db8::5', port: 3260 }],
    ['[2001:db8::5]:3261', { address: '2001:db8::5', port: 3261 }],
    ['san.example', { address: 'san.example', port: 3260 }],
  ])('takes the portal %s', async (text, { address, port }) => {
    const world = createWorld(OFFICE);
    world.iscsi.target(ARCHIVE, { portals: [{ address, port }] });
    const { code } = await over(['login', ARCHIVE, '--portal', text, '-y'], {}, world);
    expect(code).toBe(0);
  });
});
