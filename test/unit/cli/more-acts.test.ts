import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../lib/mock/index.js';
import { type CliOptions, cli, lines, scenarioFile } from './harness.js';

const OFFICE = JSON.parse(scenarioFile('office'));
const FARM = JSON.parse(scenarioFile('farm'));

async function over(argv: readonly string[], options: CliOptions = {}, scenario = OFFICE) {
  const world = createWorld(scenario, { as: 'system' });
  const ended = await cli(argv, { winstation: world.module, ...options });
  const calls = (name: string) => world.calls.filter(it => it.name === name);
  return { ...ended, world, calls };
}
const refused = async (...argv: string[]) => {
  const { code, out, err } = await over(argv);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  return lines(err)[0];
};

describe('kill', () => {
  const pids = (out: string) =>
    JSON.parse(out).map((it: { process: { pid: number }; outcome: string }) => [it.process.pid, it.outcome]);

  it.each([
    [['8448'], [8448]],
    [['excel.exe'], [8448]],
    [['--name', 'EXCEL.exe'], [8448]],
    [
      ['explorer.exe', '--user', 'anna', '--user', 'reception'],
      [3112, 5240],
    ],
    [
      ['--session', '5'],
      [8120, 8448],
    ],
    [
      ['8448', '3112'],
      [3112, 8448],
    ],
    [
      ['--session', '5', '--session', 'reception'],
      [3112, 8120, 8448],
    ],
    // The idle process, which has the id 0, cannot be ended.
    [
      ['--session', '0'],
      [4, 744, 1288],
    ],
    [['notepad.exe'], []],
  ])('%j chooses %j', async (argv, ids) => {
    const { code, out } = await over(['kill', ...argv, '-n', '--json']);
    expect(code).toBe(0);
    expect(pids(out)).toEqual(ids.map(pid => [pid, 'planned']));
  });

  it('ends processes, after a question', async () => {
    const { code, err, out, world } = await over(['kill', 'excel.exe'], { types: ['y'] });
    expect(code).toBe(0);
    expect(err).toMatch(/^NAME +PID +SESSION +USER\nEXCEL\.EXE +8448 +5 .*\nEnd 1 process\? \[y\/N\] \n$/);
    expect(lines(out)[1]).toMatch(/^EXCEL\.EXE +8448 +5 .*ended$/);
    expect((await world.module.localHost().processes()).some(it => it.pid === 8448)).toBe(false);
    const code7 = await over(['kill', '8448', '-y', '--exit-code', '7', '--no-wait']);
    expect(code7.calls('WTSTerminateProcess').map(it => it.args)).toEqual([[8448, 7]]);
  });

  it('does it on other hosts, and says which failed', async () => {
    const argv = [
      'kill',
      '--name',
      'explorer.exe',
      '--user',
      'bob',
      '--host',
      'rds02',
      '--host',
      'rds01',
      '-y',
      '--json',
    ];
    const { code, out } = await over(argv, {}, FARM);
    expect(code).toBe(1);
    expect(JSON.parse(out)[0]).toMatchObject({ act: 'kill', host: 'rds02', outcome: 'failed' });
  });

  it('says how a program is called in full', async () => {
    expect(await over(['kill', 'Excel', '-y'])).toMatchObject({
      code: 1,
      err: 'winstation: OFFICE has no process excel; did you mean EXCEL.EXE?\n',
    });
  });

  it('of a process that is not there is an error', async () => {
    expect(await over(['kill', '99999', '-y'])).toMatchObject({
      code: 1,
      err: 'winstation: OFFICE has no process 99999\n',
    });
  });

  it('needs to know which', async () => {
    expect(await refused('kill', '-y')).toBe(
      'winstation: which processes? Give a PID, a NAME, --name, --session or --user',
    );
    expect(await refused('kill', '--host', 'rds01', '-y')).toContain('which processes?');
    expect(await refused('kill', '4294967296', '-y')).toContain('is too large');
    expect(await refused('kill', '1', '-y', '--exit-code', '-1'.replace('-', 'x'))).toContain(
      '--exit-code is a number',
    );
    expect(await refused('kill', '1', '--session', '1', '--user', 'a', '-y')).toContain('not both');
    expect(await refused('kill', '8448')).toContain('nobody can be asked here');
  });
});

