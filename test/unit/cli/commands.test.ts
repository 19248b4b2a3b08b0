import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../lib/mock/index.js';
import { cli, fake, farm, lines, listing, noAddon, office, scenarioFile, session } from './harness.js';

describe('show', () => {
  it.each([
    ['3', 'Session 3 on OFFICE\n'],
    ['current', 'Session 2 on OFFICE (current)\n'],
    ['Console', 'Session 1 on OFFICE (console)\n'],
    ['ANNA', 'Session 2 on OFFICE (current)\n'],
    ['corp\\anna', 'Session 2 on OFFICE (current)\n'],
    ['rdp-tcp#4', 'Session 3 on OFFICE\n'],
    ['佐藤花子', 'Session 5 on OFFICE\n'],
  ])('%s', async (ref, title) => {
    const { code, out } = await cli(['show', ref], { winstation: office() });
    expect(code).toBe(0);
    expect(out.startsWith(title)).toBe(true);
  });

  it('shows all details, and a dash for a missing value', async () => {
    const { out } = await cli(['show', '2'], { winstation: office() });
    for (const line of [
      '  Name          RDP-Tcp#0',
      '  User          CORP\\anna',
      '  SID           S-1-5-21-1004336348-1177238915-682003330-1142',
      '  Lock          unlocked',
      '  Idle          4s',
      '  Disconnected  -',
      '  Client        LAPTOP7',
      '  Address       192.0.2.17',
      '  Protocol      rdp',
      '  Display       2560 x 1440, 32 bits per pixel',
      '  Incoming      1843201 bytes, 20411 frames',
    ]) {
      expect(lines(out)).toContain(line);
    }
  });

  it('lists what Windows withheld', async () => {
    const winstation = listing(
      session({
        withheld: [
          { what: 'WTSClientInfo', code: 'ERROR_ACCESS_DENIED', reason: 'access-denied' },
          { what: 'sid', code: 'ERROR_NO_LOGON_SERVERS', reason: 'unreachable' },
        ],
      }),
    );
    const { out } = await cli(['show', '2'], { winstation });
    expect(lines(out).slice(-2)).toEqual([
      '  Withheld      WTSClientInfo: ERROR_ACCESS_DENIED',
      '                sid: ERROR_NO_LOGON_SERVERS',
    ]);
  });

  it('is an array with one element in JSON', async () => {
    const { out } = await cli(['show', 'current', '--json'], { winstation: office() });
    expect(JSON.parse(out)).toMatchObject([{ id: 2, isCurrent: true, disconnectTime: null, idleMs: 4_000 }]);
  });

  it('fails for a session that does not exist', async () => {
    const { code, out, err } = await cli(['show', '99'], { winstation: office() });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('for session 99 on OFFICE: ERROR_CTX_WINSTATION_NOT_FOUND (7022)');
    const json = await cli(['show', '99', '--json'], { winstation: office() });
    expect(JSON.parse(json.out)).toMatchObject([{ host: 'OFFICE', error: { reason: 'not-found', sessionId: 99 } }]);
  });
});

describe('a session by its name or user', () => {
  it('that is not there is an error, with the nearest that is', async () => {
    for (const argv of [
      ['show', 'ana'],
      ['processes', 'ana'],
      ['processes', '--session', 'ana'],
    ]) {
      const { code, out, err } = await cli(argv, { winstation: office() });
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toBe("winstation: OFFICE has no session and no user named 'ana'; did you mean anna?\n");
    }
    const json = await cli(['show', 'nobody', '--json', '--host', 'rds01'], { winstation: farm() });
    expect(JSON.parse(json.out)).toMatchObject([{ host: 'rds01', error: { reason: 'not-found', sessionId: null } }]);
  });

  it('shows all sessions of a user', async () => {
    const two = createWorld();
    two.logon({ user: 'anna', client: { name: 'A' } });
    two.logon({ user: 'anna', client: { name: 'B' } });
    const { out } = await cli(['show', 'anna', '--json'], { winstation: two.module });
    expect(JSON.parse(out).map((it: { client: { name: string } }) => it.client.name)).toEqual(['A', 'B']);
  });
});

