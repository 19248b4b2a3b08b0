import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { exampleFile, scenarioFile } from './harness.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const MAIN = here('../../../lib/cli/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'winstation-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Running {
  readonly child: ChildProcess;
  readonly said: { out: string; err: string };
  readonly ended: Promise<number | null>;
}

function start(file: string, argv: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...argv], { env: { ...process.env, ...env } });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  return { child, said, ended: once(child, 'close').then(([code]) => code as number | null) };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Other suites may keep the processor busy, so the tests have much time. */
describe('the process', { timeout: 60_000 }, () => {
  it('prints to its streams and ends with the exit code', async () => {
    const scenario = file('office.json', scenarioFile('office'));
    const fine = start(MAIN, ['--kind', 'user', '--mock', scenario]);
    expect(await fine.ended).toBe(0);
    expect(fine.said.out).toContain('> RDP-Tcp#0  CORP\\anna');
    expect(fine.said.err).toBe(`winstation: a world made from ${scenario} answers in place of Windows\n`);

    const missing = start(MAIN, ['show', '99', '--mock', scenario]);
    expect(await missing.ended).toBe(1);

    const wrong = start(MAIN, ['--detials']);
    expect(await wrong.ended).toBe(2);
    expect(wrong.said.out).toBe('');

    const version = start(MAIN, ['--version']);
    expect(await version.ended).toBe(0);
    expect(version.said.out).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('hands standard input to a program in a session, and ends with its exit code', async () => {
    const argv = ['run', '--session', 'anna', '-q', '-y', '--input', '-', '--mock', 'office'];
    const sorted = start(MAIN, [...argv, 'C:\\Windows\\System32\\sort.exe']);
    sorted.child.stdin?.end('b\nä\na\n');
    expect(await sorted.ended).toBe(0);
    expect(sorted.said).toEqual({ out: 'a\r\nb\r\nä\r\n', err: '' });
    const wrong = start(MAIN, [...argv, 'sort.exe']);
    expect(await wrong.ended).toBe(2);
  });

  it('ends without an error when its reader stops reading', async () => {
    const processes = Array.from({ length: 20_000 }, (_, i) => ({ pid: 4 * i + 8, name: `p${i}.exe`, sessionId: 0 }));
    const scenario = file('big.json', JSON.stringify({ version: 1, hosts: [{ local: true, processes }] }));
    const running = start(MAIN, ['processes', '--json', '--mock', scenario]);
    running.child.stdout?.once('data', () => running.child.stdout?.destroy());
    expect(await running.ended).toBe(0);
    expect(running.said.out.endsWith(']\n')).toBe(false);
    expect(running.said.err).toBe(`winstation: a world made from ${scenario} answers in place of Windows\n`);
  });

  // On Windows no process can send SIGINT to another: kill() just ends it. The same holds for the next test.
  it.skipIf(process.platform === 'win32').each<Record<string, string>>([{}, { DEAF: '1' }])(
    'ends with 130 on Ctrl-C, %j',
    async env => {
      const running = start(here('./stuck.ts'), ['processes'], env);
      await once(running.child.stderr!, 'data');
      running.child.kill('SIGINT');
      expect(await running.ended).toBe(130);
      expect(running.said).toEqual({ out: '', err: 'asked\n' });
    },
  );

  it.skipIf(process.platform === 'win32')('ends a watch with 0 on Ctrl-C, and completes its last line', async () => {
    const scenario = file('office.json', scenarioFile('office'));
    const running = start(MAIN, ['watch', '--json', '--mock', scenario]);
    await once(running.child.stdout!, 'data');
    running.child.kill('SIGINT');
    expect(await running.ended).toBe(0);
    expect(JSON.parse(running.said.out)).toMatchObject({ type: 'snapshot', host: 'OFFICE' });
  });

  it.skipIf(process.platform === 'win32')('ends a watch of iSCSI with 0 on Ctrl-C', async () => {
    const scenario = file('iscsi.json', scenarioFile('office'));
    const running = start(MAIN, ['iscsi', '--watch', '--mock', scenario, '-q']);
    await once(running.child.stdout!, 'data');
    running.child.kill('SIGINT');
    expect(await running.ended).toBe(0);
    expect(running.said).toMatchObject({ out: expect.stringMatching(/ snapshot +2 sessions\n$/), err: '' });
  });

  it.skipIf(process.platform === 'win32')('writes what it has recorded on Ctrl-C, also while it plays', async () => {
    const to = join(folder, 'stopped.json');
    const running = start(MAIN, ['record', '-o', to, '--play', 'morning']);
    // The second line says that it records; the first event comes two seconds later.
    while (!running.said.err.includes('recording OFFICE')) await once(running.child.stderr!, 'data');
    running.child.kill('SIGINT');
    expect(await running.ended).toBe(0);
    expect(running.said.err).toContain(`winstation: wrote ${to}: 0 events\n`);
    expect(JSON.parse(readFileSync(to, 'utf8'))).toMatchObject({ version: 1, events: [] });
    expect(statSync(to).mode & 0o777).toBe(0o600);
  });

  it('ends a recording of a recording after its time, and has the dates of the recording', async () => {
    const running = start(MAIN, ['record', '--for', '300ms', '--play', 'morning', '-q']);
    expect(await running.ended).toBe(0);
    expect(JSON.parse(running.said.out)).toMatchObject({ version: 1, events: [] });
    expect(JSON.parse(running.said.out).start.now).toMatch(/^2026-03-02T10:15:00/);
    expect(running.said.err).toBe('');
  });

  it.skipIf(process.platform === 'win32')('does not cut what a slow reader has still to read', async () => {
    const processes = Array.from({ length: 20_000 }, (_, i) => ({ pid: 4 * i + 8, name: `p${i}.exe`, sessionId: 0 }));
    const scenario = file('slow.json', JSON.stringify({ version: 1, hosts: [{ local: true, processes }] }));
    const running = start(MAIN, ['capture', '--no-redact', '--mock', scenario]);
    const { stdout } = running.child;
    await once(stdout!, 'data');
    // The reader stops for a while, and Ctrl-C comes meanwhile.
    stdout?.pause();
    running.child.kill('SIGINT');
    await new Promise(done => setTimeout(done, 2_500));
    expect(running.child.exitCode).toBeNull();
    stdout?.resume();
    expect(await running.ended).toBe(0);
    expect(JSON.parse(running.said.out).hosts[0].processes).toHaveLength(20_000);
  });

  it.skipIf(process.platform !== 'linux')('says in one line that its output cannot be written', async () => {
    for (const argv of [
      ['list', '--mock', 'office', '-q'],
      ['--help'],
      ['watch', '--json', '--mock', 'office', '-q'],
    ]) {
      const full = openSync('/dev/full', 'w');
      const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...argv], { stdio: ['ignore', full, 'pipe'] });
      let err = '';
      child.stderr!.setEncoding('utf8').on('data', (text: string) => {
        err += text;
      });
      const [code] = await once(child, 'close');
      closeSync(full);
      expect({ code, err }).toEqual({
        code: 1,
        err: 'winstation: cannot write the output: no space left on device\n',
      });
    }
  });

  it.skipIf(process.platform !== 'linux')(
    'leaves the old file as it was when there is no room for the new one',
    async () => {
      const at = mkdtempSync(join(folder, 'full-'));
      const to = join(at, 'good.json');
      writeFileSync(to, 'good');
      // No file may have more than a block. The signal for that is ignored, so writing fails.
      const shell = 'trap "" XFSZ; ulimit -f 1; exec "$@"';
      const argv = [process.execPath, '--import', 'tsx', MAIN, 'capture', '-o', to, '--mock', 'office', '-q'];
      const child = spawn('bash', ['-c', shell, 'bash', ...argv], { env: { ...process.env, TSX_DISABLE_CACHE: '1' } });
      let err = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        err += text;
      });
      const [code] = await once(child, 'close');
      expect({ code, err }).toEqual({ code: 1, err: `winstation: cannot write ${to}: file too large\n` });
      expect(readFileSync(to, 'utf8')).toBe('good');
      expect(readdirSync(at)).toEqual(['good.json']);
    },
  );

  it('plays a recording in real time, and ends with it', async () => {
    const { start: begin, events } = JSON.parse(exampleFile('recordings/morning.json'));
    const two = events.slice(0, 2).map((it: { at: number }, i: number) => ({ ...it, at: 200 + 400 * i }));
    const recording = file('two.json', JSON.stringify({ version: 1, start: begin, events: two }));
    const running = start(MAIN, ['watch', '--json', '--play', recording]);
    expect(await running.ended).toBe(0);
    const [snapshot, lock, connect, ...more] = running.said.out
      .trimEnd()
      .split('\n')
      .map(it => JSON.parse(it));
    expect(more).toEqual([]);
    expect(snapshot.type).toBe('snapshot');
    expect(Date.parse(connect.time) - Date.parse(lock.time)).toBeGreaterThanOrEqual(390);
  });

  it('ends without an error when the reader of a watch stops reading', async () => {
    const recording = file('morning.json', exampleFile('recordings/morning.json'));
    const running = start(MAIN, ['watch', '--json', '--play', recording]);
    running.child.stdout?.once('data', () => running.child.stdout?.destroy());
    expect(await running.ended).toBe(0);
    expect(running.said.err).toBe(`winstation: a world made from ${recording} answers in place of Windows\n`);
  });
});