describe('shutdown', () => {
  it('needs the name of the machine: typed, or by --confirm', async () => {
    const without = await over(['shutdown', 'restart', '-y']);
    expect(without).toMatchObject({ code: 2, err: expect.stringContaining('confirm it with --confirm=OFFICE\n') });
    expect(without.calls('WTSShutdownSystem')).toEqual([]);
    const no = await over(['shutdown', 'restart'], { types: ['y'] });
    expect(no).toMatchObject({ code: 1, err: expect.stringContaining('Type its name to restart: ') });
    expect(no.calls('WTSShutdownSystem')).toEqual([]);
    const typed = await over(['shutdown', 'RESTART'], { types: ['office'] });
    expect(typed.code).toBe(0);
    expect(typed.calls('WTSShutdownSystem')).toHaveLength(1);
    expect(lines(typed.out)[1]).toMatch(/^OFFICE +begun$/);
  });

  it('acts on other hosts', async () => {
    const argv = [
      'shutdown',
      'logoffOthers',
      '--host',
      'rds01',
      '--host',
      'rds02',
      '--confirm=rds01',
      '--confirm=rds02',
    ];
    const { code, out, calls } = await over([...argv, '-y', '--json'], {}, FARM);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject([
      { act: 'shutdown', host: 'rds01', how: 'logoffOthers', outcome: 'done', detail: 'begun' },
      { act: 'shutdown', host: 'rds02', outcome: 'failed', error: { reason: 'unreachable' } },
    ]);
    expect(calls('WTSShutdownSystem')).toHaveLength(1);
  });

  it('only shows it with --dry-run', async () => {
    const { code, out, calls } = await over(['shutdown', 'powerOff', '-n']);
    expect({ code, out, calls: calls('WTSShutdownSystem') }).toEqual({
      code: 0,
      out: 'MACHINE  USERS\nOFFICE       4\n',
      calls: [],
    });
  });

  it('needs a known word', async () => {
    expect(await refused('shutdown')).toBe(
      'winstation: shutdown needs a word: logoffOthers, shutdown, restart, powerOff',
    );
    expect(await refused('shutdown', 'restat', '-y')).toContain('did you mean restart?');
    expect(await refused('shutdown', 'restart', 'now')).toContain('shutdown takes one word');
  });
});

describe('logon-mode', () => {
  it('shows it, and sets it', async () => {
    expect((await over(['logon-mode'])).out).toBe('open: everybody may log on\n');
    expect(JSON.parse((await over(['logon-mode', '--json'])).out)).toEqual([{ host: 'OFFICE', mode: 'open' }]);
    const { code, out, err, world } = await over(['logon-mode', 'DRAIN'], { types: ['y'] });
    expect(code).toBe(0);
    expect(err).toContain('Set it to drain (no new users; those who are logged on may come back)? [y/N]');
    expect(lines(out)[1]).toMatch(/^OFFICE +drain$/);
    expect(await world.module.localHost().logonMode()).toBe('drain');
  });

  it('shows what it is and what it is to be, and leaves alone what is so already', async () => {
    expect((await over(['logon-mode', 'closed', '-n'])).out).toBe('MACHINE  CHANGES\nOFFICE   open -> closed\n');
    const same = await over(['logon-mode', 'open', '-y']);
    expect(same).toMatchObject({ code: 0, out: '', err: 'winstation: that is how it is already\n' });
    expect(same.calls('RegSetValueExW')).toEqual([]);
  });

  it('needs a known mode', async () => {
    expect(await refused('logon-mode', 'drian', '-y')).toContain('did you mean drain?');
    expect(await refused('logon-mode', '-y')).toContain('--yes belongs to a MODE');
    expect(await refused('logon-mode', 'open', 'drain')).toContain('takes one MODE');
    expect(await refused('logon-mode', '--host', 'x')).toContain('logon-mode has no option --host');
  });
});

