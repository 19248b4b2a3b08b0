import { describe, expect, it } from 'vitest';
import type { Scenario } from 'winstation';
import { rich } from '../../rich.js';
import { nextOwnerOf, rawCalls, rejection, withWorld } from '../../suite.js';

const BERTA = 9;
const TOOL = 'C:\\Tools\\Tool 1.exe';
const asSystem: Scenario = { ...rich, caller: { role: 'system', sessionId: 0, pid: 4321 } };
const SUSPENDED = 0x4;
const UNICODE = 0x400;
const EXTENDED = 0x8_0000;
const NO_WINDOW = 0x800_0000;

describe('run()', () => {
  const driver = withWorld(asSystem);
  const host = () => driver.winstation.localHost();

  it.each(['berta', 'carl'])('makes nothing for %s, who gets the id while the token is taken', async user => {
    await driver.program(TOOL, []);
    const [row] = await host().sessions({ details: true, where: { id: BERTA } });
    const hold = await driver.fault('hold', 'WTSQueryUserToken');
    await driver.clearCalls();
    const run = rejection(host().run(row ?? 0, TOOL));
    await expect.poll(async () => (await rawCalls(driver)).at(-1)).toEqual(['WTSQueryUserToken', BERTA]);
    await driver.act('logoff', BERTA);
    await driver.advance(5_000);
    await expect(nextOwnerOf(driver, BERTA, user)).resolves.toBe(BERTA);
    await hold.end();
    expect(await run).toMatchObject({ reason: 'changed', subject: 'session', sessionId: BERTA });
    expect((await rawCalls(driver)).map(([name]) => name)).not.toContain('CreateProcessAsUserW');
    expect(await driver.get('programs')).toEqual([]);
  });

  it('runs a program to its end, as the user of the session', async () => {
    await driver.program(TOOL, [{ stdout: 'out' }, { stderr: 'err' }, { stdout: 'put' }, { exit: 3 }]);
    const result = await host().run(BERTA, TOOL, ['a b', '"', 'c\\']);
    expect(result).toEqual({
      pid: expect.any(Number),
      sessionId: BERTA,
      account: 'CORP\\berta',
      elevated: false,
      exitCode: 3,
      stoppedBy: undefined,
      stdout: { bytes: new TextEncoder().encode('output'), text: 'output', truncated: false },
      stderr: { bytes: new TextEncoder().encode('err'), text: 'err', truncated: false },
    });
    expect((await rawCalls(driver)).filter(([name]) => name !== 'LookupAccountSidW')).toEqual([
      ['WTSQueryUserToken', BERTA],
      ['GetTokenInformation', 20],
      ['GetTokenInformation', 1],
      ['GetTokenInformation', 12],
      ['CreateEnvironmentBlock', false],
      ['CreateNamedPipeW', 0x4008_0002],
      ['CreateNamedPipeW', 0x4008_0001],
      ['CreateNamedPipeW', 0x4008_0001],
      ['CreateJobObjectW'],
      ['SetInformationJobObject', 0x2000],
      [
        'CreateProcessAsUserW',
        TOOL,
        `"${TOOL}" "a b" "\\"" c\\`,
        true,
        SUSPENDED | UNICODE | EXTENDED | NO_WINDOW,
        '***',
        'C:\\Users\\berta',
        'winsta0\\default',
        0x100,
        0,
      ],
      ['AssignProcessToJobObject'],
      ['ResumeThread'],
      ['SetInformationJobObject', 0],
    ]);
  });

  it('gives it its arguments, its environment and its folder', async () => {
    await driver.program(TOOL, ['start']);
    const args = ['', ' ', 'a"b', 'c\\', '\\\\', 'd\\"e', 'Grüße "A&B"', '漢字', '%PATH%'];
    const options = { env: { userNAME: 'other', NEW: 'x=y', OS: undefined } };
    const { stdout } = await host().run(BERTA, TOOL, args, options);
    const start = JSON.parse(new TextDecoder().decode(stdout.bytes)) as { env: Record<string, string> };
    expect(start).toMatchObject({ args, cwd: 'C:\\Users\\berta', user: 'berta', elevated: false });
    expect(start.env).toMatchObject({ userNAME: 'other', NEW: 'x=y', USERPROFILE: 'C:\\Users\\berta' });
    expect(start.env).not.toHaveProperty('OS');
    expect(start.env).not.toHaveProperty('USERNAME');
    const moved = await host().run(BERTA, TOOL, [], { cwd: 'D:\\Data' });
    expect(JSON.parse(moved.stdout.text)).toMatchObject({ cwd: 'D:\\Data' });
  });

  it('leaves verbatim arguments as they are', async () => {
    await driver.program('C:\\a.exe', [{ exit: 0 }]);
    await host().run(BERTA, 'C:\\a.exe', ['/i', 'NAME="a b"'], { verbatimArguments: true });
    const calls = await rawCalls(driver);
    expect(calls.find(([name]) => name === 'CreateProcessAsUserW')?.[2]).toBe('"C:\\a.exe" /i NAME="a b"');
  });

  it('writes its input, and closes it', async () => {
    await driver.program(TOOL, ['input']);
    expect((await host().run(BERTA, TOOL)).stdout.text).toBe('');
    expect((await host().run(BERTA, TOOL, [], { input: 'grüße' })).stdout.bytes).toEqual(
      new TextEncoder().encode('grüße'),
    );
    const input = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7) & 0xff);
    const { stdout } = await host().run(BERTA, TOOL, [], { input });
    expect(Buffer.compare(stdout.bytes, input)).toBe(0);
  });

  it('goes on when its input is not read', async () => {
    await driver.program(TOOL, [{ stdout: 'x' }, { exit: 5 }]);
    expect(await host().run(BERTA, TOOL, [], { input: new Uint8Array(500_000) })).toMatchObject({ exitCode: 5 });
  });

  it('keeps as much of its output as is wanted, and reads the rest', async () => {
    await driver.program(TOOL, [{ bytes: 200_000 }, { stderr: 'e' }]);
    const whole = await host().run(BERTA, TOOL);
    const expected = Uint8Array.from({ length: 200_000 }, (_, i) => i & 0xff);
    expect(Buffer.compare(whole.stdout.bytes, expected)).toBe(0);
    const { stdout, stderr } = await host().run(BERTA, TOOL, [], { maxOutput: 1_000 });
    expect([stdout.bytes.length, stdout.truncated, stderr.truncated]).toEqual([1_000, true, false]);
    const none = await host().run(BERTA, TOOL, [], { maxOutput: 0 });
    expect([none.stdout.bytes.length, none.stdout.truncated]).toEqual([0, true]);
  });

  it.each([
    [[0x84, 0xe1], 'äß'],
    [[0xef, 0xbb, 0xbf, 0xc3, 0xa4], 'ä'],
    [[0xff, 0xfe, 0xe4, 0x00, 0x22, 0x6f], 'ä漢'],
    [[0x61, 0x0d, 0x0a], 'a\r\n'],
  ])('reads the text of %j by the code page of the console, or by its mark', async (bytes, text) => {
    await driver.program(TOOL, ['input']);
    expect((await host().run(BERTA, TOOL, [], { input: Uint8Array.from(bytes) })).stdout.text).toBe(text);
  });

  it.each([0, 1, 259, 0xc000_0005, 0xffff_ffff])('reports the exit code %d', async exit => {
    await driver.program(TOOL, [{ exit }]);
    expect(await host().run(BERTA, TOOL)).toMatchObject({ exitCode: exit, stoppedBy: undefined });
  });

  it('ends it when time is up, and has what came until then', async () => {
    await driver.program(TOOL, [{ stdout: 'begun' }, 'hang']);
    const running = host().run(BERTA, TOOL, [], { timeout: 2_000 });
    await driver.pass(2_100);
    expect(await running).toMatchObject({ exitCode: 1, stoppedBy: 'timeout', stdout: { text: 'begun' } });
    expect(await rawCalls(driver)).toContainEqual(['TerminateJobObject', 1]);
  });

  it('ends it with all that it has started when it is aborted', async () => {
    await driver.program(TOOL, ['leaveBehind', { stdout: 'begun' }, 'hang']);
    const stop = new AbortController();
    const running = host().run(BERTA, TOOL, [], { signal: stop.signal });
    await untilRunning(driver, 2);
    stop.abort();
    expect(await running).toMatchObject({ stoppedBy: 'abort', exitCode: 1 });
    expect((await driver.get('programs')).map(it => it.running)).toEqual([false, false]);
  });

  it('ends when the program ends, whoever still has its output', async () => {
    await driver.program(TOOL, ['leaveBehind', { stdout: 'parent' }, { exit: 4 }]);
    expect(await host().run(BERTA, TOOL)).toMatchObject({ exitCode: 4, stdout: { text: 'parent' } });
    const programs = await driver.get('programs');
    expect(programs.map(it => [it.running, it.exitCode])).toEqual([
      [false, 4],
      [true, undefined],
    ]);
    await driver.act('endProcess', programs[1]!.pid);
  });

  it('is ended by the end of its session', async () => {
    await driver.program(TOOL, ['hang']);
    const running = host().run(BERTA, TOOL);
    await untilRunning(driver, 1);
    await driver.act('logoff', BERTA);
    expect(await running).toMatchObject({ exitCode: 0x4001_0004, stoppedBy: undefined });
  });

  it.each([
    ['ifPossible', true, true, true],
    ['required', true, true, true],
    ['ifPossible', false, true, false],
    ['ifPossible', true, false, true],
    ['required', true, false, true],
    [undefined, true, true, false],
  ] as const)(
    'elevated: %s, of an administrator (%s) with UAC (%s): %s',
    async (elevated, administrator, split, is) => {
      const id = await driver.act('logon', { user: 'carla', administrator, split, client: { name: 'PC' } });
      await driver.program(TOOL, ['start']);
      const result = await host().run(id, TOOL, [], { elevated });
      expect(result.elevated).toBe(is);
      expect(JSON.parse(result.stdout.text)).toMatchObject({ user: 'carla', elevated: is });
    },
  );

  it('fails where the other half is required and there is none', async () => {
    await driver.program(TOOL, []);
    expect(await rejection(host().run(BERTA, TOOL, [], { elevated: 'required' }))).toMatchObject({
      syscall: 'GetTokenInformation',
      subject: 'user',
      hint: expect.stringContaining('ifPossible'),
    });
    expect(await driver.get('programs')).toEqual([]);
  });

  it('says which step has failed: no user is not a missing program', async () => {
    await driver.program(TOOL, []);
    expect(await rejection(host().run(1, TOOL))).toMatchObject({ reason: 'no-user', subject: 'session' });
    expect(await rejection(host().run(77, TOOL))).toMatchObject({ errno: 2, reason: 'not-found', subject: 'session' });
    expect(await rejection(host().run(BERTA, 'C:\\none.exe'))).toMatchObject({
      errno: 2,
      reason: 'not-found',
      subject: 'program',
      syscall: 'CreateProcessAsUserW',
      hint: expect.stringContaining('path'),
    });
  });

  it('runs in the session that was listed, or not at all', async () => {
    await driver.program(TOOL, []);
    const session = await host().session(BERTA);
    expect(await host().run(session, TOOL)).toMatchObject({ sessionId: BERTA });
    await driver.act('logoff', BERTA);
    await driver.act('logon', { user: 'dora', domain: 'CORP', client: { name: 'X' } });
    expect(await rejection(host().run(session, TOOL))).toMatchObject({ name: 'WindowsError' });
    expect(await driver.get('programs')).toHaveLength(1);
  });

  it('refuses before any raw call what it cannot start', async () => {
    expect(await rejection(host().run(BERTA, 'tool.exe'))).toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
    expect(await rejection(host().run(BERTA, 'C:\\a.cmd'))).toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
    expect(await rejection(host().run(undefined as never, TOOL))).toMatchObject({ code: 'ERR_INVALID_ARG_TYPE' });
    expect(await rejection(host().run(BERTA, TOOL, [], { signal: AbortSignal.abort() }))).toMatchObject({
      code: 'ABORT_ERR',
      outcome: undefined,
    });
    expect(await rawCalls(driver)).toEqual([]);
  });

  it('rejects while it is held before the program runs, and nothing runs later', async () => {
    await driver.program(TOOL, []);
    const hold = await driver.fault('hold', 'CreateProcessAsUserW');
    const running = rejection(host().run(BERTA, TOOL, [], { timeout: 500 }));
    await driver.pass(600);
    expect(await running).toMatchObject({ code: 'ETIMEDOUT', outcome: undefined });
    await hold.end();
    // The process was made, and is ended without having run.
    const ended = async () => (await driver.get('programs')).map(it => [it.running, it.exitCode]);
    await expect.poll(ended, PATIENCE).toEqual([[false, 1]]);
    expect((await rawCalls(driver)).map(([name]) => name)).not.toContain('ResumeThread');
  });

  it('has a bound: too many at a time are busy', async () => {
    await driver.program(TOOL, ['hang']);
    const stop = new AbortController();
    const many = Array.from({ length: 64 }, () => host().run(BERTA, TOOL, [], { signal: stop.signal }));
    const resumed = async () => (await driver.calls()).filter(it => it.name === 'ResumeThread').length;
    await expect.poll(resumed, PATIENCE).toBe(64);
    expect(await rejection(host().run(BERTA, TOOL))).toMatchObject({
      reason: 'busy',
      subject: 'program',
      hint: expect.stringMatching(/^64 programs .* has ended\.$/),
    });
    stop.abort();
    expect((await Promise.all(many)).every(it => it.stoppedBy === 'abort')).toBe(true);
    await driver.program(TOOL, []);
    expect(await host().run(BERTA, TOOL)).toMatchObject({ exitCode: 0 });
  });
});

/** Real processes take their time. */
const PATIENCE = { timeout: 20_000 };

/** Until so many programs run. */
async function untilRunning(driver: ReturnType<typeof withWorld>, count: number): Promise<void> {
  await expect
    .poll(async () => {
      await driver.advance(1);
      return (await driver.get('programs')).filter(it => it.running).length;
    }, PATIENCE)
    .toBe(count);
  await driver.pass(20);
}
