import { describe, expect, it, vi } from 'vitest';
import { createWorld } from '../../../lib/mock/index.js';
import { cli, exampleFile, fake, lines, noAddon } from './harness.js';

const files = { 'morning.json': exampleFile('recordings/morning.json') };

describe('record', () => {
  it('writes what happens until it is interrupted, and ends with 0', async () => {
    const world = createWorld();
    const interrupt = new AbortController();
    const ended = cli(['record', '-o', 'r.json'], { winstation: world.module, signal: interrupt.signal });
    await vi.waitFor(() => expect(world.calls.some(it => it.name === 'WTSEnumerateSessionsExW')).toBe(true));
    await world.settled();
    world.logon({ user: 'anna', client: { name: 'LAPTOP7' } });
    await world.settled();
    interrupt.abort();
    const { code, out, err, written } = await ended;
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(lines(err)).toEqual([
      `winstation: recording ${world.name}; Ctrl-C ends it`,
      'winstation: wrote r.json: 4 events',
    ]);
    const text = written.get('r.json') ?? '';
    expect(JSON.parse(text).events.map((it: { type: string }) => it.type)).toEqual([
      'create',
      'remoteConnect',
      'logon',
      'desktopReady',
    ]);
    expect(text).not.toContain('anna');
    expect(text).not.toContain('LAPTOP7');
  });

  it('ends after a time', async () => {
    const { code, out, err } = await cli(['record', '--for', '20ms'], { winstation: createWorld().module });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ version: 1, events: [] });
    expect(err).not.toContain('Ctrl-C');
  });

  it('a recording of a recording is the same', async () => {
    const { code, out } = await cli(['record', '--no-redact', '--play', 'morning.json'], { files });
    expect(code).toBe(0);
    const { events, start } = JSON.parse(files['morning.json']);
    const again = JSON.parse(out);
    expect(again.events).toEqual(events);
    expect(again.start.hosts[0].sessions).toEqual(start.hosts[0].sessions);
  });

  it('says when events are missing', async () => {
    const world = createWorld();
    const interrupt = new AbortController();
    const ended = cli(['record'], { winstation: world.module, signal: interrupt.signal });
    await vi.waitFor(() => expect(world.calls.some(it => it.name === 'WTSEnumerateSessionsExW')).toBe(true));
    await world.settled();
    world.overflow(3);
    await world.settled();
    interrupt.abort();
    expect((await ended).err).toContain('winstation: the recording is not complete: events were lost at 1 point');
  });

  it('fails when it cannot record or cannot write', async () => {
    const world = createWorld();
    world.fail('WTSRegisterSessionNotificationEx', { code: 'ERROR_ACCESS_DENIED' });
    expect(await cli(['record'], { winstation: world.module })).toMatchObject({ code: 1, out: '' });
    const none = fake({
      localHost: () => {
        throw noAddon();
      },
    });
    expect(await cli(['record'], { winstation: none })).toMatchObject({ code: 1, out: '' });
    const full = await cli(['record', '-o', '/full/r.json', '--play', 'morning.json'], { files });
    expect(full).toMatchObject({ code: 1, err: expect.stringContaining('cannot write /full/r.json') });
  });

  it('looks whether the file can be written before it records', async () => {
    const { code, err, worlds } = await cli(['record', '-o', '/locked/r.json', '--play', 'morning.json'], { files });
    expect({ code, worlds }).toEqual({ code: 1, worlds: 1 });
    expect(err).toBe('winstation: cannot write /locked/r.json: permission denied\n');
  });

  it('records another host, with its locks', async () => {
    const world = createWorld({ version: 1, hosts: [{ local: true }, { name: 'RDS' }] });
    const rds = world.host('RDS');
    const id = rds.logon({ user: 'zoe', client: { name: 'PC9' } });
    const interrupt = new AbortController();
    const argv = ['record', '--no-redact', '--host', 'RDS', '--poll', '10s'];
    const ended = cli(argv, { winstation: world.module, signal: interrupt.signal });
    await vi.waitFor(() => expect(world.calls.some(it => it.name === 'WTSWaitSystemEvent')).toBe(true));
    await world.settled();
    rds.lock(id);
    await world.advance(10_000);
    interrupt.abort();
    const { code, out } = await ended;
    expect(code).toBe(0);
    const { start, events } = JSON.parse(out);
    expect(start.hosts[0].name).toBe('RDS');
    expect(events).toMatchObject([{ type: 'lock', sessionId: id, session: { user: 'zoe' } }]);
  });

  it('fails for a host that cannot be reached', async () => {
    const { code, out, err } = await cli(['record', '--host', 'rds02', '--mock', 'farm', '-q']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('on rds02: RPC_S_SERVER_UNAVAILABLE');
  });
});