describe('processes', () => {
  it('lists name, id and session', async () => {
    const { code, out } = await cli(['processes', '--name', 'EXPLORER.exe'], { winstation: office() });
    expect(code).toBe(0);
    expect(lines(out)).toEqual([
      'NAME           PID  SESSION',
      'explorer.exe  3112        1',
      'explorer.exe  5240        2',
      'explorer.exe  7316        3',
      'explorer.exe  8120        5',
    ]);
  });

  it.each([
    [
      ['--session', '5'],
      [8120, 8448],
    ],
    [['--session', 'current', '--name', 'node.exe'], [4000]],
    [['--session', 'console'], [3112]],
    [['rdp-tcp#4'], [7316]],
    [['anna', '--name', 'outlook.exe'], [6004]],
    [
      ['--user', 'anna', '--user', 'reception', '--name', 'explorer.exe'],
      [3112, 5240],
    ],
    [['--user', 'nobody'], []],
  ])('%j', async (argv, pids) => {
    const { out } = await cli(['processes', '--json', ...argv], { winstation: office() });
    expect(JSON.parse(out).map((it: { pid: number }) => it.pid)).toEqual(pids);
  });

  it('names accounts and details when asked to', async () => {
    const { out } = await cli(['processes', '--accounts', '--details', '--session', '2'], { winstation: office() });
    const [title, explorer] = lines(out);
    expect(title).toMatch(/^NAME +PID +SESSION +USER +THREADS +HANDLES +MEMORY +CPU +SID$/);
    expect(explorer).toMatch(/^explorer\.exe +5240 +2 +CORP\\anna +71 +2410 +142\.0 +15\.6 +S-1-5-21-.*-1142$/);
  });

  it('gives the idle process its name', async () => {
    expect(lines((await cli(['processes'], { winstation: office() })).out)[1]).toMatch(/^Idle +0 +0$/);
  });

  it('gives every key in JSON', async () => {
    const { out } = await cli(['processes', '--json', '--name', 'EXCEL.EXE'], { winstation: office() });
    expect(JSON.parse(out)).toEqual([
      {
        host: 'OFFICE',
        pid: 8448,
        sessionId: 5,
        name: 'EXCEL.EXE',
        sid: expect.any(String),
        account: null,
        takenAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    ]);
    const details = await cli(['processes', '--json', '--details', '--name', 'EXCEL.EXE'], { winstation: office() });
    expect(JSON.parse(details.out)).toMatchObject([{ workingSetBytes32: 201_326_592, userTimeMs: 20_500 }]);
  });

  it('of a session that is not there is an error, of one without processes is not', async () => {
    const none = await cli(['processes', '--session', '77'], { winstation: office() });
    expect(none).toMatchObject({ code: 1, out: '' });
    expect(none.err).toContain('for session 77 on OFFICE: ERROR_CTX_WINSTATION_NOT_FOUND (7022)');
    expect(await cli(['processes', '65536'], { winstation: office() })).toMatchObject({
      code: 0,
      out: '',
      err: 'winstation: no process matches\n',
    });
  });

  it('says when no process matches', async () => {
    const { code, out, err } = await cli(['processes', '--name', 'nothing.exe'], { winstation: office() });
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: 'winstation: no process matches\n' });
  });
});

