import path from 'node:path';
import { edge, entry, sleep, winstation } from './harness.js';

interface Window {
  readonly isShown: boolean;
  close(): void;
}

interface Fake {
  readonly electron: unknown;
  readonly app: { readonly hasQuit: boolean };
  window(): Window;
  last(channel: string): unknown;
  invoke(channel: string, value: unknown): Promise<void>;
}

interface Example {
  runApp(electron: unknown, parts: object): Promise<void>;
  fakeElectron(): Fake;
}

interface Started {
  readonly file: string;
  readonly args: readonly string[];
}

const exampleOf = (name: string) => require(path.join(__dirname, '../examples/electron', name)) as Example;

// The example as it stands, in a host that is called electron.exe. Its window and its page are played.
edge({
  async main({ act, check, client, nothingLeft }) {
    const own = (await act('logon', { user: 'anna' })) as number;
    const berta = (await act('logon', { user: 'berta', client: { name: 'LAPTOP8' } })) as number;
    const { app, electron, invoke, last, window } = exampleOf('fake-electron.cjs').fakeElectron();
    const started: Started[] = [];
    await exampleOf('app.cjs').runApp(electron, {
      winstation: winstation(),
      desktop: entry('winstation/desktop'),
      start(file: string, args: readonly string[]) {
        started.push({ file, args });
        return { on() {}, unref() {} };
      },
    });
    const eventually = async (what: string, holds: () => unknown) => {
      const deadline = performance.now() + 5_000;
      while (!holds() && performance.now() < deadline) await sleep(10);
      check(Boolean(holds()), `${what}; the page was told ${JSON.stringify([last('sessions'), last('failed')])}`);
    };
    const row = (id: number) => (last('sessions') as { id: number; lock: string }[])?.find(it => it.id === id);

    await eventually('the table lacks somebody', () => row(own) && row(berta));
    await act('lock', own);
    await eventually('the window does not hide', () => !window().isShown && row(own)?.lock === 'locked');
    await act('unlock', own);
    await eventually('the window does not come back', () => window().isShown);

    await invoke('shadow', berta);
    check(started[0]?.args.join() === `/shadow:${berta}`, `started was ${JSON.stringify(started)}`);

    await invoke('video', { x: 8, y: 120, width: 640, height: 360 });
    const hints = async () => (await client.request('get', null, 'desktop.renderHints')) as readonly object[];
    check((await hints()).length === 1, 'the video has no hint');
    await invoke('video', null);
    check((await hints()).length === 0, 'the hint was not taken back');
    check(last('failed') === undefined, String(last('failed')));

    window().close();
    check(app.hasQuit, 'the program goes on without a window');
    await nothingLeft(1);
  },
});
