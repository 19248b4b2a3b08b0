import { describe, expect, it, vi } from 'vitest';
import { createWorld } from '../../../lib/mock/index.js';
import type { Winstation } from '../../../lib/winstation-types.js';
import { cli, exampleFile, fake, lines, noAddon, scenarioFile } from './harness.js';

process.env.TZ = 'UTC';

const MORNING = { 'morning.json': exampleFile('recordings/morning.json') };
const PLAY = ['--play', 'morning.json'];

/** A run that lasts until it is interrupted. */
function running(argv: readonly string[], winstation: Winstation) {
  const interrupt = new AbortController();
  const said: string[] = [];
  const stdout = { isTTY: false, columns: undefined, write: (text: string) => said.push(...lines(text)) };
  const ended = cli(argv, { winstation, signal: interrupt.signal, stdout });
  return { said, ended, interrupt: () => interrupt.abort() };
}

const has = (said: readonly string[], text: string) =>
  vi.waitFor(() => expect(said.join('\n')).toContain(text), { timeout: 5_000, interval: 5 });

describe('watch, not on a terminal', () => {
  it('prints a line for each event: time, type, session, account and client', async () => {
    const { code, out, err, worlds } = await cli(['watch', ...PLAY], { files: MORNING });
    expect(code).toBe(0);
    expect(worlds).toBe(1);
    expect(err).toBe('winstation: a world made from morning.json answers in place of Windows\n');
    expect(lines(out).slice(0, 4)).toEqual([
      '2026-03-02 10:15:00  snapshot           6 sessions',
      '2026-03-02 10:15:02  lock               session 2  CORP\\anna  from LAPTOP7 (192.0.2.17)',
      '2026-03-02 10:15:05  remoteConnect      session 5  CORP\\佐藤花子  from TABLET3 (192.0.2.44)  reconnect',
      '2026-03-02 10:15:07  unlock             session 2  CORP\\anna  from LAPTOP7 (192.0.2.17)',
    ]);
    expect(lines(out)).toHaveLength(12);
  });

  it('chooses types, repeated or with commas, and sessions', async () => {
    const types = async (...argv: string[]) => {
      const { out, code } = await cli(['watch', '--json', ...argv, ...PLAY], { files: MORNING });
      expect(code).toBe(0);
      return lines(out).map(line => JSON.parse(line).type);
    };
    expect(await types('--type', 'Lock,logon')).toEqual(['lock', 'logon']);
    expect(await types('--type', 'lock', '--type', 'unlock')).toEqual(['lock', 'unlock']);
    expect(await types('--user', 'anna', '--type', 'lock,unlock,logon')).toEqual(['lock', 'unlock']);
    expect(await types('--state', 'disconnected', '--type', 'remoteDisconnect')).toContain('remoteDisconnect');
    expect(await types('--kind', 'listener')).toEqual(['snapshot']);
  });

  it('gives JSON lines with ISO dates and nulls', async () => {
    const { out } = await cli(['watch', '--type', 'snapshot,lock,terminate', '--json', ...PLAY], { files: MORNING });
    const [snapshot, lock, terminate, ...more] = lines(out).map(line => JSON.parse(line));
    expect(more).toEqual([]);
    expect(snapshot).toMatchObject({ type: 'snapshot', host: 'OFFICE', time: '2026-03-02T10:15:00.000Z' });
    expect(snapshot.sessions).toHaveLength(6);
    expect(lock).toMatchObject({
      type: 'lock',
      sessionId: 2,
      session: { lock: 'locked' },
      before: { lock: 'unlocked' },
    });
    expect(terminate).toMatchObject({ type: 'terminate', session: null, overlap: false });
  });

  it('ends with 0 on Ctrl-C', async () => {
    const world = createWorld();
    const { said, ended, interrupt } = running(['watch', '--json'], world.module);
    await has(said, 'snapshot');
    const id = world.logon({ user: 'anna', client: { name: 'L' } });
    await has(said, `"type":"logon","host":"${world.name}"`);
    world.lock(id);
    await has(said, '"type":"lock"');
    interrupt();
    expect(await ended).toMatchObject({ code: 0, err: '' });
    const released = world.calls.filter(it => it.name === 'WTSUnRegisterSessionNotificationEx');
    await vi.waitFor(() => expect(released).toHaveLength(1));
  });

  it('escapes control characters in events', async () => {
    const world = createWorld();
    const { said, ended, interrupt } = running(['watch'], world.module);
    await has(said, 'snapshot');
    world.logon({ user: 'anna', client: { name: '\x1b[2Janna\u202egnp' } });
    await has(said, 'logon');
    interrupt();
    const { out } = await ended;
    expect(out).toContain('\\x1b[2Janna');
    expect(out).toContain('\\u202egnp');
    for (const raw of ['\x1b', '\u202e']) expect(out).not.toContain(raw);
  });

  it('waits for a slow reader, and reports what it missed', async () => {
    const world = createWorld();
    const id = world.logon({ user: 'anna', client: { name: 'L' } });
    let goOn: () => void = () => {};
    const full = new Promise<void>(resolve => {
      goOn = resolve;
    });
    const said: string[] = [];
    const interrupt = new AbortController();
    const stdout = {
      isTTY: false,
      columns: undefined,
      write: (text: string) => said.push(text),
      drained: () => full,
    };
    const ended = cli(['watch'], { winstation: world.module, signal: interrupt.signal, stdout });
    await has(said, 'snapshot');
    for (let i = 0; i < 600; i++) {
      world.lock(id);
      world.unlock(id);
    }
    await world.settled();
    expect(said).toHaveLength(1);
    goOn();
    await has(said, 'events came faster than they were read, 1200 lost');
    interrupt.abort();
    expect((await ended).code).toBe(0);
  });

  it('says what to do without an addon, once', async () => {
    expect(await cli(['watch'])).toMatchObject({ code: 1, out: '' });
    const { code, out, err } = await cli(['watch', '--json', '--host', 'a', '--host', 'b']);
    expect(code).toBe(1);
    expect(lines(out).map(line => JSON.parse(line))).toMatchObject([
      { type: 'error', error: { name: 'NoAddonError' } },
    ]);
    expect(lines(err)).toEqual([
      'winstation: No addon for this system.',
      'winstation: To try winstation without Windows: winstation --mock office',
    ]);
  });

  it('ends with 1 when this machine cannot be watched', async () => {
    const world = createWorld();
    world.fail('WTSRegisterSessionNotificationEx', { code: 'ERROR_ACCESS_DENIED' });
    const { code, err } = await cli(['watch'], { winstation: world.module });
    expect(code).toBe(1);
    expect(err).toContain('WTSRegisterSessionNotificationEx failed');
  });
});

