import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createWorld } from 'winstation/mock';
import { runApp } from './electron/app.cjs';
import { fakeElectron } from './electron/fake-electron.cjs';

async function run(world) {
  const fake = fakeElectron();
  const started = [];
  const programs = [];
  await runApp(fake.electron, {
    winstation: world.module,
    desktop: world.modules['winstation/desktop'],
    start(file, args, options) {
      const program = Object.assign(new EventEmitter(), { unref() {} });
      programs.push(program);
      started.push({ file, args, options });
      return program;
    },
  });
  await world.settled();
  return { ...fake, started, programs };
}

test('the window hides when its own session is locked, and only then', async () => {
  const world = createWorld();
  const own = world.logon({ user: 'anna' });
  const other = world.logon({ user: 'berta', client: { name: 'LAPTOP8' } });
  const { window } = await run(world);

  world.lock(other);
  await world.settled();
  expect(window().isShown).toBe(true);

  world.lock(own);
  await world.settled();
  expect(window().isShown).toBe(false);
  world.unlock(own);
  await world.settled();
  expect(window().isShown).toBe(true);
  window().close();
});

test('it hides as well while it cannot know', async () => {
  const world = createWorld();
  const own = world.logon({ user: 'anna' });
  const { window } = await run(world);
  const seen = [];
  window().hide = () => seen.push('hidden');
  window().show = () => seen.push('shown');
  world.overflow();
  await world.settled();
  expect(seen).toEqual(['hidden', 'shown']);
  const lost = world.dropEvents();
  world.lock(own);
  lost.end();
  world.overflow();
  await world.settled();
  expect(seen.slice(2)).toEqual(['hidden', 'hidden']);
  window().close();
});

test('the table is what the sessions are', async () => {
  const world = createWorld();
  const anna = world.logon({ user: 'anna', client: { name: 'LAPTOP7' } });
  const { last, window } = await run(world);
  expect(last('sessions')).toMatchObject([{ id: anna, state: 'active', lock: 'unlocked', client: 'LAPTOP7' }]);
  world.lock(anna);
  await world.settled();
  expect(last('sessions')).toMatchObject([{ id: anna, lock: 'locked' }]);
  world.logoff(anna);
  await world.settled();
  expect(last('sessions')).toEqual([]);
  window().close();
});

test('the button shadows the session that the user saw', async () => {
  const world = createWorld();
  world.logon({ user: 'anna' });
  const berta = world.logon({ user: 'berta', client: { name: 'LAPTOP8' } });
  const { invoke, last, started, window } = await run(world);
  await invoke('shadow', berta);
  expect(started).toEqual([
    {
      file: 'C:\\Windows\\System32\\mstsc.exe',
      args: [`/shadow:${berta}`],
      options: { detached: true, stdio: 'ignore' },
    },
  ]);

  // Her id is another's, and the page does not know it yet.
  const lost = world.dropEvents();
  world.logoff(berta);
  await world.advance(60_000);
  expect(world.logon({ user: 'carl', client: { name: 'LAPTOP9' } })).toBe(berta);
  await invoke('shadow', berta);
  lost.end();
  expect(started).toHaveLength(1);
  expect(last('failed')).toContain('The id now belongs to another logon.');

  await invoke('shadow', 4_000);
  expect(last('failed')).toBe('This session is not there any more.');
  window().close();
});

test('a machine without mstsc is said to the page', async () => {
  const world = createWorld();
  const anna = world.logon({ user: 'anna' });
  const { invoke, last, programs, window } = await run(world);
  await invoke('shadow', anna);
  programs[0].emit('error', new Error('spawn mstsc.exe ENOENT'));
  expect(last('failed')).toBe('spawn mstsc.exe ENOENT');
  window().close();
});

test('a video is named to the client, and taken back', async () => {
  const world = createWorld();
  world.logon({ user: 'anna' });
  const { invoke, last, window } = await run(world);
  const area = { x: 8, y: 120, width: 640, height: 360 };
  await invoke('video', area);
  expect(world.desktop.renderHints).toMatchObject([{ window: 0x102n, left: 8, top: 120, right: 648, bottom: 480 }]);
  await invoke('video', null);
  expect(world.desktop.renderHints).toEqual([]);

  await invoke('video', { ...area, width: -1 });
  expect(last('failed')).toMatch(/width/);
  window().close();
});

test('only the page itself may ask', async () => {
  const world = createWorld();
  const anna = world.logon({ user: 'anna' });
  const { invoke, started, window } = await run(world);
  await invoke('shadow', anna, {});
  await invoke('video', { x: 0, y: 0, width: 1, height: 1 }, {});
  expect(started).toEqual([]);
  expect(world.desktop.renderHints).toEqual([]);
  window().close();
});

test('all ends with the window', async () => {
  const world = createWorld();
  const anna = world.logon({ user: 'anna' });
  const { app, channels, said, window } = await run(world);
  window().close();
  await world.settled();
  expect(app.hasQuit).toBe(true);
  expect(channels()).toEqual([]);
  const before = said.length;
  world.logoff(anna);
  await world.settled();
  expect(said).toHaveLength(before);
});

test('what fails is said', async () => {
  const world = createWorld();
  world.fail('WTSRegisterSessionNotificationEx', { code: 'ERROR_ACCESS_DENIED' });
  const { said } = await run(world);
  expect(said.filter(([channel]) => channel === 'failed').join()).toContain('ERROR_ACCESS_DENIED');
});
