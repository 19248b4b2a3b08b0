const { join } = require('node:path');
const { app, BrowserWindow } = require('electron');
const winstation = require('winstation');
const { followSessions } = require('./follow-sessions.cjs');

// The main process loads the addon; a sandboxed renderer cannot, and gets plain rows.
app.whenReady().then(() => {
  const win = new BrowserWindow({
    width: 720,
    height: 400,
    webPreferences: { preload: join(__dirname, 'preload.cjs') },
  });
  let rows = [];
  const show = () => win.webContents.send('sessions', rows);
  const stop = followSessions(winstation, {
    locked: () => win.hide(),
    unlocked: () => win.show(),
    table(now) {
      rows = now;
      show();
    },
    failed: error => console.error(error.message),
  });
  win.webContents.on('did-finish-load', show);
  win.on('closed', stop);
  win.loadFile(join(__dirname, 'index.html'));
});

app.on('window-all-closed', () => app.quit());