describe('doctor', () => {
  it('finds no failure in a healthy world', async () => {
    const { code, out } = await cli(['doctor'], { winstation: office() });
    expect(code).toBe(0);
    expect(lines(out)[0]).toBe('STATE  CHECK              FOUND');
    expect(out).toContain('ok     Terminal Services  The service TermService is running.');
  });

  it('finds a stopped TermService: a note, and no failure', async () => {
    const { module } = createWorld({ version: 1, hosts: [{ termService: 'stopped' }] });
    const { code, out } = await cli(['doctor'], { winstation: module });
    expect(code).toBe(0);
    expect(out).toContain(
      'note   Terminal Services  The service TermService is stopped. Sessions are listed without it.',
    );
  });

  it('checks the connection to each other host, and this machine once', async () => {
    const { code, out } = await cli(['doctor', '--host', 'rds01', '--host', 'rds02'], { winstation: farm() });
    expect(code).toBe(1);
    expect(lines(out).filter(it => it.includes('this machine'))).toHaveLength(6);
    expect(out).toMatch(/^ok +rds01 +RPC +rds01 lists its sessions\.$/m);
    expect(out).toMatch(
      /^failed +rds02 +RPC +rds02: RPC_S_SERVER_UNAVAILABLE \(unreachable\)\.\n +See that rds02 is up/m,
    );
  });

  it('has one element for each check in JSON', async () => {
    const { code, out } = await cli(['doctor', '--json', '--host', 'rds02'], { winstation: farm() });
    expect(code).toBe(1);
    const rows = JSON.parse(out);
    expect(rows[0]).toEqual({ host: null, name: 'addon', state: 'ok', found: expect.any(String), advice: null });
    expect(rows.at(-1)).toMatchObject({ host: 'rds02', name: 'rpc', state: 'failed', advice: expect.any(String) });
  });

  it('says what to do without an addon', async () => {
    const failing = fake({ diagnose: () => Promise.reject(noAddon()) });
    for (const winstation of [undefined, failing]) {
      const { code, out, err } = await cli(['doctor', '--host', 'x'], { winstation });
      expect(code).toBe(1);
      expect(lines(out)).toEqual([
        'STATE   HOST          CHECK  FOUND',
        'failed  this machine  addon  No addon for this system.',
      ]);
      expect(err).toBe('winstation: To try winstation without Windows: winstation --mock office\n');
    }
  });

  it('goes on when a check breaks', async () => {
    const winstation = fake({ diagnose: () => Promise.reject(new Error('broken')) });
    const { code, out, err } = await cli(['doctor'], { winstation });
    expect(code).toBe(1);
    expect(lines(out)[1]).toBe('failed  broken');
    expect(err).toBe('winstation: this machine: broken\n');
    const json = await cli(['doctor', '--json'], { winstation });
    expect(JSON.parse(json.out)).toMatchObject([{ host: null, error: { message: 'broken' } }]);
  });
});

describe('capture', () => {
  it('writes a scenario from which a world shows the same', async () => {
    const { code, out } = await cli(['capture', '--no-redact'], { winstation: office() });
    expect(code).toBe(0);
    const argv = ['--details', '--json'];
    const again = await cli([...argv, '--mock', 'captured.json'], { files: { 'captured.json': out } });
    expect(again.out).toBe((await cli(argv, { winstation: office() })).out);
  });

  it('writes no key that a world would not read, with made-up names, either', async () => {
    // Of a logon Windows may say less than there is room for.
    const logons = [{ type: 'network', user: 'anna' }] as const;
    const winstation = createWorld({ version: 1, logons }).module;
    const { out } = await cli(['capture'], { winstation });
    const again = await cli(['--mock', 'captured.json'], { files: { 'captured.json': out } });
    expect(again).toMatchObject({ code: 0, worlds: 1 });
    expect(JSON.parse(out).logons).toMatchObject([{ type: 'network', user: 'user1' }]);
  });

  it('writes to a file and says so', async () => {
    const { code, out, err, written } = await cli(['capture', '-o', 'world.json'], { winstation: office() });
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toBe('winstation: wrote world.json: 6 sessions of 1 host\n');
    expect(written.get('world.json')).toBe((await cli(['capture'], { winstation: office() })).out);
  });

  it('fails when it cannot write', async () => {
    const { code, err } = await cli(['capture', '-o', '/full/x'], { winstation: office() });
    expect(code).toBe(1);
    expect(err).toBe('winstation: cannot write /full/x: no space left on device\n');
  });

  it('looks first whether the file can be written', async () => {
    let asked = false;
    const winstation = fake({
      localHost: () => {
        asked = true;
        throw noAddon();
      },
    });
    const { code, err } = await cli(['capture', '-o', '/locked/x'], { winstation });
    expect({ code, asked }).toEqual({ code: 1, asked: false });
    expect(err).toBe('winstation: cannot write /locked/x: permission denied\n');
  });

  it('-o - is standard output', async () => {
    const { code, out, err, written } = await cli(['capture', '-o', '-'], { winstation: office() });
    expect({ code, err, files: written.size }).toEqual({ code: 0, err: '', files: 0 });
    expect(out).toBe((await cli(['capture'], { winstation: office() })).out);
  });

  it('redacts names, addresses and SIDs, and the same one in the same way on every host', async () => {
    const { out } = await cli(['capture', '--host', 'ADMIN', '--host', 'rds01'], { winstation: farm() });
    expect(out).not.toMatch(/bob|carol|dave|operator|CORP|THIN|198\.51\.100|2001:db8:7|rds01|ADMIN/);
    const scenario = JSON.parse(out);
    const names = scenario.hosts.map((it: { name: string }) => it.name);
    expect(new Set(names).size).toBe(2);
    const domains = scenario.hosts.flatMap((it: { sessions: { domain: string | null }[] }) =>
      it.sessions.map(s => s.domain),
    );
    expect(new Set(domains.filter(Boolean)).size).toBe(1);
  });
});

