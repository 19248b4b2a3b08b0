const { spawn } = require('node:child_process');
const { join } = require('node:path');
const { followSessions } = require('./follow-sessions.cjs');

/** What a renderer is given of a session: plain values, which a sandboxed page can have. */
const rowOf = ({ id, account, state, lock, client }) => ({ id, account, state, lock, client: client?.name });

/**
 * The main process: the addon is loaded here, since a sandboxed renderer cannot. What it is made of is handed in, so that tests
 * run it without Electron and without Windows.
 *
 * @param {Pick<typeof import('electron'), 'app' | 'BrowserWindow' | 'ipcMain'>} electron
 * @param {{
 *   winstation: Pick<import('winstation').Winstation, 'localHost'>,
 *   desktop: Pick<import('winstation/desktop').DesktopModule, 'setRenderHint'>,
 *   start?: typeof spawn,
 * }} parts
 */
async function runApp({ app, BrowserWindow, ipcMain }, { winstation, desktop, start = spawn }) {
  app.on('window-all-closed', () => app.quit());
  await app.whenReady();
  const win = new BrowserWindow({
    width: 720,
    height: 640,
    webPreferences: { preload: join(__dirname, 'preload.cjs') },
  });
  const host = winstation.localHost();
  /** The sessions of the table, as they were last listed. */
  let shown = new Map();
  const send = (channel, value) => {
    if (!win.isDestroyed()) win.webContents.send(channel, value);
  };
  const show = () => send('sessions', [...shown.values()].map(rowOf));

  const stop = followSessions(host, {
    locked: () => win.hide(),
    unlocked: () => win.show(),
    table(sessions) {
      shown = new Map(sessions.map(it => [it.id, it]));
      show();
    },
    failed: error => send('failed', error.message),
  });

  // A page that was led elsewhere has no say here.
  const handle = (channel, answer) =>
    ipcMain.handle(channel, async ({ senderFrame }, value) => {
      if (senderFrame !== win.webContents.mainFrame) return;
      try {
        await answer(value);
      } catch (error) {
        send('failed', error.message);
      }
    });

  // The row that the user saw, and not its id alone: another user may have that by now.
  handle('shadow', async id => {
    const session = shown.get(id);
    if (!session) throw new Error('This session is not there any more.');
    const { file, args } = await host.shadowCommand(session);
    const program = start(file, args, { detached: true, stdio: 'ignore' });
    // Not every Windows has mstsc. An error that nobody hears would end this process.
    program.on('error', error => send('failed', error.message));
    program.unref();
  });

  // Where the video is, in pixels of the screen; null while there is none. Over Remote Desktop it is then sent as a video.
  handle('video', area => {
    desktop.setRenderHint(win.getNativeWindowHandle(), area ? { type: 'video', ...area } : undefined);
  });

  win.webContents.on('did-finish-load', show);
  win.on('closed', () => {
    for (const channel of ['shadow', 'video']) ipcMain.removeHandler(channel);
    stop().catch(error => console.error(error.message));
  });
  await win.loadFile(join(__dirname, 'index.html'));
}

module.exports = { runApp };
