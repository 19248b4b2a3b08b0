import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWorld } from '../../../lib/mock/index.js';
import type { Winstation } from '../../../lib/winstation-types.js';
import { cli, exampleFile, scenarioFile } from './harness.js';
import { Screen } from './screen.js';

process.env.TZ = 'UTC';

const FARM = JSON.parse(scenarioFile('farm'));

function open(winstation: Winstation, argv: readonly string[] = [], screen = new Screen(110, 24)) {
  const interrupt = new AbortController();
  const ended = cli(['watch', ...argv], { winstation, stdout: screen, signal: interrupt.signal });
  return { screen, ended, interrupt: () => interrupt.abort() };
}

const shown = (screen: Screen) => screen.lines.join('\n');
/** Waits for the work under way and for the next paint. */
const settle = () => vi.advanceTimersByTimeAsync(60);

describe('the live view', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 10, 15) });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('shows the table with the latest events below it, and paints in place', async () => {
    const world = createWorld(JSON.parse(exampleFile('recordings/morning.json')).start, { clock: 'date' });
    const { screen, ended, interrupt } = open(world.module);
    await settle();
    const [titles, services, console, anna] = screen.lines;
    expect(titles?.trim().split(/ {2,}/)).toEqual(
      'SESSION,USER,ID,STATE,IDLE,LOCK,LOGON TIME,CLIENT,ADDRESS'.split(','),
    );
    expect(services).toMatch(/^ {2}Services +- +0 {2}disconnected/);
    expect(console).toMatch(/^> Console +OFFICE\\\S+ +1 {2}active/);
    expect(anna).toMatch(
      /^ {2}RDP-Tcp#0 {2}CORP\\anna .* 4s {2}unlocked {2}2026-03-02 07:31 {2}LAPTOP7 +192\.0\.2\.17/,
    );
    expect(screen.lines).toHaveLength(8);
    expect(screen.cursorShown).toBe(false);
    world.lock(2);
    await settle();
    expect(screen.lines).toHaveLength(10);
    expect(screen.lines[3]).toContain('locked');
    expect(screen.lines[3]).not.toContain('unlocked');
    expect(screen.lines.slice(7)).toEqual([
      '',
      '10:15:00  lock               session 2  CORP\\anna  from LAPTOP7 (192.0.2.17)',
      '',
    ]);
    world.logoff(2);
    await settle();
    expect(shown(screen)).not.toContain('RDP-Tcp#0');
    expect(screen.lines.filter(it => it.includes('logoff'))).toHaveLength(1);
    interrupt();
    expect((await ended).code).toBe(0);
  });

  it('counts idle time up once a second, and asks for it from time to time', async () => {
    const world = createWorld(undefined, { clock: 'date' });
    const id = world.logon({ user: 'anna', client: { name: 'L' } });
    const { screen, ended, interrupt } = open(world.module, ['--user', 'anna']);
    await settle();
    const idle = () => /active +(\S+) /.exec(shown(screen))?.[1];
    expect(idle()).toBe('0s');
    const { paints } = screen;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(idle()).toBe('5s');
    expect(screen.paints - paints).toBe(5);
    world.input(id);
    // No event reports input: the next answer shows it.
    await vi.advanceTimersByTimeAsync(2_000);
    expect(idle()).toBe('7s');
    await vi.advanceTimersByTimeAsync(4_000);
    expect(idle()).toBe('5s');
    interrupt();
    await ended;
  });

  it('does not paint what has not changed', async () => {
    const world = createWorld(undefined, { clock: 'date' });
    const { screen, ended, interrupt } = open(world.module, ['--kind', 'services']);
    await settle();
    const { paints } = screen;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(screen.paints).toBe(paints);
    interrupt();
    await ended;
  });

  it('restores the terminal and leaves the last frame on it', async () => {
    const world = createWorld(undefined, { clock: 'date' });
    const screen = new Screen(100, 24);
    screen.write('$ winstation watch\n');
    const { ended, interrupt } = open(world.module, [], screen);
    await settle();
    expect(screen.isListenedTo).toBe(true);
    interrupt();
    expect((await ended).code).toBe(0);
    expect(screen.cursorShown).toBe(true);
    expect(screen.isListenedTo).toBe(false);
    expect(screen.lines[0]).toBe('$ winstation watch');
    expect(screen.lines[1]).toContain('SESSION');
    expect(screen.lines.at(-1)).toBe('');
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(['interrupt', 'q', 'Q'])('shows what it showed last when it is left by %s', async how => {
    const world = createWorld(undefined, { clock: 'date' });
    const id = world.logon({ user: 'anna', client: { name: 'L' } });
    let press: (key: string) => void = () => {};
    let released = false;
    const screen = new Screen(110, 24);
    const interrupt = new AbortController();
    const ended = cli(['watch'], {
      winstation: world.module,
      stdout: screen,
      signal: interrupt.signal,
      onKey: pressed => {
        press = pressed;
        return () => {
          released = true;
        };
      },
    });
    await settle();
    press('x');
    const before = screen.lines;
    expect(before.join('\n')).toContain('\\anna');
    if (how === 'interrupt') interrupt.abort();
    else press(how);
    expect(await ended).toMatchObject({ code: 0, err: '' });
    expect(screen.lines).toEqual(before);
    expect(released).toBe(true);
    expect(screen.cursorShown).toBe(true);
    expect((await world.module.localHost().session(id)).state).toBe('active');
  });

  it('fits the terminal at every size, also when the size changes', async () => {
    const world = createWorld(undefined, { clock: 'date' });
    const ids = world.crowd({ sessions: 40 });
    const { screen, ended, interrupt } = open(world.module, [], new Screen(100, 20));
    await settle();
    expect(screen.lines).toHaveLength(20);
    expect(screen.lines.at(-2)).toMatch(/^\.\.\. and \d+ more$/);
    for (const id of ids.slice(0, 5)) world.lock(id);
    await settle();
    expect(screen.lines).toHaveLength(20);
    expect(screen.lines.filter(it => / lock {15}/.test(it))).toHaveLength(3);
    // The screen of the test throws for lines that are too wide or too many.
    for (const [columns, rows] of [
      [40, 10],
      [200, 60],
      [20, 3],
      [1, 1],
      [100, 20],
    ] as const) {
      screen.resize(columns, rows);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(screen.lines.filter(it => it.includes('SESSION')).at(-1)).toBeDefined();
    interrupt();
    await ended;
  });

  it('shows a dead host as a row, and its sessions when it is back', async () => {
    const world = createWorld(
      { version: 1, hosts: [{ local: true }, { name: 'A' }, { name: 'B' }] },
      { clock: 'date' },
    );
    const down = world.host('A').unreachable();
    const { screen, ended, interrupt } = open(world.module, ['--host', 'A', '--host', 'B', '--kind', 'services']);
    await settle();
    expect(screen.lines[0]).toMatch(/^HOST +SESSION +USER/);
    expect(screen.lines[1]).toBe('A     unreachable (RPC_S_SERVER_UNAVAILABLE); will be tried again');
    expect(screen.lines[2]).toMatch(/^B +Services/);
    expect(shown(screen)).toContain('10:15:00  A  failed');
    down.end();
    await vi.advanceTimersByTimeAsync(1_100);
    expect(screen.lines[1]).toMatch(/^A +Services/);
    expect(shown(screen)).toMatch(/10:15:01 {2}A {2}snapshot/);
    const cut = world.host('B').unreachable();
    await settle();
    expect(screen.lines[2]).toBe('B     the connection was lost; waiting for it to come back');
    cut.end();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(screen.lines[2]).toMatch(/^B +Services/);
    interrupt();
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });

  it('names dead hosts even where their rows do not fit', async () => {
    const world = createWorld(FARM, { clock: 'date' });
    world.host('rds01').crowd({ sessions: 30 });
    const { screen, ended, interrupt } = open(
      world.module,
      ['--host', 'rds01', '--host', 'rds02'],
      new Screen(100, 12),
    );
    await settle();
    expect(shown(screen)).toMatch(/\.\.\. and \d+ more; not there: rds02/);
    interrupt();
    await ended;
  });

  it('restores the terminal before it reports a failure', async () => {
    const world = createWorld(undefined, { clock: 'date' });
    world.fail('WTSRegisterSessionNotificationEx', { code: 'ERROR_ACCESS_DENIED' });
    const { screen, ended } = open(world.module);
    await settle();
    expect(await ended).toMatchObject({ code: 1, err: expect.stringContaining('WTSRegisterSessionNotificationEx') });
    expect(screen.cursorShown).toBe(true);
  });

  it('escapes control characters in names', async () => {
    const world = createWorld(undefined, { clock: 'date' });
    const { screen, ended, interrupt } = open(world.module);
    await settle();
    world.logon({ user: 'anna', client: { name: '\x1b[2J\nanna' } });
    await settle();
    expect(shown(screen)).toContain('\\x1b[2J\\x0aanna');
    interrupt();
    await ended;
  });

  it.each([{ TERM: 'dumb' }, undefined])('is only for a terminal that knows escape sequences: %j', async env => {
    const world = createWorld(undefined, { clock: 'date' });
    const interrupt = new AbortController();
    const screen = new Screen(300, 24);
    const argv = env ? ['watch'] : ['watch', '--until', 'logon'];
    const ended = cli(argv, { winstation: world.module, stdout: screen, signal: interrupt.signal, env: env ?? {} });
    await settle();
    world.logon({ user: 'anna' });
    await settle();
    interrupt.abort();
    const { out } = await ended;
    expect(out).toContain('logon');
    expect(out).not.toContain('\x1b[?25');
    expect(out).not.toContain('\x1b[K');
  });
});
