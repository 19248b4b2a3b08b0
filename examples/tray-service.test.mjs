import { expect, test, vi } from 'vitest';
import { createWorld } from 'winstation/mock';

test('every user gets a tray program in their own session, once, and it ends with the service', async () => {
  const world = createWorld(undefined, { as: 'system' });
  vi.doMock('winstation', async () => ({ ...(await vi.importActual('winstation')), ...world.module }));
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  world.program('C:\\Tools\\tray.exe', async function* ({ args }) {
    yield { stdout: args.join(' ') };
    await new Promise(() => {});
  });
  world.program('C:\\Windows\\System32\\whoami.exe', async function* ({ user }) {
    yield { stdout: `I am ${user}\r\n` };
    return 0;
  });
  const anna = world.logon({ user: 'anna', client: { name: 'LAPTOP7' } });

  const before = process.listeners('SIGINT');
  const running = import('./tray-service.mjs');
  await vi.waitFor(() => expect(said).toHaveBeenCalledTimes(1));
  const berta = world.logon({ user: 'berta', client: { name: 'LAPTOP8' } });
  await vi.waitFor(() => expect(said).toHaveBeenCalledTimes(2));
  const trays = () => world.programs.filter(it => it.name === 'tray.exe');
  expect(trays().map(it => [it.sessionId, it.running])).toEqual([
    [anna, true],
    [berta, true],
  ]);
  expect(said.mock.calls.map(([text]) => text)).toEqual([
    expect.stringMatching(/anna: 0, I am anna$/),
    expect.stringMatching(/berta: 0, I am berta$/),
  ]);

  // Ctrl-C, as the program hears it.
  for (const stop of process.listeners('SIGINT')) if (!before.includes(stop)) stop();
  await running;
  await vi.waitFor(() => expect(trays().every(it => !it.running)).toBe(true));
  said.mockRestore();
});

test('a start that takes too long is said, and others are served', async () => {
  vi.resetModules();
  const user = name => ({ kind: 'user', key: name, user: name, account: name });
  const host = {
    async *watch() {
      yield { type: 'snapshot', sessions: [user('anna'), user('berta')] };
    },
    spawn: async ({ user }) => {
      if (user === 'anna')
        throw Object.assign(new Error('The call took longer than 30000 ms'), { name: 'TimeoutError' });
    },
    run: async () => ({ exitCode: 0, stdout: { text: 'here' } }),
  };
  vi.doMock('winstation', async () => ({ ...(await vi.importActual('winstation')), localHost: () => host }));
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  const failed = vi.spyOn(console, 'error').mockImplementation(() => {});
  await import('./tray-service.mjs');
  expect(failed.mock.calls).toEqual([['anna: The call took longer than 30000 ms']]);
  expect(said.mock.calls).toEqual([['berta: 0, here']]);
  said.mockRestore();
  failed.mockRestore();
});