describe('watch --until', () => {
  it('prints the event that it waited for, and ends', async () => {
    const { code, out } = await cli(['watch', '--until', 'logon', '--user', 'berta', ...PLAY], { files: MORNING });
    expect(code).toBe(0);
    expect(lines(out)).toEqual([
      '2026-03-02 10:15:10  logon              session 4  CORP\\berta  from PC12 (192.0.2.61)',
    ]);
  });

  it('takes several types, and gives JSON', async () => {
    const { code, out } = await cli(['watch', '--until', 'terminate,unlock', '--json', ...PLAY], { files: MORNING });
    expect(code).toBe(0);
    expect(lines(out).map(line => JSON.parse(line).type)).toEqual(['unlock']);
  });

  it('ends with 1 when the event did not come', async () => {
    const world = createWorld();
    const run = await cli(['watch', '--until', 'logon', '--timeout', '50ms'], { winstation: world.module });
    expect(run).toMatchObject({ code: 1, out: '', err: 'winstation: no logon within 50ms\n' });
    const played = await cli(['watch', '--until', 'logon', '--user', 'nobody', ...PLAY], { files: MORNING });
    expect(played).toMatchObject({ code: 1, out: '' });
  });

  it('goes on waiting when the table changes, and can be interrupted', async () => {
    const world = createWorld();
    const { ended, interrupt } = running(['watch', '--until', 'logon'], world.module);
    await vi.waitFor(() => expect(world.calls.length).toBeGreaterThan(3));
    interrupt();
    expect(await ended).toMatchObject({ code: 130, out: '' });
  });
});

