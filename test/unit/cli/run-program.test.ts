import { describe, expect, it, vi } from 'vitest';
import { createWorld } from '../../../lib/mock/index.js';
import type { World } from '../../../lib/mock/types.js';
import { type CliOptions, cli, lines, scenarioFile } from './harness.js';

const OFFICE = JSON.parse(scenarioFile('office'));
const TOOL = 'C:\\Tools\\tool.exe';
const BYTES = Uint8Array.of(0x62, 0x84, 0x0d, 0x0a);

function office(): World {
  const world = createWorld(OFFICE);
  world.program(TOOL, async function* ({ args, env, cwd, user, input, elevated }) {
    let read = '';
    for await (const chunk of input) read += new TextDecoder().decode(chunk);
    yield { stdout: `${user}: ${args.join('|')}\r\n`, stderr: `read ${read} in ${cwd} X=${env.X} ${elevated}\n` };
    return user === 'anna' ? 7 : 0;
  });
  world.program('C:\\bytes.exe', async function* () {
    yield { stdout: BYTES };
    return 0;
  });
  world.program('C:\\bad.exe', async function* () {
    yield { stdout: 'a\x1b[2Jb\tc\r\nd\n' };
    return 0xc0000005;
  });
  world.program('C:\\endless.exe', async function* () {
    yield { stdout: 'begun\n' };
    await new Promise(() => {});
    return 0;
  });
  world.program('C:\\much.exe', async function* () {
    for (let i = 0; i < 9; i++) yield { stdout: new Uint8Array(2 ** 20).fill(0x61) };
    return 0;
  });
  return world;
}

async function run(argv: readonly string[], options: CliOptions = {}) {
  const world = office();
  const ended = await cli(['run', ...argv], { winstation: world.module, ...options });
  return { ...ended, world, count: world.programs.length };
}

describe('run in one session', () => {
  it('passes on what the program writes, and ends with its exit code', async () => {
    const { code, out, err, world } = await run(['--session', '2', '-y', TOOL, 'a b', '-y', '--json', '--', '/all']);
    expect({ code, out }).toEqual({ code: 7, out: 'anna: a b|-y|--json|--|/all\r\n' });
    expect(err).toBe('read  in C:\\Users\\anna X=undefined false\n');
    expect(world.programs).toMatchObject([{ sessionId: 2, account: 'CORP\\anna', exitCode: 7 }]);
  });

  it('passes bytes on as they are; a terminal gets text that cannot control it', async () => {
    const { bytes } = await run(['--session', 'current', '-y', 'C:\\bytes.exe']);
    expect([...bytes]).toEqual([...BYTES]);
    expect((await run(['--session', '2', '-y', 'C:\\bytes.exe'], { terminal: 100 })).out).toBe('bä\n');
    const bad = await run(['--session', '2', '-y', 'C:\\bad.exe'], { terminal: 100 });
    expect({ code: bad.code, out: bad.out }).toEqual({ code: 0xc0000005, out: 'a\\x1b[2Jb\tc\nd\n' });
    expect((await run(['--session', '2', '-y', 'C:\\bad.exe'])).out).toBe('a\x1b[2Jb\tc\r\nd\n');
  });

  it('hands over input, environment, folder and half of the token', async () => {
    const more = ['--cwd', 'C:\\Temp', '--env', 'X=1=2', '--elevated', 'ifPossible'];
    const piped = await run(['--session', '3', '-y', '--input', '-', ...more, TOOL], { piped: 'in' });
    expect(piped).toMatchObject({ code: 0, err: 'read in in C:\\Temp X=1=2 false\n' });
    const file = await run(['--session', '3', '-y', '--input', 'f', TOOL], { files: { f: 'filed' } });
    expect(file.err).toContain('read filed in');
    const none = await run(['--session', '3', '-y', '--elevated', 'required', TOOL]);
    expect(none).toMatchObject({ code: 1, out: '', count: 0 });
  });

  it('asks first, with the sessions', async () => {
    const no = await run(['--user', 'anna', TOOL, 'x y'], { types: ['n'] });
    expect(no).toMatchObject({ code: 1, out: '', count: 0 });
    expect(no.err).toMatch(/^SESSION .*\nRDP-Tcp#0 .*\nRun C:\\Tools\\tool\.exe x y in 1 session\? \[y\/N\] \n/);
    const yes = await run(['--user', 'anna', TOOL], { types: ['y'] });
    expect(yes).toMatchObject({ code: 7, count: 1 });
    const dry = await run(['--user', 'anna', '-n', '--json', '--input', 'nope', TOOL]);
    expect(dry).toMatchObject({ code: 0, count: 0 });
    expect(JSON.parse(dry.out)).toMatchObject([{ act: 'run', session: { id: 2 }, outcome: 'planned', program: null }]);
  });

  it('says why it could not: of the program, the session, the caller', async () => {
    const missing = await run(['--session', '2', '-y', 'C:\\nope.exe']);
    expect(missing).toMatchObject({ code: 1, out: '', err: expect.stringContaining('ERROR_FILE_NOT_FOUND') });
    expect(await run(['--session', '99', '-y', TOOL])).toMatchObject({
      code: 1,
      err: expect.stringContaining('no session 99'),
    });
    expect(await run(['--session', '0', '-y', TOOL])).toMatchObject({ code: 1, count: 0 });
    const { module } = createWorld(OFFICE, { as: 'administrator' });
    const refused = await cli(['run', '--session', '2', '-y', TOOL], { winstation: module });
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('ERROR_PRIVILEGE_NOT_HELD') });
  });

  it('ends it after its time, and by Ctrl-C', async () => {
    const world = office();
    const argv = ['run', '--session', '2', '-y', '--timeout', '1m30s', 'C:\\endless.exe'];
    const first = cli(argv, { winstation: world.module });
    await vi.waitFor(() => expect(world.programs).toHaveLength(1));
    await world.advance(90_000);
    const late = await first;
    expect(late).toMatchObject({ code: 1, out: 'begun\n', err: 'winstation: session 2: ended after 1m30s\n' });
    expect(world.programs.map(it => it.running)).toEqual([false]);
    const stop = new AbortController();
    const ended = cli(['run', '--session', '2', '-y', 'C:\\endless.exe'], {
      winstation: world.module,
      signal: stop.signal,
    });
    await vi.waitFor(() => expect(world.programs).toHaveLength(2));
    await world.settled();
    stop.abort();
    expect(await ended).toMatchObject({
      code: 130,
      out: 'begun\n',
      err: 'winstation: session 2: ended: interrupted\n',
    });
    expect(world.programs.map(it => it.running)).toEqual([false, false]);
  });

  it('says when there was more than is kept', async () => {
    const { out, err } = await run(['--session', '2', '-y', 'C:\\much.exe']);
    expect(out).toHaveLength(8 * 2 ** 20);
    expect(err).toBe(`winstation: session 2: the first ${8 * 2 ** 20} bytes of stdout are shown\n`);
  });
});

