import { describe, expect, it } from 'vitest';
import { localHost, type ProgramResult, type RunOptions, WindowsError } from 'winstation';
import { thisHost } from '../this-host.js';
import { counts } from './counts.js';

// The whole chain is Wine's: tokens, environments, pipes, jobs and processes. Wine gives the caller's own token for any session,
// so which session a program lands in is shown elsewhere.
const { words } = thisHost();
const NODE = process.execPath;
const SESSION = 1;

const script = (source: string, ...args: readonly string[]): readonly string[] => [
  ...words,
  '-e',
  source,
  '--',
  ...args,
];
const runs = (source: string, args: readonly string[] = [], options: RunOptions = {}): Promise<ProgramResult> =>
  localHost().run(SESSION, NODE, script(source, ...args), { timeout: 60_000, ...options });

async function expectNothingLeft(): Promise<void> {
  await expect.poll(() => counts().handles, { timeout: 5_000 }).toBe(0);
  expect(counts()).toMatchObject({ buffers: 0, packs: 0 });
}

// The programs that are started here are scripts for Node, run by the host's own program; Bun and Deno take other words.
describe.skipIf(!NODE.endsWith('node.exe'))('programs, by all of the real chain', () => {
  it('read the same arguments', async () => {
    const args = ['', ' ', 'a', 'a b', 'a"b', '"', '\\', 'c:\\dir\\', 'c:\\two words\\', '\\\\"', 'a\\"b', 'a\\\\"b c'];
    args.push('tab\there', 'Grüße "A&B"', '漢字', '%PATH%', '^&|<>', '"" ""', '\\\\server\\share\\');
    const print = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';
    const { stdout, stderr, exitCode } = await runs(print, args);
    expect(new TextDecoder().decode(stderr.bytes)).toBe('');
    expect(JSON.parse(new TextDecoder().decode(stdout.bytes))).toEqual(args);
    expect(exitCode).toBe(0);
    await expectNothingLeft();
  });

  it('have the environment of the user with changes, and a folder', async () => {
    const print = 'process.stdout.write(JSON.stringify([process.env.NEW, process.env.LAB_HOST, process.cwd()]))';
    const { stdout } = await runs(print, [], { env: { new: 'Ä=b', LAB_HOST: undefined }, cwd: 'C:\\windows' });
    const [added, inherited, folder] = JSON.parse(new TextDecoder().decode(stdout.bytes)) as string[];
    expect(added).toBe('Ä=b');
    expect(inherited ?? null).toBeNull();
    expect(folder?.toLowerCase()).toBe('c:\\windows');
  });

  it('write to both streams, as much as they want', async () => {
    const write = 'process.stderr.write("e"); for (let i = 0; i < 30; i++) process.stdout.write("x".repeat(10000))';
    const { stdout, stderr } = await runs(write, [], { maxOutput: 250_000 });
    expect([stdout.bytes.length, stdout.truncated]).toEqual([250_000, true]);
    expect(stderr.text).toBe('e');
    await expectNothingLeft();
  });

  it('read their input to its end', async () => {
    const input = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 7) & 0xff);
    const { stdout } = await runs('process.stdin.pipe(process.stdout)', [], { input });
    expect(Buffer.compare(stdout.bytes, input)).toBe(0);
    expect((await runs('process.stdin.on("end", () => console.log("end")).resume()')).stdout.text).toBe('end\n');
  });

  it.each([0, 1, 259, 0xc000_0142])('end with the code %d', async code => {
    expect(await runs(`process.exit(${code | 0})`)).toMatchObject({ exitCode: code, stoppedBy: undefined });
    await expectNothingLeft();
  });

  it('are text in the code page of the console', async () => {
    const { stdout } = await runs('process.stdout.write(Buffer.from([0x84, 0x62]))');
    expect([...stdout.bytes]).toEqual([0x84, 0x62]);
    expect(stdout.text).toHaveLength(2);
    expect(stdout.text.endsWith('b')).toBe(true);
  });

  it('end with all that they have started when time is up', async () => {
    const child = 'setInterval(() => {}, 1000)';
    const parent = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' })
      .on('spawn', function () { process.stdout.write(String(this.pid)) }); setInterval(() => {}, 1000)`;
    const { stdout, exitCode, stoppedBy } = await runs(parent, [], { timeout: 8_000 });
    expect([exitCode, stoppedBy]).toEqual([1, 'timeout']);
    const pid = Number(stdout.text);
    expect(pid).toBeGreaterThan(0);
    await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
    await expectNothingLeft();
  });

  it('have ended when they have ended, whoever still has their output', async () => {
    const child = 'setTimeout(() => {}, 20000)';
    const parent = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit', detached: true })
      .on('spawn', function () { this.unref(); process.stdout.write(String(this.pid), () => process.exit(7)) })`;
    const begun = Date.now();
    const { stdout, exitCode } = await runs(parent);
    expect(exitCode).toBe(7);
    const pid = Number(stdout.text);
    expect(isAlive(pid)).toBe(true);
    process.kill(pid);
    expect(Date.now() - begun).toBeLessThan(19_000);
  });

  it.each([
    ['C:\\none\\none.exe', [2, 3]],
    ['C:\\windows\\win.ini', [193]],
  ])('fail when they cannot be started: %s', async (file, codes) => {
    const error = await localHost()
      .run(SESSION, file)
      .then(
        () => undefined,
        (it: unknown) => it,
      );
    expect(WindowsError.is(error)).toBe(true);
    expect(error).toMatchObject({ syscall: 'CreateProcessAsUserW', subject: 'program' });
    expect(codes).toContain((error as WindowsError).errno);
    await expectNothingLeft();
  });

  it('run on by themselves, and are read as they go', async () => {
    const source = 'process.stdout.write("one"); setTimeout(() => process.stdout.write("two"), 50)';
    const program = await localHost().spawn(SESSION, NODE, script(source), { output: 'stream' });
    let text = '';
    for await (const chunk of program.stdout) text += new TextDecoder().decode(chunk);
    expect(text).toBe('onetwo');
    expect(await program.ended).toEqual({ exitCode: 0, stoppedBy: undefined });
    await expectNothingLeft();
  });

  it('are terminated, with a code', async () => {
    const program = await localHost().spawn(SESSION, NODE, script('setInterval(() => {}, 1000)'));
    await program.terminate({ exitCode: 42 });
    expect(await program.ended).toEqual({ exitCode: 42, stoppedBy: 'terminate' });
    await program.terminate();
    await expectNothingLeft();
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
