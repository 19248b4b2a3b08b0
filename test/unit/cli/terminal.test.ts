import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { widthOf } from '../../../lib/cli/text.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const PROGRAM = `${process.execPath} --import ${import.meta.resolve('tsx')} ${here('../../../lib/cli/main.ts')}`;
/** A server for each terminal: one that ends takes a moment. */
let servers = 0;
const socket = () => `winstation-${process.pid}-${servers}`;

function tmux(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('tmux', ['-L', socket(), '-f', '/dev/null', ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`tmux ${args[0]}: ${stderr}`);
  return stdout;
}

const hasTmux = spawnSync('tmux', ['-V']).status === 0;
if (!hasTmux) console.log('tmux is not installed here, so nothing is tried in a real terminal; .ci/run installs it');

/** A terminal of 100 columns and 30 lines, with a shell that says how the program ended. */
function open(argv: string): void {
  servers += 1;
  tmux('new-session', '-d', '-s', 'cli', '-x', '100', '-y', '30', 'sh');
  tmux('send-keys', '-t', 'cli', `PS1=; clear; TZ=UTC ${PROGRAM} ${argv}; echo "ended with $?"`, 'Enter');
}

const type = (...keys: readonly string[]) => tmux('send-keys', '-t', 'cli', ...keys);
const screen = () => tmux('capture-pane', '-p', '-t', 'cli').split('\n');
const shows = (pattern: RegExp) =>
  vi.waitFor(() => expect(screen().join('\n')).toMatch(pattern), { timeout: 45_000, interval: 100 });

describe.skipIf(!hasTmux)('in a real terminal', { timeout: 120_000 }, () => {
  afterEach(() => {
    try {
      tmux('kill-server');
    } catch {}
  });

  it('an act shows its table, asks, and acts only after a yes', async () => {
    open('logoff --idle 30m --mock office');
    await shows(/Log off 2 sessions\? \[y\/N\]/);
    const asked = screen();
    expect(asked.findIndex(it => /^SESSION +USER +ID +STATE +IDLE/.test(it))).toBeGreaterThanOrEqual(0);
    expect(asked.join('\n')).toMatch(/^RDP-Tcp#4 +CORP\\jürg\S+ +3 +active/m);
    // It fits: no line of the table is wrapped.
    for (const line of asked.filter(it => /jürg|佐藤/.test(it))) expect(widthOf(line)).toBeLessThanOrEqual(100);
    expect(asked.join('\n')).not.toContain('RESULT');
    type('y', 'Enter');
    await shows(/ended with 0/);
    expect(screen().join('\n')).toMatch(/^SESSION +USER +ID +RESULT$/m);
    expect(screen().filter(it => it.includes('logged off'))).toHaveLength(2);
  });

  it('a whole host must be typed, and Ctrl-C at a question does nothing', async () => {
    open('disconnect --host rds01 --mock farm');
    await shows(/This is all of rds01\. Type its name to disconnect 3 sessions:/);
    type('y', 'Enter');
    await shows(/ended with 1/);
    expect(screen().join('\n')).toContain('winstation: nothing was done');
    tmux('kill-server');
    open('logoff 5 --mock office');
    await shows(/Log off 1 session\?/);
    type('C-c');
    // What the shell writes next begins a new line.
    await shows(/^ended with 130/m);
    expect(screen().join('\n')).not.toContain('RESULT');
  });

  it.each([
    ['q', 0],
    ['C-c', 0],
  ])('the live view leaves its last picture on %s, and gives the terminal back', async (key, code) => {
    open('watch --play morning');
    await shows(/lock {15}session 2/);
    expect(screen().find(it => it.includes('RDP-Tcp#0'))).toMatch(/^[> ] RDP-Tcp#0 +CORP\\anna +2 +active/);
    type('x');
    type(key);
    await shows(new RegExp(`ended with ${code}`));
    const left = screen();
    expect(left.find(it => it.includes('RDP-Tcp#0'))).toMatch(/^[> ] RDP-Tcp#0 +CORP\\anna +2 +active/);
    expect(left.join('\n')).not.toContain('no session');
    expect(left.join('\n')).toMatch(/^10:15:0\d +lock/m);
    // The shell shows again what is typed, and the cursor is there.
    type('echo back again', 'Enter');
    await shows(/^echo back again$\n^back again$/m);
    expect(tmux('display-message', '-p', '-t', 'cli', '#{cursor_flag}').trim()).toBe('1');
  });

  it('the live view fits the terminal when its size changes', async () => {
    open('watch --mock office');
    await shows(/CORP\\anna/);
    tmux('resize-window', '-t', 'cli', '-x', '60', '-y', '12');
    // A line that is too wide would be wrapped, so that its end begins the next one.
    await shows(/^ {2}SESSION .*\n {2}Services .*\n {2}Console .*\n> RDP-Tcp#0 .*\n/m);
    type('q');
    await shows(/ended with 0/);
  });

  it('a password is not shown', async () => {
    open('connect 3 --to 1 --password --mock office');
    await shows(/\[y\/N\]/);
    type('y', 'Enter');
    await shows(/Password/);
    type('s3cret', 'Enter');
    await shows(/ended with 0/);
    expect(screen().join('\n')).not.toContain('s3cret');
  });
});