describe('shadow', () => {
  it('prints what to start, and asks the user unless told otherwise', async () => {
    const { code, out, started } = await over(['shadow', 'anna']);
    expect({ code, started }).toEqual({ code: 0, started: [] });
    expect(out).toMatch(/mstsc\.exe \/shadow:2/i);
    expect(out).not.toMatch(/noconsent|control/i);
    const more = await over(['shadow', '3', '--control', '--no-consent', '--host', 'rds01'.replace('rds01', 'OFFICE')]);
    expect(more.out).toMatch(/\/control/i);
    expect(more.out).toMatch(/\/noConsentPrompt/i);
    expect(JSON.parse((await over(['shadow', '3', '--json'])).out)).toMatchObject([
      { host: 'OFFICE', file: expect.stringMatching(/mstsc\.exe$/i), args: expect.any(Array) },
    ]);
  });

  it('starts it with --start', async () => {
    const { code, out, started } = await over(['shadow', '3', '--start']);
    expect(code).toBe(0);
    expect(started).toHaveLength(1);
    expect(out.trimEnd()).toBe(started[0]?.join(' '));
  });

  it('fails for one that is not active', async () => {
    expect((await over(['shadow', '5'])).code).toBe(1);
    expect((await over(['shadow', 'nobody'])).code).toBe(1);
    expect(await refused('shadow')).toContain('shadow needs a SESSION');
    expect(await refused('shadow', '1', '2')).toContain('takes one session');
    expect(await refused('shadow', '1', '--host', 'a', '--host', 'b')).toContain('give --host once');
  });
});

describe('connect', () => {
  it('shows both, asks, and connects', async () => {
    const { code, err, out, calls } = await over(['connect', '3', '--to', 'console'], { types: ['y'] });
    expect(err).toMatch(/^SESSION +USER +ID +STATE +TO +WHO IS SHOWN\nRDP-Tcp#4 .* 1 +OFFICE\\reception\n/);
    expect(code).toBe(0);
    expect(calls('WTSConnectSessionW')).toHaveLength(1);
    expect(lines(out)[1]).toMatch(/ 3 +1 +connected$/);
  });

  it('asks for a password, which nothing shows', async () => {
    const { code, err, out, world } = await over(['connect', '5', '--to', '3', '--password'], {
      types: ['y', 's3cret'],
    });
    expect(code).toBe(0);
    // What it is about comes first.
    expect(err).toMatch(/^SESSION .*\n.*\n.*\? \[y\/N\] \nPassword: \n$/);
    expect(err + out + JSON.stringify(world.calls)).not.toContain('s3cret');
    expect(await refused('connect', '5', '--to', '3', '--password', '-y')).toContain('there is no password');
    expect(await refused('connect', '5', '--password=s3cret')).toContain('--password takes no value');
  });

  it('fails for sessions that are not there, and for several', async () => {
    expect((await over(['connect', '77', '-y'])).code).toBe(1);
    expect((await over(['connect', '3', '--to', '77', '-y'])).code).toBe(1);
    expect(await refused('connect', '-y')).toContain('connect needs a SESSION');
    expect(await refused('connect', '1', '2', '-y')).toContain('takes one session');
    const world = createWorld(OFFICE);
    for (const name of ['A', 'B']) world.logon({ user: 'zoe', client: { name } });
    const several = await cli(['connect', 'zoe', '-y'], { winstation: world.module });
    expect(several).toMatchObject({ code: 1, err: expect.stringContaining('give an id') });
  });
});