describe('--mock', () => {
  const files = { 'office.json': scenarioFile('office'), 'farm.json': scenarioFile('farm') };

  it('asks a world, and reports that on standard error', async () => {
    const { code, out, err, worlds } = await cli(['--mock', 'office.json'], { files });
    expect({ code, worlds }).toEqual({ code: 0, worlds: 1 });
    expect(out).toBe((await cli([], { winstation: office() })).out);
    expect(err).toBe('winstation: a world made from office.json answers in place of Windows\n');
  });

  it('knows two scenarios by their names', async () => {
    const shown = await cli(['--mock', 'office']);
    expect(shown.out).toBe((await cli([], { winstation: office() })).out);
    const more = await cli(['--mock', 'FARM', '--host', 'rds01', '--kind', 'user']);
    expect(more).toMatchObject({ code: 0, out: expect.stringContaining('CORP\\bob') });
    // A file of that name is given with its folder.
    expect((await cli(['--mock', './office'], { files: { './office': '{"version":1}' } })).out).not.toContain('anna');
  });

  it('says so once, after the command line was found right, and not with --quiet', async () => {
    const wrong = await cli(['--mock', 'office', '--idle', '30']);
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).not.toContain('world');
    const doctor = await cli(['doctor', '--mock', 'farm', '--host', 'rds01']);
    expect(lines(doctor.err)).toEqual(['winstation: a world made from farm answers in place of Windows']);
    const quiet = await cli(['capture', '--quiet', '-o', 'w.json', '--mock', 'office']);
    expect(quiet).toMatchObject({ code: 0, out: '', err: '' });
    expect(quiet.written.has('w.json')).toBe(true);
    const failed = await cli(['-q', '--host', 'rds02', '--mock', 'farm']);
    expect(failed).toMatchObject({ code: 1, err: expect.stringContaining('RPC_S_SERVER_UNAVAILABLE') });
  });

  it('is the only way to a world', async () => {
    for (const argv of [[], ['doctor'], ['capture'], ['processes'], ['show', '1'], ['--host', 'rds01']]) {
      const env = { WINSTATION_MOCK: 'office.json', NODE_ENV: 'test' };
      expect((await cli(argv, { files, env })).worlds).toBe(0);
    }
  });

  it('works with every command and with hosts', async () => {
    for (const argv of [['show', '1'], ['processes'], ['doctor'], ['capture'], ['list', '--host', 'rds01']]) {
      expect((await cli([...argv, '--mock', 'farm.json'], { files })).code).toBe(0);
    }
  });

  it('takes a file that begins with a byte order mark', async () => {
    const marked = { 'marked.json': `\ufeff${scenarioFile('office')}` };
    expect((await cli(['--mock', 'marked.json'], { files: marked })).code).toBe(0);
  });

  it.each([
    ['{', 'cannot read the scenario bad.json: '],
    ['{"version":1,"hosts":[{"sesions":[]}]}', 'bad.json is not a scenario: hosts[0].sesions'],
  ])('refuses %s', async (text, message) => {
    const { code, out, err } = await cli(['--mock', 'bad.json'], { files: { 'bad.json': text } });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });
});