describe('watch --host', () => {
  const hosts = ['--host', 'rds02', '--host', 'rds01'];

  it('reports a dead host, and follows the others', async () => {
    const world = createWorld(JSON.parse(scenarioFile('farm')));
    const { said, ended, interrupt } = running(['watch', ...hosts], world.module);
    await has(said, 'snapshot');
    world.host('rds01').logon({ user: 'zoe', client: { name: 'PC9' } });
    await has(said, 'logon');
    interrupt();
    const { code, out, err } = await ended;
    expect(code).toBe(0);
    expect(out).toMatch(/^\S+ \S+ {2}rds01 {2}logon {14}session \d+ {2}\S+\\zoe {2}from PC9/m);
    expect(lines(err)).toHaveLength(1);
    expect(err).toMatch(/^winstation: WTSEnumerateSessionsExW failed on rds02: RPC_S_SERVER_UNAVAILABLE/);
  });

  it('follows a host again when it is back', async () => {
    const world = createWorld({ version: 1, hosts: [{ local: true }, { name: 'RDS' }] });
    const down = world.host('RDS').unreachable();
    const { said, ended, interrupt } = running(['watch', '--json', '--type', 'logon', '--host', 'RDS'], world.module);
    await has(said, '"error"');
    down.end();
    // After a second it is tried again, and a snapshot shows that it is there.
    await has(said, '"snapshot"');
    world.host('RDS').logon({ user: 'zoe', client: { name: 'PC9' } });
    await has(said, '"logon"');
    interrupt();
    const { code, out } = await ended;
    expect(code).toBe(0);
    expect(lines(out).map(line => JSON.parse(line).type)).toEqual(['error', 'snapshot', 'logon']);
    expect(JSON.parse(lines(out)[0] ?? '')).toMatchObject({
      host: 'RDS',
      time: expect.stringMatching(/Z$/),
      error: { reason: 'unreachable', code: 'RPC_S_SERVER_UNAVAILABLE' },
    });
  });

  it('reports locks when they are polled', async () => {
    const world = createWorld({ version: 1, hosts: [{ local: true }, { name: 'RDS' }] });
    const id = world.host('RDS').logon({ user: 'zoe', client: { name: 'PC9' } });
    const argv = ['watch', '--host', 'RDS', '--type', 'snapshot,lock', '--poll', '10s'];
    const { said, ended, interrupt } = running(argv, world.module);
    await has(said, 'snapshot');
    world.host('RDS').lock(id);
    await world.advance(10_000);
    await has(said, 'lock ');
    interrupt();
    expect((await ended).code).toBe(0);
  });

  it('reports the same failure only once', async () => {
    vi.useFakeTimers();
    try {
      let tried = 0;
      const winstation = fake({
        openHost: async () => {
          tried += 1;
          throw new Error('no such machine');
        },
      });
      const { ended, interrupt } = running(['watch', '--host', 'x'], winstation);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(tried).toBe(6);
      interrupt();
      expect(await ended).toMatchObject({ code: 0, err: 'winstation: x: no such machine\n' });
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('watch --play', () => {
  it('can play a recording in a scenario', async () => {
    const files = { ...MORNING, 'office.json': scenarioFile('office') };
    const { code, out, err } = await cli(['watch', '--mock', 'office.json', ...PLAY, '--type', 'lock'], { files });
    expect({ code, lines: lines(out).length }).toEqual({ code: 0, lines: 1 });
    expect(err).toContain('a world made from office.json');
  });

  it('plays the recording that the program brings along', async () => {
    const { code, out, err } = await cli(['watch', '--play', 'Morning', '--type', 'lock']);
    expect({ code, lines: lines(out).length }).toEqual({ code: 0, lines: 1 });
    expect(err).toBe('winstation: a world made from Morning answers in place of Windows\n');
  });

  it('refuses a scenario, and --mock a recording: each names the other', async () => {
    const files = { ...MORNING, 'office.json': scenarioFile('office') };
    const scenario = await cli(['watch', '--play', 'office.json'], { files });
    expect(scenario).toMatchObject({ code: 2, out: '' });
    expect(lines(scenario.err)[0]).toBe(
      'winstation: office.json is not a recording; it is a scenario, for --mock office.json',
    );
    const recording = await cli(['--mock', 'morning.json'], { files });
    expect(recording).toMatchObject({ code: 2, out: '' });
    expect(lines(recording.err)[0]).toBe(
      'winstation: morning.json is a recording and not a scenario; play it with --play morning.json',
    );
  });

  it.each([
    ['{}', 'bad.json is not a recording'],
    ['{"start":{"version":1},"events":[{"type":"lgon"}]}', 'bad.json is not a recording: '],
    ['{"start":{"version":2}}', 'bad.json is not a recording: version'],
    ['nonsense', 'cannot read the recording bad.json'],
  ])('refuses %s', async (text, message) => {
    const { code, out, err } = await cli(['watch', '--type', 'logon', '--play', 'bad.json'], {
      files: { 'bad.json': text },
    });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`winstation: ${message}`);
  });

  it('needs no Windows; without --play nothing takes its place', async () => {
    const winstation = fake({
      localHost: () => {
        throw noAddon();
      },
    });
    expect(await cli(['watch'], { winstation })).toMatchObject({ code: 1, worlds: 0 });
  });
});