describe('run in several sessions', () => {
  const BOTH = ['--user', 'anna', '--user', 'reception', '-y'];

  it('says with each line whose it is, and on standard error how each ended', async () => {
    const { code, out, err } = await run([...BOTH, TOOL, 'x']);
    expect(code).toBe(1);
    expect(lines(out).toSorted()).toEqual(['1 OFFICE\\reception | reception: x', '2 CORP\\anna        | anna: x']);
    expect(err).toContain('1 OFFICE\\reception | read  in C:\\Users\\reception X=undefined false\n');
    expect(err).toMatch(/SESSION +USER +ID +RESULT\nConsole +OFFICE\\reception +1 +exit code 0\n.* 2 +exit code 7\n$/);
  });

  it('escapes what would control a terminal, and shows a status as such', async () => {
    const { code, out, err } = await run([...BOTH, 'C:\\bad.exe']);
    expect(code).toBe(1);
    expect(out).not.toContain('\x1b');
    expect(lines(out).filter(it => it.startsWith('2 '))).toEqual([
      '2 CORP\\anna        | a\\x1b[2Jb\tc',
      '2 CORP\\anna        | d',
    ]);
    expect(err).toContain('exit code 0xc0000005\n');
    expect((await run([...BOTH, 'C:\\bytes.exe'])).code).toBe(0);
  });

  it('gives all to other programs with --json', async () => {
    const { code, out, err } = await run([...BOTH, '--json', TOOL]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const all = JSON.parse(out);
    expect(all).toMatchObject([
      { act: 'run', host: 'OFFICE', session: { id: 1 }, outcome: 'done', detail: 'exit code 0', error: null },
      { session: { id: 2 }, outcome: 'done', detail: 'exit code 7' },
    ]);
    expect(all[1].program).toEqual({
      pid: expect.any(Number),
      account: 'CORP\\anna',
      elevated: false,
      exitCode: 7,
      stoppedBy: null,
      stdout: { text: 'anna: \r\n', truncated: false },
      stderr: { text: expect.stringContaining('read '), truncated: false },
    });
  });

  it('goes on where it can, and needs the name of the machine for all of it', async () => {
    const { code, out, err } = await run([
      '--kind',
      'user',
      '--kind',
      'services',
      '-y',
      '--confirm',
      'OFFICE',
      '--json',
      TOOL,
    ]);
    expect(code).toBe(1);
    expect(JSON.parse(out).map((it: { outcome: string }) => it.outcome)).toEqual([
      'failed',
      'done',
      'done',
      'done',
      'done',
    ]);
    expect(err).toContain('WTSQueryUserToken');
    expect((await run(['--user', 'nobody', '-y', TOOL])).err).toContain('no session matches');
  });
});
